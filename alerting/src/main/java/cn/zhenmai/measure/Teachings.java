package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfTeacher;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How teachers came to their sessions, and for whom each counts: the teacher, the offering, the colleges of the session's classes and
 * the school. Of a session that is not held nothing counts.
 */
final class Teachings {

    record Key(SessionId session, String teacher) {}

    private final Subjects subjects;
    private final Touched touched;
    private final Counted<Key, TeacherAttendance> counted;

    Teachings(Subjects subjects, Touched touched) {
        this.subjects = subjects;
        this.touched = touched;
        this.counted = new Counted<>(touched, Moved.TEACHING, this::counts);
    }

    Counted<Key, TeacherAttendance> counted() {
        return counted;
    }

    void apply(Change.OfTeacherAttendance change) {
        boolean corrected = change.before() != null;
        counted.put(new Key(change.session(), change.teacher()), change.after(), corrected);
        SessionFacts session = subjects.session(change.session());
        session.teacher(change.teacher(), change.after());
        touched.touch(session, Moved.TEACHING, 0, corrected);
    }

    /** As a snapshot holds it. */
    void keep(TeacherAttendance said) {
        counted.keep(new Key(said.session(), said.teacher()), said);
        subjects.session(said.session()).teacher(said.teacher(), said);
    }

    private DayCounts counts(TeacherAttendance said) {
        Session session = subjects.session(said.session()).session();
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
