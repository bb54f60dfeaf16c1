package cn.zhenmai.school;

import cn.zhenmai.school.Registry.PostHolder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every identifier that a row names is registered. */
final class ReferenceCheck {

    private final Registry registry;
    private final RegistryCheck.Findings findings;
    private final Set<String> campuses;
    private final Set<String> colleges;
    private final Set<String> offices;
    private final Set<String> programs;
    private final Set<String> classes;
    private final Set<String> students;
    private final Set<String> teachers;
    private final Set<String> courses;
    private final Set<String> offerings;
    private final Set<String> groups;
    private final Set<String> terms;

    ReferenceCheck(Registry registry, RegistryCheck.Findings findings) {
        this.registry = registry;
        this.findings = findings;
        campuses = ids(PeopleKinds.CAMPUS);
        colleges = ids(PeopleKinds.COLLEGE);
        offices = ids(PeopleKinds.OFFICE);
        programs = ids(PeopleKinds.PROGRAM);
        classes = ids(PeopleKinds.CLASS);
        students = ids(PeopleKinds.STUDENT);
        teachers = ids(PeopleKinds.TEACHER);
        courses = ids(TeachingKinds.COURSE);
        offerings = ids(TeachingKinds.OFFERING);
        groups = ids(TeachingKinds.GROUP);
        terms = ids(CalendarKinds.TERM);
    }

    void run() {
        one(PeopleKinds.OFFICE, "college", Registry.Office::college, colleges);
        one(PeopleKinds.PROGRAM, "college", Registry.Program::college, colleges);
        one(PeopleKinds.CLASS, "program", Registry.AdministrativeClass::program, programs);
        one(PeopleKinds.CLASS, "campus", Registry.AdministrativeClass::campus, campuses);
        one(PeopleKinds.MEMBERSHIP, "student", Registry.ClassMembership::student, students);
        one(PeopleKinds.MEMBERSHIP, "class", Registry.ClassMembership::classId, classes);
        one(PeopleKinds.STATUS, "student", Registry.StudentStatus::student, students);
        one(PeopleKinds.TEACHER, "office", Registry.Teacher::office, offices);
        one(PeopleKinds.POST, "teacher", PostHolder::teacher, teachers);
        one(TeachingKinds.COURSE, "office", Registry.Course::office, offices);
        one(TeachingKinds.OFFERING, "course", Registry.Offering::course, courses);
        one(TeachingKinds.OFFERING, "term", Registry.Offering::term, terms);
        many(TeachingKinds.OFFERING, "classes", Registry.Offering::classes, classes);
        many(TeachingKinds.OFFERING, "teachers", Registry.Offering::teachers, teachers);
        many(TeachingKinds.GROUP, "classes", Registry.Group::classes, classes);
        one(TeachingKinds.ENROLMENT, "student", Registry.EnrolmentException::student, students);
        one(TeachingKinds.ENROLMENT, "offering", Registry.EnrolmentException::offering, offerings);
        one(TeachingKinds.ENROLMENT, "roll", Registry.EnrolmentException::roll, classes);
        one(CalendarKinds.MONTH, "term", Registry.Month::term, terms);
        one(CalendarKinds.BELL, "campus", Registry.Bell::campus, campuses);
        one(CalendarKinds.DAY_OFF, "campus", Registry.DayOff::campus, campuses);
        one(CalendarKinds.MAKE_UP_DAY, "campus", Registry.MakeUpDay::campus, campuses);
        one(TeachingKinds.PRACTICE_WEEK, "class", Registry.PracticeWeek::classId, classes);
        one(TeachingKinds.PRACTICE_WEEK, "term", Registry.PracticeWeek::term, terms);
        one(TeachingKinds.PRACTICE_WEEK, "offering", Registry.PracticeWeek::offering, offerings);
        one(TeachingKinds.SLOT, "owner", Registry.Slot::owner, union(offerings, groups));
        many(TeachingKinds.SLOT, "teachers", Registry.Slot::teachers, teachers);
        one(TeachingKinds.SLOT, "campus", Registry.Slot::campus, campuses);
        one(TeachingKinds.SLOT, "term", Registry.Slot::term, terms);
        one(TeachingKinds.CHANGE_ORDER, "newTeacher", Registry.ChangeOrder::newTeacher, teachers);
        one(TeachingKinds.DEADLINE, "college", Registry.RollCallDeadline::college, colleges);
        registry.posts().forEach(this::unit);
        registry.groups().stream()
                .filter(g -> offerings.contains(g.id()))
                .forEach(g -> findings.add(TeachingKinds.GROUP, g, "id", "与开课编号相同／also an offering's id: " + g.id()));
    }

    /** Which kind of unit follows from the post; a supervisor's may be the school as a whole. */
    private void unit(PostHolder holder) {
        Set<String> known = switch (holder.post()) {
            case COUNSELOR, CLASS_TEACHER -> classes;
            case OFFICE_HEAD -> offices;
            case PROGRAM_HEAD -> programs;
            case COLLEGE_HEAD, STUDENT_AFFAIRS, SUPERVISOR -> colleges;
        };
        if (holder.unit() == null && holder.post() != Registry.Post.SUPERVISOR) {
            findings.add(PeopleKinds.POST, holder, "unit", "该岗位须有单位／this post needs a unit");
        } else {
            check(PeopleKinds.POST, holder, "unit", holder.unit(), known);
        }
    }

    private <T> void one(RowKind<T> kind, String field, Function<T, String> id, Set<String> known) {
        kind.rows().apply(registry).forEach(row -> check(kind, row, field, id.apply(row), known));
    }

    private <T> void many(
            RowKind<T> kind, String field, Function<T, ? extends Collection<String>> ids, Set<String> known) {
        kind.rows().apply(registry).forEach(row -> ids.apply(row).forEach(id -> check(kind, row, field, id, known)));
    }

    private <T> void check(RowKind<T> kind, T row, String field, String id, Set<String> known) {
        if (id != null && !known.contains(id)) {
            findings.add(kind, row, field, "没有登记／not registered: " + id);
        }
    }

    /** The first column of what others refer to is its id. */
    private <T> Set<String> ids(RowKind<T> kind) {
        Set<String> ids = kind.rows().apply(registry).stream()
                .map(row -> kind.columns().get(0).canonical(row))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        ids.addAll(findings.sources().unreadable(kind));
        return ids;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        return Stream.of(List.copyOf(a), List.copyOf(b)).flatMap(List::stream).collect(Collectors.toSet());
    }
}
