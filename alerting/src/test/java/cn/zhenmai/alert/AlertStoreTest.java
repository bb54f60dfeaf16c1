package cn.zhenmai.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.Work;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AlertStoreTest {

    private final AlertStore store = new AlertStore();
    private Database database;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_alert_comes_back_as_it_was_written_with_its_frozen_evidence() throws SQLException {
        Transition opened = SampleAlert.ofStudent("A7-0", "S1", "C1").opened(7, Level.YELLOW);
        apply(opened);
        HandledAlert stored = get("A7-0");
        assertThat(stored.alert()).isEqualTo(opened.alert());
        assertThat(stored.handling()).isEqualTo(Handling.NEW);
    }

    @Test
    void every_transition_is_kept_with_the_alert_as_it_was_then() throws SQLException {
        SampleAlert sample = SampleAlert.ofStudent("A7-0", "S1", "C1");
        List<Transition> all = List.of(
                sample.opened(7, Level.YELLOW),
                sample.raised(8, Level.ORANGE),
                sample.lowered(9, Level.BLUE),
                sample.ended(10, "corrected"));
        apply(all.toArray(Transition[]::new));
        List<Transition> stored = run(c -> store.transitions(c, "A7-0"));
        assertThat(stored).isEqualTo(all);
        assertThat(get("A7-0").alert()).isEqualTo(all.get(3).alert());
    }

    @Test
    void the_same_transition_is_not_written_twice() throws SQLException {
        Transition opened = SampleAlert.ofStudent("A7-0", "S1", "C1").opened(7, Level.YELLOW);
        apply(opened);
        assertThatThrownBy(() -> apply(opened)).isInstanceOf(SQLException.class);
    }

    @Test
    void one_alert_is_open_per_rule_and_subject_even_when_the_engine_names_another() throws SQLException {
        apply(SampleAlert.ofStudent("A7-0", "S1", "C1").opened(7, Level.YELLOW));
        assertThat(apply(SampleAlert.ofStudent("A9-0", "S1", "C1").opened(9, Level.RED)))
                .isEqualTo(1);
        assertThat(get("A7-0").alert().endReason()).isEqualTo("superseded");
        assertThat(ids(run(c -> store.openForStudents(c, List.of("S1"))))).containsExactly("A9-0");
    }

    @Test
    void an_ended_alert_gives_way_to_the_next_in_one_batch() throws SQLException {
        SampleAlert first = SampleAlert.ofStudent("A7-0", "S1", "C1");
        assertThat(apply(
                        first.opened(7, Level.YELLOW),
                        first.ended(8, "recovered"),
                        SampleAlert.ofStudent("A9-0", "S1", "C1").opened(9, Level.RED)))
                .isZero();
        assertThat(get("A7-0").alert().endReason()).isEqualTo("recovered");
    }

    @Test
    void acts_of_people_are_kept_and_a_closed_alert_comes_back_with_a_higher_level() throws SQLException {
        SampleAlert sample = SampleAlert.ofStudent("A7-0", "S1", "C1");
        apply(sample.opened(7, Level.YELLOW));
        act(8, "ACKNOWLEDGE", "T1", "谈话");
        assertThat(get("A7-0").handling().state()).isEqualTo(Handling.State.ACKNOWLEDGED);
        act(9, "CLOSE", "T1", "已处理");
        act(10, "ACKNOWLEDGE", "T2", null);
        assertThat(get("A7-0").handling().state()).isEqualTo(Handling.State.CLOSED);
        apply(sample.amended(11));
        assertThat(get("A7-0").handling().state()).isEqualTo(Handling.State.CLOSED);
        apply(sample.raised(12, Level.RED));
        assertThat(get("A7-0").handling().state()).isEqualTo(Handling.State.NEW);
        List<Handling> handlings = run(c -> store.handlings(c, "A7-0"));
        assertThat(handlings)
                .extracting(Handling::state)
                .containsExactly(
                        Handling.State.ACKNOWLEDGED, Handling.State.CLOSED, Handling.State.CLOSED, Handling.State.NEW);
    }

    @Test
    void an_act_on_no_alert_or_of_no_known_name_changes_nothing() throws SQLException {
        apply(SampleAlert.ofStudent("A7-0", "S1", "C1").opened(7, Level.YELLOW));
        assertThat(act(8, "EXPEL", "T1", null)).isFalse();
        Input.Acted onNothing = new Input.Acted(9, SampleAlert.MONDAY_0910, "A1-0", "CLOSE", "T1", null);
        boolean acted = run(c -> store.act(c, onNothing));
        assertThat(acted).isFalse();
        assertThat(get("A7-0").handling()).isEqualTo(Handling.NEW);
    }

    @Test
    void pages_neither_miss_nor_repeat() throws SQLException {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            apply(SampleAlert.ofStudent("A" + i + "-0", "S" + i, "C1").opened(i, Level.BLUE));
            expected.add(0, "A" + i + "-0");
        }
        List<String> read = new ArrayList<>();
        String next = null;
        do {
            String after = next;
            AlertPage page = run(c -> store.list(c, AlertFilter.within(AlertScope.EVERYTHING), after, 10));
            read.addAll(ids(page.items()));
            next = page.next();
        } while (next != null);
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void filters_and_counts_agree() throws SQLException {
        apply(
                SampleAlert.ofStudent("A1-0", "S1", "C1").opened(1, Level.RED),
                SampleAlert.ofStudent("A2-0", "S2", "C2").opened(2, Level.BLUE),
                SampleAlert.ofSession("A3-0", "no-roll-call", "K1.20261012.3", "T1", "C1", "C2")
                        .opened(3, Level.BLUE));
        AlertFilter all = AlertFilter.within(AlertScope.EVERYTHING);
        Map<AlertFilter, List<String>> cases = Map.of(
                all.level(Level.BLUE), List.of("A3-0", "A2-0"),
                all.student("S1"), List.of("A1-0"),
                all.classId("C2"), List.of("A3-0", "A2-0"),
                all.rule("no-roll-call"), List.of("A3-0"),
                all.teacher("T1"), List.of("A3-0"),
                all.college("YY"), List.of(),
                all.handling(Handling.State.NEW).level(Level.RED), List.of("A1-0"),
                all.condition(Alert.Condition.ENDED), List.of(),
                all.onlyOpen(), List.of("A3-0", "A2-0", "A1-0"));
        for (Map.Entry<AlertFilter, List<String>> each : cases.entrySet()) {
            assertThat(ids(run(c -> store.list(c, each.getKey(), null, 50)).items()))
                    .isEqualTo(each.getValue());
            long counted = run(c -> store.countByLevel(c, each.getKey())).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(counted).isEqualTo(each.getValue().size());
        }
    }

    @Test
    void a_scope_lets_nothing_else_through() throws SQLException {
        SampleAlert moved = SampleAlert.ofStudent("A1-0", "S1", "C1");
        SampleAlert handled = SampleAlert.ofStudent("A2-0", "S2", "C1");
        apply(
                moved.opened(1, Level.RED),
                handled.opened(2, Level.RED),
                handled.ended(3, "corrected"),
                SampleAlert.ofSession("A4-0", "no-roll-call", "K1.20261012.3", "T1", "C1")
                        .opened(4, Level.BLUE));
        // S1 has moved to C2 since, S2 too, but what was handled stays with who handled it.
        AlertScope oldClass = AlertScope.ofClasses(Set.of("C1"), Set.of());
        AlertScope newClass = AlertScope.ofClasses(Set.of("C2"), Set.of("S1"));
        assertThat(seen(oldClass)).containsExactly("A4-0", "A2-0");
        assertThat(seen(newClass)).containsExactly("A1-0");
        assertThat(seen(AlertScope.ofTeacher("T1"))).containsExactly("A4-0");
        assertThat(seen(AlertScope.ofTeacher("T2"))).isEmpty();
        assertThat(seen(AlertScope.ofColleges(Set.of("XX")))).hasSize(3);
        Optional<HandledAlert> outside = run(c -> store.find(c, newClass, "A4-0"));
        assertThat(outside).isEmpty();
    }

    @Test
    void what_is_open_comes_worst_first() throws SQLException {
        apply(
                SampleAlert.ofStudent("A1-0", "S1", "C1").opened(1, Level.BLUE),
                SampleAlert.ofStudent("A2-0", "S2", "C1").opened(2, Level.RED),
                SampleAlert.ofStudent("A3-0", "S3", "C1").opened(3, Level.ORANGE));
        assertThat(ids(run(c -> store.open(c, AlertScope.EVERYTHING, 10)))).containsExactly("A2-0", "A3-0", "A1-0");
        assertThat(ids(run(c -> store.byIds(c, List.of("A1-0", "A3-0", "A9-0")))))
                .containsExactly("A3-0", "A1-0");
    }

    private List<String> seen(AlertScope scope) throws SQLException {
        return ids(run(c -> store.list(c, AlertFilter.within(scope), null, 50)).items());
    }

    private static List<String> ids(List<HandledAlert> alerts) {
        return alerts.stream().map(each -> each.alert().id()).toList();
    }

    @CanIgnoreReturnValue
    private int apply(Transition... transitions) throws SQLException {
        return run(c -> store.apply(c, List.of(transitions)));
    }

    @CanIgnoreReturnValue
    private boolean act(long sequence, String act, String by, String note) throws SQLException {
        return run(c -> store.act(c, new Input.Acted(sequence, SampleAlert.MONDAY_0910, "A7-0", act, by, note)));
    }

    private HandledAlert get(String id) throws SQLException {
        return run(c -> store.find(c, AlertScope.EVERYTHING, id)).orElseThrow();
    }

    private <T> T run(Work<T> work) throws SQLException {
        return database.inTransaction(work);
    }
}
