package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry.ChangeOrder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeOrdersTest {

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    private static ChangeOrder order(
            String id, ChangeOrder.Kind kind, LocalDate date, int period, String teacher, String room) {
        return new ChangeOrder(id, "M1.20260908.3", kind, date, period, teacher, room, null);
    }

    static Stream<Arguments> changes() {
        ChangeOrder cancel = order("1", ChangeOrder.Kind.CANCEL, null, 0, null, null);
        ChangeOrder move = order("2", ChangeOrder.Kind.MOVE, day(9, 10), 7, null, "B-2");
        ChangeOrder again = order("10", ChangeOrder.Kind.MOVE, day(9, 11), 0, null, null);
        ChangeOrder substitute = order("3", ChangeOrder.Kind.SUBSTITUTE, null, 0, "T9", null);
        return Stream.of(
                Arguments.of(
                        "a cancellation", List.of(cancel), "CANCELLED 2026-09-08 3 [T1, T2] 101 2026-09-08T02:00:00Z"),
                Arguments.of("a move", List.of(move), "MOVED 2026-09-10 7 [T1, T2] B-2 2026-09-10T06:00:00Z"),
                Arguments.of(
                        "a second move holds, numbers by value",
                        List.of(again, move),
                        "MOVED 2026-09-11 7 [T1, T2] B-2 2026-09-11T06:00:00Z"),
                Arguments.of(
                        "a substitute takes the first teacher's place",
                        List.of(substitute),
                        "PLANNED 2026-09-08 3 [T9, T2] 101 2026-09-08T02:00:00Z"),
                Arguments.of(
                        "a moved session with a substitute",
                        List.of(substitute, move),
                        "MOVED 2026-09-10 7 [T9, T2] B-2 2026-09-10T06:00:00Z"),
                Arguments.of(
                        "what is cancelled stays so",
                        List.of(move, cancel),
                        "CANCELLED 2026-09-10 7 [T1, T2] B-2 2026-09-10T06:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void a_change_order_changes_the_session_and_keeps_its_name(String name, List<ChangeOrder> orders, String expected) {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.set(0, new Registry.Offering("M1", "M", "2026-1", Set.of("软件2501"), List.of("T1", "T2"), 0));
        b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(1, 2));
        b.changeOrders.addAll(orders);
        School school = b.school();
        Session s = school.session(SessionId.of("M1.20260908.3")).orElseThrow();
        assertThat(s.state() + " " + s.heldOn() + " " + s.firstPeriod() + " " + s.teachers() + " " + s.room() + " "
                        + s.startsAt())
                .isEqualTo(expected);
        assertThat(school.sessionsOn(s.heldOn())).containsExactly(s);
        boolean held = s.isHeld();
        assertThat(school.sessionsOf("S11", s.heldOn(), s.heldOn().plusDays(1))).hasSize(held ? 1 : 0);
        assertThat(school.plannedPeriods("M1")).as("cancelled ones included").isEqualTo(4);
        assertThat(s.rollCallDueAt()).isEqualTo(s.startsAt().plusSeconds(900));
    }
}
