package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One occasion: how it is registered, and its rolls. */
public final class SessionFacts extends SubjectFacts {

    private final SessionId id;
    /** By name. */
    private List<RollFacts> rolls = List.of();

    private Map<String, TeacherAttendance> teachers = Map.of();

    private Session session;
    private School rosterOf;
    private Map<String, Integer> expected = Map.of();

    /** Null until it is asked for. */
    private String name;

    SessionFacts(SessionId id) {
        this.id = id;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.SESSION;
    }

    @Override
    public String id() {
        name = name == null ? id.toString() : name;
        return name;
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
    }

    Collection<RollFacts> rolls() {
        return rolls;
    }

    /** Null where nothing was said of it. */
    RollFacts findRoll(String name) {
        for (RollFacts roll : rolls) {
            if (roll.classId().equals(name)) {
                return roll;
            }
        }
        return null;
    }

    void add(RollFacts roll) {
        List<RollFacts> more = new ArrayList<>(rolls);
        more.add(roll);
        more.sort(Comparator.comparing(RollFacts::classId));
        rolls = List.copyOf(more);
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

    /** Any roll call or attendance at all. */
    boolean isCalled() {
        for (RollFacts roll : rolls) {
            if (roll.call() != null || roll.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** How many students each roll expects, by the roster of the session's day. */
    Map<String, Integer> expected(School school) {
        if (rosterOf != school) {
            Map<String, Integer> counted = new HashMap<>();
            if (session != null) {
                for (RosterEntry entry : school.roster(session)) {
                    if (entry.expected()) {
                        counted.merge(entry.roll() == null ? "" : entry.roll(), 1, Integer::sum);
                    }
                }
            }
            expected = Map.copyOf(counted);
            rosterOf = school;
        }
        return expected;
    }
}
