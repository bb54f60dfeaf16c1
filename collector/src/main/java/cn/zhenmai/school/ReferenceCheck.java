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
        campuses = ids(RowKinds.CAMPUS);
        colleges = ids(RowKinds.COLLEGE);
        offices = ids(RowKinds.OFFICE);
        programs = ids(RowKinds.PROGRAM);
        classes = ids(RowKinds.CLASS);
        students = ids(RowKinds.STUDENT);
        teachers = ids(RowKinds.TEACHER);
        courses = ids(RowKinds.COURSE);
        offerings = ids(RowKinds.OFFERING);
        groups = ids(RowKinds.GROUP);
        terms = ids(RowKinds.TERM);
    }

    void run() {
        one(RowKinds.OFFICE, "college", Registry.Office::college, colleges);
        one(RowKinds.PROGRAM, "college", Registry.Program::college, colleges);
        one(RowKinds.CLASS, "program", Registry.AdministrativeClass::program, programs);
        one(RowKinds.CLASS, "campus", Registry.AdministrativeClass::campus, campuses);
        one(RowKinds.MEMBERSHIP, "student", Registry.ClassMembership::student, students);
        one(RowKinds.MEMBERSHIP, "class", Registry.ClassMembership::classId, classes);
        one(RowKinds.STATUS, "student", Registry.StudentStatus::student, students);
        one(RowKinds.TEACHER, "office", Registry.Teacher::office, offices);
        one(RowKinds.POST, "teacher", PostHolder::teacher, teachers);
        one(RowKinds.COURSE, "office", Registry.Course::office, offices);
        one(RowKinds.OFFERING, "course", Registry.Offering::course, courses);
        one(RowKinds.OFFERING, "term", Registry.Offering::term, terms);
        many(RowKinds.OFFERING, "classes", Registry.Offering::classes, classes);
        many(RowKinds.OFFERING, "teachers", Registry.Offering::teachers, teachers);
        many(RowKinds.GROUP, "classes", Registry.Group::classes, classes);
        one(RowKinds.ENROLMENT, "student", Registry.EnrolmentException::student, students);
        one(RowKinds.ENROLMENT, "offering", Registry.EnrolmentException::offering, offerings);
        one(RowKinds.ENROLMENT, "roll", Registry.EnrolmentException::roll, classes);
        one(RowKinds.MONTH, "term", Registry.Month::term, terms);
        one(RowKinds.BELL, "campus", Registry.Bell::campus, campuses);
        one(RowKinds.DAY_OFF, "campus", Registry.DayOff::campus, campuses);
        one(RowKinds.MAKE_UP_DAY, "campus", Registry.MakeUpDay::campus, campuses);
        one(RowKinds.PRACTICE_WEEK, "class", Registry.PracticeWeek::classId, classes);
        one(RowKinds.PRACTICE_WEEK, "term", Registry.PracticeWeek::term, terms);
        one(RowKinds.PRACTICE_WEEK, "offering", Registry.PracticeWeek::offering, offerings);
        one(RowKinds.SLOT, "owner", Registry.Slot::owner, union(offerings, groups));
        many(RowKinds.SLOT, "teachers", Registry.Slot::teachers, teachers);
        one(RowKinds.SLOT, "campus", Registry.Slot::campus, campuses);
        one(RowKinds.SLOT, "term", Registry.Slot::term, terms);
        one(RowKinds.CHANGE_ORDER, "newTeacher", Registry.ChangeOrder::newTeacher, teachers);
        one(RowKinds.DEADLINE, "college", Registry.RollCallDeadline::college, colleges);
        registry.posts().forEach(this::unit);
        registry.groups().stream()
                .filter(g -> offerings.contains(g.id()))
                .forEach(g -> findings.add(RowKinds.GROUP, g, "id", "与开课编号相同／also an offering's id: " + g.id()));
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
            findings.add(RowKinds.POST, holder, "unit", "该岗位须有单位／this post needs a unit");
        } else {
            check(RowKinds.POST, holder, "unit", holder.unit(), known);
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
