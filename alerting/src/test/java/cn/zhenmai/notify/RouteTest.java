package cn.zhenmai.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.SampleAlert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Notice;
import cn.zhenmai.rule.Notice.Receiver;
import cn.zhenmai.rule.Notice.Timing;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.JournalFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who is told: a table of cases. */
class RouteTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-10-12");
    private static final String LESSON = "M1.20261012.1";

    /** T1 was 软件2501's counselor until this Monday, T3 is since; S12 has moved to 软件2502, S99 has no class. */
    private static final School SCHOOL = school();

    private static School school() {
        RegistryBuilder b = JournalFixture.school();
        b.teachers.add(new Registry.Teacher("T3", "赵老师", "O1", "t3@school.example"));
        b.teachers.add(new Registry.Teacher("T4", "钱老师", "O1", " "));
        b.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", new Span(null, MONDAY)));
        b.posts.add(new Registry.PostHolder("T3", Registry.Post.COUNSELOR, "软件2501", new Span(MONDAY, null)));
        b.posts.add(new Registry.PostHolder("T4", Registry.Post.COUNSELOR, "软件2502", Span.ALWAYS));
        b.posts.add(new Registry.PostHolder("T2", Registry.Post.STUDENT_AFFAIRS, "XX", Span.ALWAYS));
        b.memberships.removeIf(held -> held.student().equals("S12"));
        b.memberships.add(new Registry.ClassMembership("S12", "软件2501", new Span(null, MONDAY)));
        b.memberships.add(new Registry.ClassMembership("S12", "软件2502", new Span(MONDAY, null)));
        b.students.add(new Registry.Student("S99", "学生S99", null));
        b.changeOrders.add(new Registry.ChangeOrder(
                "X1", "M1.20261013.3", Registry.ChangeOrder.Kind.SUBSTITUTE, null, 0, "T3", null, "代课"));
        return School.of(b.registry());
    }

    private static SampleAlert student(String id) {
        return SampleAlert.ofStudent("A1-0", id, "软件2501");
    }

    private static SampleAlert session(String id) {
        return SampleAlert.ofSession("A1-0", "no-roll-call", id, "T1", "软件2501", "软件2502");
    }

    private static SampleAlert offering() {
        return SampleAlert.ofOffering("A1-0", "check-pass-rate", "M1", null, "软件2501");
    }

    /** @param told recipient, address and not-before, joined by a space */
    private record Case(String fact, Transition transition, Notice notice, String... told) {}

    private static Notice tell(Receiver to, Level from, Timing timing) {
        return new Notice(to, from, timing);
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        Notice counselorOfRed = tell(Receiver.COUNSELOR, Level.RED, Timing.AT_ONCE);
        Notice sessionTeacher = tell(Receiver.SESSION_TEACHER, Level.YELLOW, Timing.AT_ONCE);
        SampleAlert raised = student("S11");
        Transition before = raised.opened(1, Level.ORANGE);
        SampleAlert lowered = student("S11");
        Transition red = lowered.opened(1, Level.RED);
        return Stream.of(
                        new Case("below_the_level_nobody", before, counselorOfRed),
                        new Case("the_counselor_now", red, counselorOfRed, "T3 t3@school.example null"),
                        new Case(
                                "a_raise_to_the_level",
                                raised.raised(2, Level.RED),
                                counselorOfRed,
                                "T3 t3@school.example null"),
                        new Case("a_fall_is_no_notice", lowered.lowered(2, Level.ORANGE), counselorOfRed),
                        new Case(
                                "the_counselor_of_the_new_class_whose_address_is_blank",
                                student("S12").opened(1, Level.RED),
                                counselorOfRed,
                                "T4 null null"),
                        new Case(
                                "a_student_without_a_class_belongs_to_the_college",
                                student("S99").opened(1, Level.RED),
                                counselorOfRed,
                                "T2 null null"),
                        new Case(
                                "a_vacant_post_is_seen",
                                student("S11").opened(1, Level.RED),
                                tell(Receiver.CLASS_TEACHER, Level.RED, Timing.AT_ONCE),
                                "CLASS_TEACHER/软件2501 null null"),
                        new Case(
                                "the_teacher_of_the_session",
                                session(LESSON).opened(1, Level.YELLOW),
                                sessionTeacher,
                                "T1 t1@school.example null"),
                        new Case(
                                "the_substitute_not_the_teacher_of_the_course",
                                session("M1.20261013.3").opened(1, Level.YELLOW),
                                sessionTeacher,
                                "T3 t3@school.example null"),
                        new Case(
                                "after_the_end_of_the_session",
                                session(LESSON).opened(1, Level.YELLOW),
                                tell(Receiver.SESSION_TEACHER, Level.YELLOW, Timing.SESSION_END),
                                "T1 t1@school.example " + endOf(LESSON)),
                        new Case(
                                "the_offerings_teachers_in_the_evening",
                                offering().opened(1, Level.YELLOW),
                                tell(Receiver.OFFERING_TEACHER, Level.YELLOW, Timing.EVENING),
                                "T1 t1@school.example 2026-10-12T10:00:00Z"))
                .map(each -> DynamicTest.dynamicTest(
                        each.fact(), () -> assertThat(told(each)).containsExactly(each.told())));
    }

    private static String endOf(String session) {
        return SCHOOL.session(cn.zhenmai.school.SessionId.of(session))
                .orElseThrow()
                .endsAt()
                .toString();
    }

    private static List<String> told(Case each) {
        Letter letter = Letters.of(each.transition(), RuleSet.standard(), SCHOOL);
        return Route.of(each.transition(), List.of(each.notice()), letter, SCHOOL).stream()
                .map(one -> one.recipient() + " " + one.address() + " " + one.notBefore())
                .toList();
    }
}
