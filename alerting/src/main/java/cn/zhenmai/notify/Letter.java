package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import java.time.LocalDate;

/**
 * What a mail says, resolved when the transition was written, without any student's name. Fields that do not apply are null.
 *
 * @param place course or group, "高等数学"; of a silent source its name
 * @param periods "3–4节"
 * @param classes "软件2601、软件2602"
 * @param before level before, for follow-ups
 * @param text the alert's sentence; not used in mails about a student
 * @param arithmetic "28 ÷ 40 = 70%"
 * @param n how many observations it rests on
 */
public record Letter(
        Template template,
        String alert,
        String session,
        String place,
        LocalDate heldOn,
        String periods,
        String classes,
        Level level,
        Level before,
        String title,
        String text,
        String arithmetic,
        int n,
        String endReason) {

    /** Names the files in {@code templates/mail}. */
    public enum Template {
        NO_ROLL_CALL,
        SESSION,
        OFFERING,
        STUDENT,
        SOURCE_SILENT,
        FOLLOW_UP
    }

    /** The same place and alert, telling those who knew the alert at {@code told} what has become of it. */
    Letter followUp(Level told) {
        return new Letter(
                Template.FOLLOW_UP,
                alert,
                session,
                place,
                heldOn,
                periods,
                classes,
                level,
                told,
                title,
                text,
                arithmetic,
                n,
                endReason);
    }
}
