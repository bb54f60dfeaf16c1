package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.Map;
import java.util.TreeMap;

/** One occasion: how it is registered, and its rolls. */
public final class SessionFacts extends SubjectFacts {

    private final SessionId id;
    private final Expectations expectations;
    /** The first by name; null before any. */
    private RollFacts firstRoll;

    private Map<String, TeacherAttendance> teachers = Map.of();

    private Session session;
    /** Null until it is asked for. */
    private Map<String, Integer> expected;

    SessionFacts(SessionId id, Expectations expectations) {
        this.id = id;
        this.expectations = expectations;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.SESSION;
    }

    @Override
    public String id() {
        return id.toString();
    }

    public SessionId sessionId() {
        return id;
    }

    /** As registered now; null when the timetable does not hold it any more. */
    public Session session() {
        return session;
    }

    void register(Session now) {
        session = now;
        expected = null;
    }

    /** By name: {@link RollFacts#next} is the one after. */
    RollFacts firstRoll() {
        return firstRoll;
    }

    /** Null where nothing was said of it. */
    RollFacts findRoll(String name) {
        for (RollFacts roll = firstRoll; roll != null; roll = roll.next()) {
            if (roll.classId().equals(name)) {
                return roll;
            }
        }
        return null;
    }

    void add(RollFacts roll) {
        RollFacts before = null;
        RollFacts after = firstRoll;
        while (after != null && after.classId().compareTo(roll.classId()) < 0) {
            before = after;
            after = after.next();
        }
        roll.next(after);
        if (before == null) {
            firstRoll = roll;
        } else {
            before.next(roll);
        }
    }

    /** How its teachers came, by teacher. */
    Map<String, TeacherAttendance> teachers() {
        return teachers;
    }

    /** {@code said} null = no longer holds. */
    void teacher(String teacher, TeacherAttendance said) {
        Map<String, TeacherAttendance> more = new TreeMap<>(teachers);
        if (said == null) {
            more.remove(teacher);
        } else {
            more.put(teacher, said);
        }
        teachers = more;
    }

    boolean isPracticeDay() {
        return session != null && session.kind() == Session.Kind.PRACTICE_DAY;
    }

    boolean isAnyCalled() {
        for (RollFacts roll = firstRoll; roll != null; roll = roll.next()) {
            if (roll.isCalled()) {
                return true;
            }
        }
        return false;
    }

    /** Any roll call or attendance at all. */
    boolean isTold() {
        for (RollFacts roll = firstRoll; roll != null; roll = roll.next()) {
            if (roll.isCalled() || roll.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** How many students each roll expects, by the roster of the session's day in the registered school. */
    Map<String, Integer> expected(School school) {
        expected = expected == null ? expectations.of(session, school) : expected;
        return expected;
    }
}
