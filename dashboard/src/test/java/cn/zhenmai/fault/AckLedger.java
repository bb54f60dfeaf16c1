package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.History;
import cn.zhenmai.store.JdbcSettings;
import io.vertx.core.Vertx;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent, written down before it is sent, and what was acknowledged, written down after its 2xx; both synced to the disk. After a
 * fault the store must hold all that was acknowledged, nothing that was never sent, nothing twice, and each payload as it was sent.
 */
final class AckLedger implements AutoCloseable {

    private final Path folder;
    // Not channels: an interrupted sender would close them.
    private final FileOutputStream sent;
    private final FileOutputStream acknowledged;

    AckLedger() {
        try {
            folder = Files.createTempDirectory("zhenmai-ledger-");
            sent = new FileOutputStream(folder.resolve("sent").toFile());
            acknowledged = new FileOutputStream(folder.resolve("acknowledged").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sent(List<Row> rows) {
        append(sent, rows);
    }

    void acknowledged(List<Row> rows) {
        append(acknowledged, rows);
    }

    private static synchronized void append(FileOutputStream file, List<Row> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row).append('\n'));
        try {
            file.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The acknowledged rows as text: key and payload. */
    Set<String> acknowledged() {
        return read("acknowledged");
    }

    private Set<String> read(String name) {
        try {
            return new HashSet<>(Files.readAllLines(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the store against the ledger; {@code told} says in a failure what was done to the service. */
    void check(JdbcSettings store, String told) throws SQLException {
        try (Connection connection = DriverManager.getConnection(store.url(), store.user(), store.password())) {
            // What was acknowledged is read first; what is still under way may commit meanwhile, and counts as a whole
            // or not at all.
            Set<String> acks = acknowledged();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Set<String> stored = rows(connection);
            assertThat(acks).as("something was acknowledged; %s", told).isNotEmpty();
            assertThat(stored).as("acknowledged, stored; %s", told).containsAll(acks);
            assertThat(read("sent")).as("stored, sent; %s", told).containsAll(stored);
            assertOnce(connection, stored.size(), told);
            assertThat(heard(store, sequence(connection)))
                    .as("told to the engine; %s", told)
                    .hasSize(stored.size());
            System.out.printf(
                    "fault: %s: %d sent, %d acknowledged, %d stored%n",
                    told, read("sent").size(), acks.size(), stored.size());
        }
    }

    static Set<String> rows(Connection connection) throws SQLException {
        Set<String> rows = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT session_id, student_id, observed_status, minutes_late FROM attendance"
                                + " WHERE observed_status IS NOT NULL")) {
            while (row.next()) {
                boolean isNew = rows.add(
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getInt(4));
                assertThat(isNew).as("a row twice").isTrue();
            }
        }
        return rows;
    }

    private static long sequence(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(sequence) FROM journal")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    /** The keys that a replay of the journal tells, each exactly once. */
    private static Set<String> heard(JdbcSettings store, long upTo) throws SQLException {
        Set<String> keys = new HashSet<>();
        Vertx vertx = Vertx.vertx();
        try (Database database = Database.open(vertx, store, 1)) {
            new History(database).replay(0, upTo, input -> {
                for (Change change : input instanceof Input.Facts facts ? facts.changes() : List.<Change>of()) {
                    Change.OfAttendance one = (Change.OfAttendance) change;
                    boolean isNew = keys.add(one.session() + " " + one.student());
                    assertThat(isNew && one.before() == null)
                            .as("told twice: %s", one)
                            .isTrue();
                }
            });
        } finally {
            vertx.close().await();
        }
        return keys;
    }

    /** The journal has no gap, nothing was replaced or set aside, and the receipts' sum is right. */
    private static void assertOnce(Connection connection, int stored, String told) throws SQLException {
        Map<String, Long> numbers = new HashMap<>();
        numbers.put("SELECT count(*) FROM attendance_history", 0L);
        numbers.put("SELECT max(sequence) - count(*) FROM journal", 0L);
        numbers.put("SELECT sum(stored_count) FROM receipt", (long) stored);
        numbers.put("SELECT count(*) FROM quarantine", 0L);
        for (Map.Entry<String, Long> expected : numbers.entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(expected.getKey())) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).as("%s; %s", expected.getKey(), told).isEqualTo(expected.getValue());
            }
        }
    }

    @Override
    public void close() throws IOException {
        sent.close();
        acknowledged.close();
        Files.delete(folder.resolve("sent"));
        Files.delete(folder.resolve("acknowledged"));
        Files.delete(folder);
    }
}
