package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.history.Retention;
import cn.zhenmai.store.history.Upkeep;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A journal over a fresh database, with a settable clock, a small school, and everything that its listeners heard. */
public final class JournalFixture implements AutoCloseable {

    public static final Source READER = new Source("reader", 10, false);
    public static final Source TEACHER = new Source("teacher:T1", 30, false);
    public static final Source OFFICE = new Source("office", 40, true);

    public static final int WORKERS = 4;

    /** Monday of week 7. */
    public static final Instant MONDAY = Instant.parse("2026-10-12T00:00:00Z");

    public final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);
    public final InstantSource clock = now::get;
    public final List<Input> heard = Collections.synchronizedList(new ArrayList<>());
    public final Database database;
    public final Vertx vertx;
    public Journal journal;

    public JournalFixture() {
        this(TestDatabase.migrated());
    }

    public JournalFixture(JdbcSettings jdbc) {
        this(jdbc, 10);
    }

    private JournalFixture(JdbcSettings jdbc, int connections) {
        vertx = Vertx.vertx();
        database = Database.open(vertx, jdbc, WORKERS, connections);
        Migrations.run(database);
        open();
    }

    /** For servers that have but one: while the journal holds it, nothing else can be asked. */
    static JournalFixture onOneConnection(JdbcSettings jdbc) {
        return new JournalFixture(jdbc, 1);
    }

    /** Closes the journal and works on the connection that this frees, in autocommit mode. */
    <T> T without(Work<T> work) throws SQLException {
        journal.close();
        try (Connection connection = database.connect()) {
            return work.run(connection);
        }
    }

    private void open() {
        journal = Journal.open(database, clock);
        journal.listen(heard::add);
    }

    public void reopen() {
        journal.close();
        open();
    }

    /** {@link RegistryBuilder#small} with M1 on Mondays 1–2 and Tuesdays 3–4, months, and a group for evening study. */
    public static RegistryBuilder school() {
        RegistryBuilder school = RegistryBuilder.small();
        school.slot("M1", DayOfWeek.MONDAY, 1, RegistryBuilder.weeks(1, 18));
        school.slot("M1", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 18));
        school.months.add(new Registry.Month("2026-09", "2026-1", 1, 4));
        school.months.add(new Registry.Month("2026-10", "2026-1", 5, 9));
        return school;
    }

    /** Some weeks of facts of every kind, with corrections, leave, a moved and a cancelled session; the registry included. */
    public void liveSomeWeeks() {
        StoreRun.weeks(this);
    }

    /** Brings the roll-ups to the journal's head. */
    public void rollUp() {
        try (Upkeep upkeep = new Upkeep(database, journal, Retention.FOR_EVER, clock)) {
            upkeep.runOnce();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    public Receipt school(Registry registry) {
        return submit(new Entry.RegistryEdit(old -> registry, null));
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    public Receipt submit(Entry entry) {
        try {
            return journal.submit(entry)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    public Receipt send(Source source, Observation... observations) {
        return submit(facts(source, List.of(observations)));
    }

    public static Entry.Facts facts(Source source, List<? extends Observation> observations) {
        List<Entry.Row> rows = new ArrayList<>();
        observations.forEach(one -> rows.add(new Entry.Row(rows.size() + 1, one)));
        return new Entry.Facts(source, rows, null);
    }

    public static Observation.Attendance attendance(String student, String session, Status status, Instant recordedAt) {
        return new Observation.Attendance(student, SessionId.of(session), status, null, 0, recordedAt);
    }

    public static Observation.RollCall roll(
            String session, String classId, Observation.RollCall.Mode mode, Instant recordedAt) {
        return new Observation.RollCall(SessionId.of(session), classId, "T1", mode, recordedAt);
    }

    public static Observation.LeaveSlip slip(
            String student, String from, String to, Observation.LeaveSlip.State state, Instant recordedAt) {
        return new Observation.LeaveSlip(
                student, "L1", Status.SICK, Instant.parse(from), Instant.parse(to), state, recordedAt);
    }

    /** Rows of a query as texts, cells joined by a space. */
    public List<String> query(String sql) {
        try {
            return rows(sql);
        } catch (SQLException cut) {
            if (!"57P01".equals(cut.getSQLState())) {
                throw new AssertionError(cut);
            }
            // A pooled connection that the test itself had cut; the pool has thrown it away now.
            try {
                return rows(sql);
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        }
    }

    public List<Input> replayed() {
        List<Input> inputs = new ArrayList<>();
        journal.replay(0, journal.sequence(), inputs::add);
        return inputs;
    }

    @Override
    public void close() {
        journal.close();
        database.close();
        vertx.close().await();
    }
}
