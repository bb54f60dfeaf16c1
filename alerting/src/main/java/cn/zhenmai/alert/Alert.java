package cn.zhenmai.alert;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.Set;

/**
 * One crossing of one rule by one subject, as the engine knows it. The handling by people is kept beside it ({@link Handling}).
 *
 * @param id deterministic: "A" + sequence + "-" + ordinal of the transition that opened it
 * @param student whom it is about, null for alerts of sessions and offerings
 * @param classes administrative classes it concerns (the student's at opening; a session's rolls), for scope
 * @param session null unless it is about one session
 * @param teacher whom it is about or who holds the session or offering; may be null
 * @param title short, Chinese, no person's name: "旷课 9 学时"
 * @param text one sentence with the distance, Chinese, no person's name: "旷课 9 学时，再 1 学时到警告线"
 * @param revision null as long as nothing that came later says otherwise
 */
public record Alert(
        String id,
        String rule,
        int ruleVersion,
        Subject subject,
        String student,
        Set<String> classes,
        String college,
        String session,
        String offering,
        String teacher,
        Level level,
        Condition condition,
        String endReason,
        Instant openedAt,
        long openedSequence,
        Instant changedAt,
        long changedSequence,
        String title,
        String text,
        String textEn,
        Evidence evidence,
        Revision revision) {

    public Alert(
            String id,
            String rule,
            int ruleVersion,
            Subject subject,
            String student,
            Set<String> classes,
            String college,
            String session,
            String offering,
            String teacher,
            Level level,
            Condition condition,
            String endReason,
            Instant openedAt,
            long openedSequence,
            Instant changedAt,
            long changedSequence,
            String title,
            String text,
            String textEn,
            Evidence evidence) {
        this(
                id,
                rule,
                ruleVersion,
                subject,
                student,
                classes,
                college,
                session,
                offering,
                teacher,
                level,
                condition,
                endReason,
                openedAt,
                openedSequence,
                changedAt,
                changedSequence,
                title,
                text,
                textEn,
                evidence,
                null);
    }

    public Alert revised(Revision revision) {
        return new Alert(
                id,
                rule,
                ruleVersion,
                subject,
                student,
                classes,
                college,
                session,
                offering,
                teacher,
                level,
                condition,
                endReason,
                openedAt,
                openedSequence,
                changedAt,
                changedSequence,
                title,
                text,
                textEn,
                evidence,
                revision);
    }

    /** PENDING is never stored; ENDED carries {@code endReason}: recovered, corrected, term-ended, rule-changed, session-cancelled. */
    public enum Condition {
        PENDING,
        FIRING,
        STABILISED,
        ENDED
    }
}
