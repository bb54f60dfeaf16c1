package cn.zhenmai.school;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * Everything a school registers, as plain rows with validity spans: the unit of import, of storage and of comparison. One list per
 * CSV file. {@link School} is the indexed view of it.
 */
public record Registry(
        List<Campus> campuses,
        List<College> colleges,
        List<Office> offices,
        List<Program> programs,
        List<AdministrativeClass> classes,
        List<Student> students,
        List<ClassMembership> memberships,
        List<StudentStatus> statuses,
        List<Teacher> teachers,
        List<PostHolder> posts,
        List<Course> courses,
        List<Offering> offerings,
        List<Group> groups,
        List<EnrolmentException> enrolments,
        List<Term> terms,
        List<Month> months,
        List<Bell> bells,
        List<DayOff> daysOff,
        List<MakeUpDay> makeUpDays,
        List<PracticeWeek> practiceWeeks,
        List<Slot> slots,
        List<ChangeOrder> changeOrders,
        List<RollCallDeadline> deadlines,
        List<Indicator> indicators,
        List<LeavePolicy> leavePolicies) {

    public static final Registry EMPTY = new Registry(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Registry {
        campuses = List.copyOf(campuses);
        colleges = List.copyOf(colleges);
        offices = List.copyOf(offices);
        programs = List.copyOf(programs);
        classes = List.copyOf(classes);
        students = List.copyOf(students);
        memberships = List.copyOf(memberships);
        statuses = List.copyOf(statuses);
        teachers = List.copyOf(teachers);
        posts = List.copyOf(posts);
        courses = List.copyOf(courses);
        offerings = List.copyOf(offerings);
        groups = List.copyOf(groups);
        enrolments = List.copyOf(enrolments);
        terms = List.copyOf(terms);
        months = List.copyOf(months);
        bells = List.copyOf(bells);
        daysOff = List.copyOf(daysOff);
        makeUpDays = List.copyOf(makeUpDays);
        practiceWeeks = List.copyOf(practiceWeeks);
        slots = List.copyOf(slots);
        changeOrders = List.copyOf(changeOrders);
        deadlines = List.copyOf(deadlines);
        indicators = List.copyOf(indicators);
        leavePolicies = List.copyOf(leavePolicies);
    }

    public record Campus(String id, String name) {}

    /** 二级学院, or another department that teaches or administers. */
    public record College(String id, String name) {}

    /** 教研室. */
    public record Office(String id, String name, String college) {}

    /** 专业. */
    public record Program(String id, String name, String college) {}

    /** 行政班; {@code grade} is the year of entry. */
    public record AdministrativeClass(String id, String name, String program, int grade, String campus) {}

    /** {@code bornOn} may be null; it is a date, never an instant. */
    public record Student(String id, String name, LocalDate bornOn) {}

    public record ClassMembership(String student, String classId, Span valid) {}

    /** Statuses other than ordinary study: while valid nothing is expected of the student. */
    public record StudentStatus(String student, Kind kind, Span valid) {
        public enum Kind {
            SUSPENDED,
            MILITARY,
            INTERNSHIP,
            LEFT
        }
    }

    /** {@code office} and {@code email} may be null. */
    public record Teacher(String id, String name, String office, String email) {}

    /** A person in a post for a unit: the unit's kind follows from the post (class, office, college or school). */
    public record PostHolder(String teacher, Post post, String unit, Span valid) {}

    public enum Post {
        COUNSELOR,
        CLASS_TEACHER,
        OFFICE_HEAD,
        PROGRAM_HEAD,
        COLLEGE_HEAD,
        STUDENT_AFFAIRS,
        SUPERVISOR
    }

    public record Course(String id, String name, String office) {}

    /** One course in one term for a teaching class 教学班 made of administrative classes. {@code plannedPeriods} 0 = as timetabled. */
    public record Offering(
            String id, String course, String term, Set<String> classes, List<String> teachers, int plannedPeriods) {}

    /** What holds sessions without a course: evening study, morning exercise, assembly, dorm check. */
    public record Group(String id, String name, Session.Kind kind, Set<String> classes) {}

    /** Departure from "the members of the offering's classes". {@code roll} names the class whose roll call lists the student. */
    public record EnrolmentException(String student, String offering, EnrolmentKind kind, String roll, Span valid) {}

    /** {@code firstMonday} starts teaching week 1; {@code grade} 0 = all, otherwise that entry year's own start. */
    public record Term(String id, String name, int grade, LocalDate firstMonday, int weeks) {}

    /** A month label such as 2026-09 names school-defined teaching weeks, both inclusive. */
    public record Month(String label, String term, int fromWeek, int toWeek) {}

    /** One period's times on one campus in one season. */
    public record Bell(String campus, Span valid, int period, LocalTime startsAt, LocalTime endsAt) {}

    /** No ordinary sessions; {@code campus} null = everywhere. */
    public record DayOff(LocalDate date, String name, String campus) {}

    /** {@code date} carries the sessions of {@code carries} (its weekday and week); campus null and grade 0 = all. */
    public record MakeUpDay(LocalDate date, LocalDate carries, String campus, int grade) {}

    /** A whole teaching week of practice for one class: one practice day a working day under {@code offering}, lessons suspended. */
    public record PracticeWeek(String classId, String term, int week, String offering, int periodsPerDay) {}

    /** One weekly line of the timetable. {@code owner} is an offering or a group; {@code weeks} are teaching weeks. */
    public record Slot(
            String owner,
            DayOfWeek weekday,
            int firstPeriod,
            int periods,
            Set<Integer> weeks,
            List<String> teachers,
            String campus,
            String room,
            String term) {}

    /** Change of one session. For MOVE the new date and period, for SUBSTITUTE the new teacher; others null / 0. */
    public record ChangeOrder(
            String id,
            String session,
            Kind kind,
            LocalDate newDate,
            int newFirstPeriod,
            String newTeacher,
            String newRoom,
            String reason) {
        public enum Kind {
            CANCEL,
            MOVE,
            SUBSTITUTE
        }
    }

    /** Until when a roll call must be there: minutes after the start, or {@code dayEnd} local time when minutes is 0. */
    public record RollCallDeadline(String college, int minutes, LocalTime dayEnd) {}

    /**
     * An indicator of 人才培养工作状态数据 whose values are reported.
     *
     * @param measure unit of measure, as people write it (%, 人, 册/生)
     * @param level whose values they are
     */
    public record Indicator(String id, String name, String nameEn, String measure, Level level) {
        public enum Level {
            SCHOOL,
            COLLEGE,
            PROGRAM,
            COURSE,
            TEACHER
        }
    }

    /** Whether official leave (公假) counts in 应到, for sessions held in the span; outside every span it does not. */
    public record LeavePolicy(OfficialLeave officialLeave, Span valid) {
        public enum OfficialLeave {
            EXPECTED,
            NOT_EXPECTED
        }
    }
}
