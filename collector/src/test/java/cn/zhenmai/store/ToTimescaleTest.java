package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.observation.Status;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToTimescaleTest {

    /** The real thing, over one connection. */
    @Test
    void a_plain_store_moves_into_hypertables_with_every_row_and_goes_on() throws Exception {
        try (TimescaleServer server = TimescaleServer.start(false);
                JournalFixture it = JournalFixture.onOneConnection(server.jdbc())) {
            it.liveSomeWeeks();
            it.journal.close();
            assertThat(line(it)).startsWith("PostgreSQL 17");
            List<String> before = rows(it);
            it.database.<Void>inTransaction(c -> {
                try (Statement statement = c.createStatement()) {
                    statement.execute("CREATE EXTENSION timescaledb");
                    return null;
                }
            });
            assertThat(line(it)).contains("is there and not used", "to-timescale");
            String moved = it.database.moveToTimescale().line();
            assertThat(moved).startsWith("TimescaleDB 2.").contains("continuous aggregates");
            assertThat(line(it)).isEqualTo(moved);
            assertThat(rows(it)).isEqualTo(before);
            assertThat(it.query("SELECT count(*), max(num_chunks) > 2 FROM timescaledb_information.hypertables"
                            + " WHERE hypertable_name LIKE 'attendance%'"))
                    .containsExactly("3 t");
            it.reopen();
            assertThat(it.send(
                                    OFFICE,
                                    attendance("S12", "M1.20260907.1", Status.ABSENT, MONDAY.plus(Duration.ofDays(3))))
                            .corrected())
                    .isEqualTo(1);
            it.journal.close();
            it.rollUp();
            RollUpSums sums = it.without(RollUpSums::of);
            assertThat(sums.queried()).hasSizeGreaterThan(30).containsExactlyInAnyOrderElementsOf(sums.counted());
            assertThatThrownBy(() -> it.database.moveToTimescale()).hasMessageContaining("hypertables already");
        }
    }

    @Test
    void a_server_without_timescaledb_refuses_with_the_reason_and_nothing_moves() throws Exception {
        try (JournalFixture it = new JournalFixture()) {
            assertThatThrownBy(() -> it.database.moveToTimescale()).hasMessageContaining("shared_preload_libraries");
            assertThat(it.query("SELECT count(*) FROM attendance")).containsExactly("0");
        }
    }

    private static String line(JournalFixture it) throws Exception {
        return it.database.inTransaction(c -> Dialect.of(c).line());
    }

    private static List<String> rows(JournalFixture it) throws Exception {
        List<String> rows = new ArrayList<>();
        for (String table : Dialect.PIECED) {
            rows.addAll(it.database.inTransaction(
                    c -> StoreRun.texts(c, "SELECT t::text FROM " + table + " t ORDER BY 1")));
        }
        return rows;
    }
}
