package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfTeacher;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How teachers came to their sessions, and for whom each counts: the teacher, the offering, the colleges of the session's classes and
 * the school. Of a session that is not held nothing counts.
 */
final class Teachings {

    private record Key(SessionFacts session, String teacher) {}

    private record Held(TeacherAttendance said, DayCounts counts) {}

    private final Subjects subjects;
    private final Touched touched;
    private final Map<Key, Held> held = new LinkedHashMap<>();

    Teachings(Subjects subjects, Touched touched) {
        this.subjects = subjects;
        this.touched = touched;
    }

    void apply(Change.OfTeacherAttendance change) {
        SessionFacts session = subjects.session(change.session());
        Key key = new Key(session, change.teacher());
        boolean corrected = change.before() != null;
        Held before = held.remove(key);
        if (before != null) {
            before.counts().add(-1);
            before.counts().touch(touched, Moved.TEACHING, corrected);
        }
        if (change.after() != null) {
            DayCounts counts = counts(session, change.after());
            held.put(key, new Held(change.after(), counts));
            counts.add(1);
            counts.touch(touched, Moved.TEACHING, corrected);
        }
        session.teacher(change.teacher(), change.after());
        touched.touch(session, Moved.TEACHING, 0, corrected);
    }

    /** Counts for nobody before {@link #countAnew} is asked. */
    void keep(TeacherAttendance said) {
        SessionFacts session = subjects.session(said.session());
        held.put(new Key(session, said.teacher()), new Held(said, DayCounts.NOTHING));
        session.teacher(said.teacher(), said);
    }

    /** In the order in which they were said. */
    List<TeacherAttendance> all() {
        List<TeacherAttendance> all = new ArrayList<>(held.size());
        held.values().forEach(each -> all.add(each.said()));
        return all;
    }

    void countAnew() {
        held.replaceAll((key, before) -> {
            before.counts().add(-1);
            DayCounts counts = counts(key.session(), before.said());
            counts.add(1);
            return new Held(before.said(), counts);
        });
    }

    private DayCounts counts(SessionFacts facts, TeacherAttendance said) {
        Session session = facts.session();
        if (session == null || !session.isHeld()) {
            return DayCounts.NOTHING;
        }
        List<Tallies> units = new ArrayList<>();
        units.add(subjects.unitFacts(Subject.Kind.TEACHER, said.teacher()).tallies());
        if (session.offering() != null) {
            units.add(subjects.offering(session.offering()).tallies());
        }
        School school = subjects.school();
        TreeSet<String> colleges = new TreeSet<>();
        for (String classId : session.classes()) {
            String college = school.collegeOfClass(classId);
            if (college != null) {
                colleges.add(college);
            }
        }
        colleges.forEach(
                id -> units.add(subjects.unitFacts(Subject.Kind.COLLEGE, id).tallies()));
        units.add(subjects.unitFacts(Subject.Kind.SCHOOL, Subjects.SCHOOL).tallies());
        boolean late = said.status() == Status.LATE || said.status() == Status.EARLY;
        return new DayCounts(
                session.heldOn(),
                units,
                Map.of(
                        OfTeacher.SEEN,
                        1,
                        OfTeacher.LATE,
                        late ? 1 : 0,
                        OfTeacher.ABSENT_PERIODS,
                        missedPeriods(said, session)));
    }

    /** As said, or else all of an absent teacher's session. */
    static int missedPeriods(TeacherAttendance said, Session session) {
        if (said.missedPeriods() != null) {
            return said.missedPeriods();
        }
        return said.status() == Status.ABSENT ? session.periods() : 0;
    }
}
