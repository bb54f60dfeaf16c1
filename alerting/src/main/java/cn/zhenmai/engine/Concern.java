package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.EnrolmentFacts;
import cn.zhenmai.measure.OfferingFacts;
import cn.zhenmai.measure.RollFacts;
import cn.zhenmai.measure.SessionFacts;
import cn.zhenmai.measure.StudentFacts;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.UnitFacts;
import cn.zhenmai.rule.Scope;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Whom and what an alert concerns, as registered today: a student's alert follows the student to the class of today. */
record Concern(String student, Set<String> classes, String college, Session session, String offering, String teacher) {

    /** Whether the scope is about the subject, as registered today; a teacher is of the college of the own office. */
    static boolean isMeant(Scope scope, SubjectFacts subject, AsOf now) {
        if (scope.equals(Scope.EVERYONE)) {
            return true;
        }
        School school = now.school();
        if (subject.kind() == Subject.Kind.PROGRAM) {
            return scope.containsProgram(subject.id(), school);
        }
        if (subject.kind() == Subject.Kind.TEACHER) {
            String college = school.teacher(subject.id())
                    .flatMap(teacher -> school.office(teacher.office()))
                    .map(Registry.Office::college)
                    .orElse(null);
            return scope.contains(Set.of(), college, school);
        }
        if (isGone(subject)) {
            // What stands of it ends because the session is gone, not because the rule were for others.
            return true;
        }
        Concern concern = of(subject, now);
        return scope.contains(concern.classes(), concern.college(), school);
    }

    /** A session that the timetable does not hold any more, or a roll of one. */
    private static boolean isGone(SubjectFacts subject) {
        SessionFacts session =
                subject instanceof RollFacts roll ? roll.session() : subject instanceof SessionFacts own ? own : null;
        return session != null && session.session() == null;
    }

    static Concern of(SubjectFacts subject, AsOf now) {
        School school = now.school();
        if (subject instanceof StudentFacts student) {
            return ofStudent(student.id(), null, now);
        }
        if (subject instanceof EnrolmentFacts enrolment) {
            return ofStudent(enrolment.student(), enrolment.offering(), now);
        }
        if (subject instanceof SessionFacts session) {
            return ofSession(session.session(), session.session().classes(), school);
        }
        if (subject instanceof RollFacts roll) {
            return ofSession(roll.session().session(), Set.of(roll.classId()), school);
        }
        if (subject instanceof UnitFacts unit) {
            return ofUnit(unit, school);
        }
        String offering = ((OfferingFacts) subject).id();
        Set<String> classes =
                school.offering(offering).map(Registry.Offering::classes).orElse(Set.of());
        return new Concern(null, sorted(classes), college(classes, school), null, offering, teacher(offering, school));
    }

    private static Concern ofUnit(UnitFacts unit, School school) {
        return switch (unit.kind()) {
            case CLASS -> new Concern(null, Set.of(unit.id()), school.collegeOfClass(unit.id()), null, null, null);
            case PROGRAM -> {
                String college =
                        school.program(unit.id()).map(Registry.Program::college).orElse(null);
                yield new Concern(null, Set.of(), college, null, null, null);
            }
            case COLLEGE -> new Concern(null, Set.of(), unit.id(), null, null, null);
            case TEACHER -> new Concern(null, Set.of(), null, null, null, unit.id());
            default -> new Concern(null, Set.of(), null, null, null, null);
        };
    }

    private static Concern ofStudent(String student, String offering, AsOf now) {
        Set<String> classes = now.school()
                .classOf(student, now.today())
                .map(found -> Set.of(found.id()))
                .orElse(Set.of());
        String teacher = offering == null ? null : teacher(offering, now.school());
        return new Concern(student, classes, college(classes, now.school()), null, offering, teacher);
    }

    private static Concern ofSession(Session session, Set<String> classes, School school) {
        return new Concern(
                null, sorted(classes), college(classes, school), session, session.offering(), session.teacher());
    }

    /** Null where it is about no session. */
    String sessionId() {
        return session == null ? null : session.id().toString();
    }

    /** Whether an alert says the same by it, the session apart. */
    boolean isLike(Concern other) {
        return Objects.equals(student, other.student)
                && classes.equals(other.classes)
                && Objects.equals(college, other.college)
                && Objects.equals(offering, other.offering)
                && Objects.equals(teacher, other.teacher);
    }

    private static Set<String> sorted(Set<String> classes) {
        return classes.size() == 1 ? classes : new TreeSet<>(classes);
    }

    private static String college(Set<String> classes, School school) {
        if (classes.isEmpty()) {
            return null;
        }
        return school.collegeOfClass(classes.size() == 1 ? classes.iterator().next() : new TreeSet<>(classes).first());
    }

    private static String teacher(String offering, School school) {
        return school.offering(offering)
                .filter(found -> !found.teachers().isEmpty())
                .map(found -> found.teachers().get(0))
                .orElse(null);
    }
}
