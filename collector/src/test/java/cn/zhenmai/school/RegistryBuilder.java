package cn.zhenmai.school;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts a registry together row by row, for tests of this and of the other modules. */
public final class RegistryBuilder {

    public final List<Registry.Campus> campuses = new ArrayList<>();
    public final List<Registry.College> colleges = new ArrayList<>();
    public final List<Registry.Office> offices = new ArrayList<>();
    public final List<Registry.Program> programs = new ArrayList<>();
    public final List<Registry.AdministrativeClass> classes = new ArrayList<>();
    public final List<Registry.Student> students = new ArrayList<>();
    public final List<Registry.ClassMembership> memberships = new ArrayList<>();
    public final List<Registry.StudentStatus> statuses = new ArrayList<>();
    public final List<Registry.Teacher> teachers = new ArrayList<>();
    public final List<Registry.PostHolder> posts = new ArrayList<>();
    public final List<Registry.Course> courses = new ArrayList<>();
    public final List<Registry.Offering> offerings = new ArrayList<>();
    public final List<Registry.Group> groups = new ArrayList<>();
    public final List<Registry.EnrolmentException> enrolments = new ArrayList<>();
    public final List<Registry.Term> terms = new ArrayList<>();
    public final List<Registry.Month> months = new ArrayList<>();
    public final List<Registry.Bell> bells = new ArrayList<>();
    public final List<Registry.DayOff> daysOff = new ArrayList<>();
    public final List<Registry.MakeUpDay> makeUpDays = new ArrayList<>();
    public final List<Registry.PracticeWeek> practiceWeeks = new ArrayList<>();
    public final List<Registry.Slot> slots = new ArrayList<>();
    public final List<Registry.ChangeOrder> changeOrders = new ArrayList<>();
    public final List<Registry.RollCallDeadline> deadlines = new ArrayList<>();
    public final List<Registry.Indicator> indicators = new ArrayList<>();
    public final List<Registry.LeavePolicy> leavePolicies = new ArrayList<>();

    /**
     * One campus C1, college K1 with office O1 and program P1, classes 软件2501 and 软件2502 (three students each, S11…S23), teachers
     * T1 (with mail) and T2, course 高等数学 offered to both as M1, term 2026-1 from Monday 2026-08-31 of 18 weeks, ten periods a day.
     */
    public static RegistryBuilder small() {
        RegistryBuilder b = new RegistryBuilder();
        b.campuses.add(new Registry.Campus("C1", "东校区"));
        b.colleges.add(new Registry.College("K1", "信息学院"));
        b.offices.add(new Registry.Office("O1", "数学教研室", "K1"));
        b.programs.add(new Registry.Program("P1", "软件技术", "K1"));
        b.term("2026-1", 0, LocalDate.of(2026, 8, 31), 18);
        b.bells("C1", Span.ALWAYS, LocalTime.of(8, 0));
        b.teachers.add(new Registry.Teacher("T1", "王老师", "O1", "t1@school.example"));
        b.teachers.add(new Registry.Teacher("T2", "李老师", "O1", null));
        b.courses.add(new Registry.Course("M", "高等数学", "O1"));
        for (int c = 1; c <= 2; c++) {
            b.schoolClass("软件250" + c, 2025, "C1");
            for (int s = 1; s <= 3; s++) {
                b.student("S" + c + s, "软件250" + c);
            }
        }
        b.offering("M1", "M", "2026-1", Set.of("软件2501", "软件2502"), "T1");
        return b;
    }

