package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry.ChangeOrder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryCheckTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 31);

    private static Arguments wrong(String name, Consumer<RegistryBuilder> edit, String... places) {
        return Arguments.of(name, edit, List.of(places));
    }

    private static Registry.Slot slot(String owner, int firstPeriod, int periods, int lastWeek, String campus) {
        return new Registry.Slot(
                owner,
                DayOfWeek.MONDAY,
                firstPeriod,
                periods,
                RegistryBuilder.weeks(1, lastWeek),
                List.of(),
                campus,
                null,
                null);
    }

    private static ChangeOrder order(ChangeOrder.Kind kind, LocalDate date, int period, String session) {
        return new ChangeOrder("D9", session, kind, date, period, null, null, null);
    }

    static Stream<Arguments> registries() {
        return Stream.of(
                wrong("nothing is wrong", b -> {}),
                wrong(
                        "a class of an unknown program",
                        b -> b.classes.add(new Registry.AdministrativeClass("X", "X", "P9", 2025, null)),
                        "classes.csv:program"),
                wrong(
                        "a student in two classes at once",
                        b -> b.memberships.add(new Registry.ClassMembership("S11", "软件2502", new Span(MONDAY, null))),
                        "memberships.csv:from"),
                wrong(
                        "a span that ends before it begins",
                        b -> b.statuses.add(new Registry.StudentStatus(
                                "S12", Registry.StudentStatus.Kind.LEFT, new Span(MONDAY, MONDAY))),
                        "statuses.csv:until"),
                wrong(
                        "a counselor of a college",
                        b -> b.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "K1", Span.ALWAYS)),
                        "posts.csv:unit"),
                wrong(
                        "a counselor of nothing",
                        b -> b.posts.add(new Registry.PostHolder("T2", Registry.Post.COUNSELOR, null, Span.ALWAYS)),
                        "posts.csv:unit"),
                wrong(
                        "an offering with an unknown class and teacher",
                        b -> b.offering("X1", "M", "2026-1", Set.of("Z"), "T9"),
                        "offerings.csv:classes",
                        "offerings.csv:teachers"),
                wrong(
                        "a group named like an offering",
                        b -> b.groups.add(new Registry.Group("M1", "x", Session.Kind.ASSEMBLY, Set.of())),
                        "groups.csv:id"),
                wrong(
                        "a term that begins on a Tuesday",
                        b -> b.term("2027-1", 0, LocalDate.of(2027, 3, 2), 18),
                        "terms.csv:firstMonday"),
                wrong(
                        "terms that overlap",
                        b -> b.term("2027-1", 0, LocalDate.of(2026, 12, 7), 18),
                        "terms.csv:firstMonday"),
                wrong(
                        "a month outside the term",
                        b -> b.months.add(new Registry.Month("2026-12", "2026-1", 15, 19)),
                        "months.csv:toWeek"),
                wrong(
                        "months that overlap",
                        b -> b.months.add(new Registry.Month("2026-10", "2026-1", 4, 8)),
                        "months.csv:fromWeek"),
                wrong("a bell gap", b -> b.bells.removeIf(bell -> bell.period() == 8), "bells.csv:period"),
                wrong(
                        "two bells for one period at once",
                        b -> b.bells.add(new Registry.Bell(
                                "C1", new Span(MONDAY, null), 10, LocalTime.of(18, 0), LocalTime.of(18, 45))),
                        "bells.csv:from"),
                wrong(
                        "a bell before the end of the last one",
                        b -> b.bells.add(
                                new Registry.Bell("C1", Span.ALWAYS, 11, LocalTime.of(17, 30), LocalTime.of(18, 15))),
                        "bells.csv:startsAt"),
                wrong(
                        "a slot outside the bells",
                        b -> b.slots.add(slot("W1", 10, 2, 16, null)),
                        "timetable.csv:firstPeriod"),
                wrong("a slot outside the term", b -> b.slots.add(slot("W1", 7, 2, 19, null)), "timetable.csv:weeks"),
                wrong(
                        "a slot of nobody on no campus",
                        b -> b.slots.add(slot("N1", 7, 2, 16, "C7")),
                        "timetable.csv:owner",
                        "timetable.csv:campus"),
                wrong(
                        "a practice week without its class",
                        b -> b.practiceWeeks.add(new Registry.PracticeWeek("软件2599", "2026-1", 3, "W1", 6)),
                        "practice-weeks.csv:class"),
                wrong(
                        "a practice week after the term",
                        b -> b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 30, "W1", 6)),
                        "practice-weeks.csv:week"),
                wrong(
                        "a make-up day that is off too",
                        b -> b.makeUpDays.add(new Registry.MakeUpDay(LocalDate.of(2026, 10, 1), MONDAY, null, 0)),
                        "make-up-days.csv:date"),
                wrong(
                        "a make-up day that carries a day of the summer",
                        b -> b.makeUpDays.add(
                                new Registry.MakeUpDay(LocalDate.of(2026, 10, 11), LocalDate.of(2026, 8, 1), null, 0)),
                        "make-up-days.csv:carries"),
                wrong(
                        "a move onto a day off",
                        b -> b.changeOrders.add(
                                order(ChangeOrder.Kind.MOVE, LocalDate.of(2026, 10, 1), 3, "M1.20260915.3")),
                        "change-orders.csv:newDate"),
                wrong(
                        "a move onto a sports day of the campus",
                        b -> b.changeOrders.add(
                                order(ChangeOrder.Kind.MOVE, LocalDate.of(2026, 10, 22), 3, "M1.20260915.3")),
                        "change-orders.csv:newDate"),
                wrong(
                        "a move onto another session of the class",
                        b -> {
                            b.slots.add(slot("W1", 7, 2, 16, null));
                            b.changeOrders.add(
                                    order(ChangeOrder.Kind.MOVE, LocalDate.of(2026, 9, 14), 8, "M1.20260915.3"));
                        },
                        "change-orders.csv:newFirstPeriod"),
                wrong(
                        "a move to nowhere",
                        b -> b.changeOrders.add(order(ChangeOrder.Kind.MOVE, null, 0, "M1.20260915.3")),
                        "change-orders.csv:newDate"),
                wrong(
                        "a substitute without a teacher",
                        b -> b.changeOrders.add(order(ChangeOrder.Kind.SUBSTITUTE, null, 0, "M1.20260915.3")),
                        "change-orders.csv:newTeacher"),
                wrong(
                        "a cancellation of what isn't on the timetable",
                        b -> b.changeOrders.add(order(ChangeOrder.Kind.CANCEL, null, 0, "M1.20260916.3")),
                        "change-orders.csv:session"),
                wrong(
                        "a deadline without a time",
                        b -> b.deadlines.set(0, new Registry.RollCallDeadline("K9", 0, null)),
                        "roll-call-deadlines.csv:college",
                        "roll-call-deadlines.csv:minutes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("registries")
    void what_is_wrong_with_the_whole_is_found(String name, Consumer<RegistryBuilder> edit, List<String> places) {
        RegistryBuilder b = RegistryBuilder.everyKind();
        edit.accept(b);
        assertThat(RegistryCheck.check(b.registry()).stream().map(p -> p.file() + ":" + p.field()))
                .containsExactlyInAnyOrderElementsOf(places);
    }

    @Test
    void an_empty_registry_has_no_problem() {
        assertThat(RegistryCheck.check(Registry.EMPTY)).isEmpty();
    }
}
