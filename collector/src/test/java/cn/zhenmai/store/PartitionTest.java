package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PartitionTest {

    private static final String PIECES = """
            SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent
            WHERE c.relname = 'attendance'
            """;

    @Test
    void there_is_room_for_every_month_of_the_timetable_before_a_fact_comes() {
        try (JournalFixture it = new JournalFixture()) {
            assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
            List<LocalDate> months = it.journal.school().plannedDays().stream()
                    .map(day -> day.withDayOfMonth(1))
                    .distinct()
                    .toList();
            assertThat(months).hasSizeGreaterThan(3);
            assertThat(it.query(PIECES)).containsExactly(Integer.toString(months.size()));
            assertThat(it.send(TEACHER, attendance("S12", "M1.20261012.1", Status.ABSENT, MONDAY))
                            .stored())
                    .isEqualTo(1);
            assertThat(it.query("SELECT tableoid::regclass FROM attendance")).containsExactly("attendance_2026_10");
        }
    }

    @Test
    void a_batch_looks_only_into_the_months_that_it_is_about() {
        try (JournalFixture it = new JournalFixture()) {
            assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
            String plan = String.join("\n", it.query("""
                    EXPLAIN SELECT * FROM attendance
                    WHERE session_on BETWEEN '2026-10-12' AND '2026-10-16' AND school_id = 1
                    """));
            assertThat(plan).contains("attendance_2026_10").doesNotContain("attendance_2026_11");
        }
    }

    /** A store of the time before partitions, with rows. */
    @Test
    void an_existing_store_keeps_its_rows_keys_and_indexes(Vertx vertx) throws Exception {
        JdbcSettings jdbc = TestDatabase.empty();
        try (Database database = Database.open(vertx, jdbc, 2)) {
            assertThat(Flyway.configure()
                            .dataSource(database.dataSource())
                            .locations("classpath:db/migration")
                            .target("59?")
                            .load()
                            .migrate()
                            .success)
                    .isTrue();
            execute(database, """
                    INSERT INTO attendance (school_id, session_on, session_id, student_id, minutes_late, off_roster, starts_at, sequence)
                    SELECT 1, d, 'M1.' || to_char(d, 'YYYYMMDD') || '.1', 'S' || s, 0, false, d, 7
                    FROM generate_series(timestamp '2026-09-28', '2026-11-02', '7 days') d, generate_series(1, 5) s
                    """);
            execute(database, """
                    INSERT INTO attendance_change (school_id, sequence, ordinal, sign, student_id, session_id, status,
                      expected_periods, missed_periods, late_minutes, source_id, received_at, held_on, first_period, starts_at, ends_at)
                    SELECT 1, 7, s, 1, 'S' || s, 'A.1.20261005.3', 'PRESENT', 2, 0, 0, 't', now(), '2026-10-06', 3, now(), now()
                    FROM generate_series(1, 5) s
                    """);
            Migrations.run(database);
            assertThat(query(database, "SELECT count(*) FROM attendance")).isEqualTo("30");
            assertThat(query(database, PIECES)).isEqualTo("3");
            assertThat(query(database, "SELECT string_agg(DISTINCT session_on::text, ',') FROM attendance_change"))
                    .isEqualTo("2026-10-05");
            assertThat(query(database, """
                            SELECT string_agg(indexrelid::regclass::text, ' ' ORDER BY indexrelid::regclass::text)
                            FROM pg_index WHERE indrelid = 'attendance'::regclass
                            """))
                    .isEqualTo("attendance_held attendance_outside attendance_pkey attendance_student");
            assertThat(query(database, "SELECT obj_description('attendance'::regclass)"))
                    .startsWith("What holds");
            assertThat(query(
                            database,
                            "SELECT col_description('attendance'::regclass, attnum) FROM pg_attribute"
                                    + " WHERE attrelid = 'attendance'::regclass AND attname = 'session_on'"))
                    .startsWith("The day");
        }
    }

    @Test
    void the_start_says_how_the_store_lies(Vertx vertx) throws Exception {
        try (Database database = TestDatabase.fresh(vertx)) {
            String line = database.inTransaction(c -> database.dialect(c).line());
            assertThat(line).startsWith("PostgreSQL 18").contains("by month").contains("TimescaleDB is not there");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