    /** {@link #small()} with at least one row in every list, every column filled. */
    public static RegistryBuilder everyKind() {
        RegistryBuilder b = small();
        Span term = new Span(LocalDate.of(2026, 8, 31), LocalDate.of(2027, 1, 4));
        b.students.add(new Registry.Student("0042", "欧阳·\"小\", 明", LocalDate.of(2008, 2, 29)));
        b.memberships.add(new Registry.ClassMembership("0042", "软件2501", term));
        b.statuses.add(new Registry.StudentStatus("S13", Registry.StudentStatus.Kind.SUSPENDED, term));
        b.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", term));
        b.posts.add(new Registry.PostHolder("T2", Registry.Post.SUPERVISOR, null, Span.ALWAYS));
        b.offerings.add(new Registry.Offering("W1", "M", "2026-1", Set.of("软件2501"), List.of("T2", "T1"), 12));
        b.groups.add(new Registry.Group("E1", "晚自习", Session.Kind.EVENING_STUDY, Set.of("软件2501", "软件2502")));
        b.enrolments.add(new Registry.EnrolmentException("S21", "W1", EnrolmentKind.REPEATING, "软件2501", term));
        b.term("2026-1", 2026, LocalDate.of(2026, 9, 14), 16);
        b.months.add(new Registry.Month("2026-09", "2026-1", 1, 4));
        b.daysOff.add(new Registry.DayOff(LocalDate.of(2026, 10, 1), "国庆节", null));
        b.daysOff.add(new Registry.DayOff(LocalDate.of(2026, 10, 22), "运动会", "C1"));
        b.makeUpDays.add(new Registry.MakeUpDay(LocalDate.of(2026, 10, 10), LocalDate.of(2026, 10, 7), "C1", 2025));
        b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 9, "W1", 6));
        b.slots.add(new Registry.Slot(
                "M1", DayOfWeek.TUESDAY, 3, 2, Set.of(1, 3, 5, 7, 8, 9, 16), List.of("T2"), "C1", "A-101", "2026-1"));
        b.slots.add(new Registry.Slot("E1", DayOfWeek.SUNDAY, 9, 2, weeks(1, 18), List.of(), null, null, "2026-1"));
        b.changeOrders.add(new Registry.ChangeOrder(
                "D1",
                "M1.20260901.3",
                Registry.ChangeOrder.Kind.MOVE,
                LocalDate.of(2026, 9, 3),
                5,
                "T2",
                "B-2",
                "教师出差\n第二行"));
        b.deadlines.add(new Registry.RollCallDeadline("K1", 20, null));
        b.deadlines.add(new Registry.RollCallDeadline(null, 0, LocalTime.of(21, 30)));
        b.indicators.add(new Registry.Indicator(
                "JY-01", "毕业生就业率", "Employment of graduates", "%", Registry.Indicator.Level.PROGRAM));
        b.leavePolicies.add(new Registry.LeavePolicy(Registry.LeavePolicy.OfficialLeave.EXPECTED, term));
        return b;
    }

    @CanIgnoreReturnValue
    public RegistryBuilder schoolClass(String id, int grade, String campus) {
        classes.add(new Registry.AdministrativeClass(id, id + "班", "P1", grade, campus));
        return this;
    }

    @CanIgnoreReturnValue
    public RegistryBuilder student(String id, String classId) {
        students.add(new Registry.Student(id, "学生" + id, null));
        memberships.add(new Registry.ClassMembership(id, classId, Span.ALWAYS));
        return this;
    }

    @CanIgnoreReturnValue
    public RegistryBuilder offering(String id, String course, String term, Set<String> classes, String... teachers) {
        offerings.add(new Registry.Offering(id, course, term, classes, List.of(teachers), 0));
        return this;
    }

    @CanIgnoreReturnValue
    public RegistryBuilder term(String id, int grade, LocalDate firstMonday, int weeks) {
        terms.add(new Registry.Term(id, "学期" + id, grade, firstMonday, weeks));
        return this;
    }

    /** Ten periods of 45 minutes, one an hour from {@code first}. */
    @CanIgnoreReturnValue
    public RegistryBuilder bells(String campus, Span season, LocalTime first) {
        for (int period = 1; period <= 10; period++) {
            LocalTime start = first.plusHours(period - 1);
            bells.add(new Registry.Bell(campus, season, period, start, start.plusMinutes(45)));
        }
        return this;
    }

    /** A slot of two periods in the owner's own term, with the offering's teachers. */
    @CanIgnoreReturnValue
    public RegistryBuilder slot(String owner, DayOfWeek weekday, int firstPeriod, Set<Integer> weeks) {
        slots.add(new Registry.Slot(owner, weekday, firstPeriod, 2, weeks, List.of(), null, "101", null));
        return this;
    }

    public static Set<Integer> weeks(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().collect(Collectors.toSet());
    }

    public Registry registry() {
        return new Registry(
                campuses,
                colleges,
                offices,
                programs,
                classes,
                students,
                memberships,
                statuses,
                teachers,
                posts,
                courses,
                offerings,
                groups,
                enrolments,
                terms,
                months,
                bells,
                daysOff,
                makeUpDays,
                practiceWeeks,
                slots,
                changeOrders,
                deadlines,
                indicators,
                leavePolicies);
    }

    public School school() {
        return School.of(registry());
    }
}
