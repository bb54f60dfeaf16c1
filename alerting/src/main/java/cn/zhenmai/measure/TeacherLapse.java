package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * 教师迟到、早退、缺课（疑似） in one session: minutes late or left early, or periods without the teacher. A device that was not read looks
 * the same, so it is a question to the teacher and never a finding. Of several teachers the one who missed most counts.
 */
public record TeacherLapse(What what) implements Measure {

    public enum What {
        MINUTES,
        PERIODS
    }

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.SESSION;
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return what == What.MINUTES ? "分钟" : "学时";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.touches(Moved.TEACHING | Moved.REGISTERED);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        SessionFacts facts = (SessionFacts) of;
        Session session = facts.session();
        if (session == null || !session.isHeld()) {
            return Reading.over(Reading.SESSION_CANCELLED);
        }
        if (facts.teachers().isEmpty() || !now.isInTerm(session.heldOn())) {
            return now.isBetweenTerms() && !facts.teachers().isEmpty()
                    ? Reading.nothingUntil(now.nextTermStart())
                    : Reading.nothing();
        }
        return Reading.of(missed(worst(facts), session), 1, 1, null);
    }

    /** In the order of the teachers' ids the first of those who missed most. */
    private TeacherAttendance worst(SessionFacts facts) {
        TeacherAttendance worst = null;
        for (Map.Entry<String, TeacherAttendance> said : facts.teachers().entrySet()) {
            boolean isWorse =
                    worst == null || missed(said.getValue(), facts.session()) > missed(worst, facts.session());
            worst = isWorse ? said.getValue() : worst;
        }
        return worst;
    }

    /** Who came late or left early did so by a minute at least, whatever was not counted. */
    private int missed(TeacherAttendance said, Session session) {
        if (what == What.PERIODS) {
            return Teachings.missedPeriods(said, session);
        }
        boolean isShort = said.status() == Status.LATE || said.status() == Status.EARLY;
        return isShort ? Math.max(1, said.minutesLate()) : 0;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        SessionFacts facts = (SessionFacts) of;
        Session session = facts.session();
        TeacherAttendance said = worst(facts);
        int missed = missed(said, session);
        String zh = switch (said.status()) {
            case LATE -> "迟到 ";
            case EARLY -> "早退 ";
            default -> "缺课 ";
        };
        String en = switch (said.status()) {
            case LATE -> "late by ";
            case EARLY -> "left early by ";
            default -> "missed ";
        };
        Item item = new Item(
                session.id().toString(),
                session.offering(),
                session.heldOn(),
                session.firstPeriod(),
                session.periods(),
                null,
                said.status(),
                BigDecimal.valueOf(missed),
                "任课教师" + zh + missed + " " + unit(),
                null,
                said.recordedAt());
        return new Account(
                List.of(item),
                zh + missed + " " + unit(),
                en + missed + (what == What.MINUTES ? " minutes" : " periods"));
    }
}
