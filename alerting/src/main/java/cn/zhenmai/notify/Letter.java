package cn.zhenmai.notify;

import cn.zhenmai.alert.Revision;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import java.time.LocalDate;
import java.util.List;

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
 * @param lines of a summary, else null
 * @param count alerts that the summary is about; more than the lines where there are too many
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
        String endReason,
        List<Line> lines,
        int count) {

    /** One alert of a summary, as its own mail would say it: a student's without title and place. */
    public record Line(
            Transition.Kind kind,
            String place,
            LocalDate heldOn,
            String periods,
            String classes,
            boolean ofStudent,
            Level before,
            Level level,
            Revision revision) {}

    Letter(
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
        this(
                template,
                alert,
                session,
                place,
                heldOn,
                periods,
                classes,
                level,
                before,
                title,
                text,
                arithmetic,
                n,
                endReason,
                null,
                0);
    }

    /** Names the files in {@code templates/mail}. */
    public enum Template {
        NO_ROLL_CALL,
        SESSION,
        OFFERING,
        STUDENT,
        SOURCE_SILENT,
        FOLLOW_UP,
        SUMMARY
    }

    static Letter summary(List<Line> lines, int count) {
        return new Letter(
                Template.SUMMARY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                lines,
                count);
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
