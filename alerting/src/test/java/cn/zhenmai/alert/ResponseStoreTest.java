package cn.zhenmai.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Response.Timed;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.Work;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ResponseStoreTest {

    private static final Instant OPENED = SampleAlert.MONDAY_0910;

    private final AlertStore alerts = new AlertStore();
    private Database database;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private <T> T run(Work<T> work) throws SQLException {
        return database.inTransaction(work);
    }

    @CanIgnoreReturnValue
    private int apply(Transition... transitions) throws SQLException {
        return run(c -> alerts.apply(c, List.of(transitions)));
    }

    private void act(long sequence, String alert, String act, int minutes) throws SQLException {
        Instant at = OPENED.plus(Duration.ofMinutes(minutes));
        boolean acted = run(c -> alerts.act(c, new Input.Acted(sequence, at, alert, act, "T1", null)));
        assertThat(acted).isTrue();
    }

    private List<Response> of(Instant from, Instant until) throws SQLException {
        return run(c -> new ResponseStore().byRule(c, from, until));
    }

    @Test
    void times_count_from_the_opening_to_the_first_act_of_each_kind_and_medians_are_of_those_that_were_answered()
            throws SQLException {
        apply(
                SampleAlert.ofStudent("A7-0", "S1", "C1").opened(7, Level.YELLOW),
                SampleAlert.ofStudent("A8-0", "S2", "C1").opened(8, Level.YELLOW),
                SampleAlert.ofStudent("A9-0", "S3", "C1").opened(9, Level.RED),
                SampleAlert.ofStudent("A10-0", "S4", "C1").opened(10, Level.BLUE),
                SampleAlert.ofOffering("A11-0", "check-pass-rate", "O1", "T1", "C1")
                        .opened(11, Level.YELLOW));
        act(21, "A7-0", "ACKNOWLEDGE", 10);
        act(22, "A7-0", "WORK", 60);
        act(23, "A7-0", "CLOSE", 600);
        act(24, "A8-0", "NOTE", 30);
        act(25, "A9-0", "ACKNOWLEDGE", 20);
        act(26, "A9-0", "CLOSE", 40);
        act(27, "A9-0", "REOPEN", 50);
        act(28, "A9-0", "CLOSE", 900);
        assertThat(of(OPENED, OPENED.plusSeconds(1)))
                .containsExactly(
                        new Response(
                                "absent-periods",
                                4,
                                new Timed(3, 20 * 60L),
                                new Timed(3, 40 * 60L),
                                new Timed(2, 40 * 60L),
                                4,
                                0),
                        new Response(
                                "check-pass-rate",
                                1,
                                new Timed(0, null),
                                new Timed(0, null),
                                new Timed(0, null),
                                1,
                                0));
    }

    @Test
    void who_was_told_of_twice_by_one_rule_recurs_and_what_opened_outside_the_span_is_not_counted()
            throws SQLException {
        SampleAlert first = SampleAlert.ofStudent("A7-0", "S1", "C1");
        apply(
                first.opened(7, Level.YELLOW),
                first.ended(8, "recovered"),
                SampleAlert.ofStudent("A9-0", "S1", "C1").opened(9, Level.RED),
                SampleAlert.ofStudent("A10-0", "S2", "C1").opened(10, Level.RED));
        assertThat(of(OPENED.minusSeconds(1), OPENED.plusSeconds(1)))
                .extracting(found -> found.opened() + " " + found.recurring() + "/" + found.subjects())
                .containsExactly("3 1/2");
        assertThat(of(OPENED.plusSeconds(1), OPENED.plusSeconds(2))).isEmpty();
    }
}
