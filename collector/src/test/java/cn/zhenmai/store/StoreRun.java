package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.READER;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static cn.zhenmai.store.JournalFixture.roll;
import static cn.zhenmai.store.JournalFixture.slip;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.LeaveSlip.State;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A few weeks of a small school on any server, over one connection; what lay in the store at each moment is kept as text. */
final class StoreRun {

    private static final long SEED = 7;
    private static final List<String> TABLES = List.of(
            "attendance",
            "attendance_history",
            "roll_call",
            "leave_slip",
            "lesson_check",
            "learning_evaluation",
            "course_result",
            "teacher_attendance",
            "ballot_summary",
            "fact_history",
            "fact_change",
            "journal");

    /** Rows by moment and table. */
    final Map<String, List<String>> rows = new LinkedHashMap<>();

    final Map<String, RollUpSums> sums = new LinkedHashMap<>();
    String line;
    int packed;

    private final JdbcSettings server;

    StoreRun(JdbcSettings server) {
        this.server = server;
    }

    StoreRun run() {
        try (JournalFixture it = JournalFixture.onOneConnection(server)) {
            weeks(it);
            look(it, "after some weeks");
            // By its day a hundred weeks later all of it is old; packed rows are corrected like others.
            packed = it.without(c -> it.database.dialect(c).pack(c, LocalDate.of(2027, 6, 1)));
            it.reopen();
            correct(it);
            look(it, "after corrections of what was packed");
            int unused =
                    it.without(c -> it.database.dialect(c).drop(c, "attendance_history", LocalDate.of(2026, 10, 1)));
            look(it, "after old versions were dropped");
            it.reopen();
            correctAgain(it);
            look(it, "after a correction of what was dropped");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return this;
    }

    static void weeks(JournalFixture it) {
        RegistryBuilder school = JournalFixture.school();
        assertThat(it.school(school.registry()).sequence()).isEqualTo(1);
        it.now.set(MONDAY.plus(Duration.ofDays(3)));
        for (OrderTest.Said said : OrderTest.day(new Random(SEED))) {
            assertThat(it.send(said.source(), said.observation()).received()).isEqualTo(1);
        }
        assertThat(it.send(
                                TEACHER,
                                roll("M1.20260907.1", "软件2501", Mode.EXCEPTIONS, MONDAY.minus(Duration.ofDays(35))),
                                attendance("S12", "M1.20260907.1", Status.ABSENT, MONDAY.minus(Duration.ofDays(35))),
                                roll("M1.20260928.1", "软件2502", Mode.EXCEPTIONS, MONDAY.minus(Duration.ofDays(14))))
                        .stored())
                .isEqualTo(3);
        assertThat(it.send(OFFICE, slip("S12", "2026-09-06T16:00:00Z", "2026-09-08T16:00:00Z", State.APPROVED, MONDAY))
                        .stored())
                .isEqualTo(1);
        assertThat(it.send(READER, attendance("S12", "M1.20260907.1", Status.PRESENT, MONDAY))
                        .corrected())
                .isEqualTo(1);
        assertThat(it.send(TEACHER, attendance("S21", "M1.20261012.1", Status.LATE, MONDAY.plus(Duration.ofDays(2))))
                        .received())
                .isEqualTo(1);
        assertThat(it.send(
                                TEACHER,
                                new Observation.LessonCheck(
                                        "S11",
                                        SessionId.of("M1.20261012.1"),
                                        "M1",
                                        1,
                                        Observation.LessonCheck.State.TAKEN,
                                        new BigDecimal("61.25"),
                                        new BigDecimal("100"),
                                        null,
                                        null,
                                        List.of(),
                                        MONDAY))
                        .stored())
                .isEqualTo(1);
        school.changeOrders.add(new Registry.ChangeOrder(
                "D1", "M1.20261013.3", Registry.ChangeOrder.Kind.MOVE, LocalDate.of(2026, 11, 2), 5, null, null, "调课"));
        school.changeOrders.add(new Registry.ChangeOrder(
                "D2", "M1.20261005.1", Registry.ChangeOrder.Kind.CANCEL, null, 0, null, null, "停课"));
        assertThat(it.school(school.registry()).sequence()).isPositive();
    }

    private static void correct(JournalFixture it) {
        assertThat(it.send(OFFICE, attendance("S12", "M1.20260907.1", Status.ABSENT, MONDAY.plus(Duration.ofDays(3))))
                        .corrected())
                .isEqualTo(1);
        assertThat(it.send(OFFICE, attendance("S22", "M1.20260928.1", Status.ABSENT, MONDAY.plus(Duration.ofDays(3))))
                        .stored())
                .isEqualTo(1);
    }

    private static void correctAgain(JournalFixture it) {
        assertThat(it.send(
                                OFFICE,
                                attendance(
                                        "S12",
                                        "M1.20260907.1",
                                        Status.EARLY,
                                        MONDAY.plus(Duration.ofDays(3)).plusSeconds(1)))
                        .corrected())
                .isEqualTo(1);
    }

    private void look(JournalFixture it, String moment) throws SQLException {
        it.journal.close();
        it.rollUp();
        it.<Void>without(c -> {
            line = it.database.dialect(c).line();
            for (String table : TABLES) {
                rows.put(moment + ": " + table, texts(c, "SELECT t::text FROM " + table + " t ORDER BY 1"));
            }
            sums.put(moment, RollUpSums.of(c));
            return null;
        });
        assertThat(it.replayed()).hasSize((int) it.journal.sequence());
    }

    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            try (ResultSet row = statement.executeQuery(sql)) {
                List<String> texts = new ArrayList<>();
                while (row.next()) {
                    texts.add(row.getString(1));
                }
                return texts;
            }
        }
    }
}
