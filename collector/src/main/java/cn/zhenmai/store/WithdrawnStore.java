package cn.zhenmai.store;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.ObservationWriter;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What one receipt brought, and the moving of it to where it is kept but no longer weighed. */
final class WithdrawnStore {

    static final String ATTENDANCE = "ATTENDANCE";

    /** The version that one source said at one time and one journal row brought. */
    private record Saying(String source, Instant recordedAt, long sequence) {}

    private final Connection connection;
    private final String receipt;
    private final Set<Long> sequences = new HashSet<>();
    private final Set<Saying> released = new HashSet<>();
    private final Set<AttendanceKey> attendance = new HashSet<>();
    private final Map<FactKind, Set<String>> facts = new EnumMap<>(FactKind.class);

    private WithdrawnStore(Connection connection, String receipt) {
        this.connection = connection;
        this.receipt = receipt;
    }

    static WithdrawnStore of(Connection connection, String receipt) throws SQLException {
        WithdrawnStore store = new WithdrawnStore(connection, receipt);
        store.readReceipt();
        store.readKeys();
        store.readReleased();
        return store;
    }

    Set<AttendanceKey> attendance() {
        return attendance;
    }

    Map<FactKind, Set<String>> facts() {
        return facts;
    }

    Predicate<Version<?>> isMeant() {
        return version -> sequences.contains(version.sequence())
                || released.contains(
                        new Saying(version.source(), version.observation().recordedAt(), version.sequence()));
    }

    /** A receipt of which nothing was kept names a journal row that is not its own. */
    private void readReceipt() throws SQLException {
        String sql = """
                SELECT sequence FROM receipt WHERE school_id = ? AND receipt = ? AND stored_count + corrected_count > 0
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, receipt);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sequences.add(row.getLong(1));
                }
            }
        }
    }

    /** What came to hold left a change, what did not is history. */
    private void readKeys() throws SQLException {
        for (long sequence : sequences) {
            Replay.run(
                    connection,
                    sequence - 1,
                    sequence,
                    input -> JournalRows.changesOf(input).forEach(this::key));
        }
        String sql = """
                SELECT 'ATTENDANCE', session_id, student_id FROM attendance_history
                    WHERE school_id = ? AND sequence = ANY (?)
                UNION SELECT kind, fact_key, '' FROM fact_history WHERE school_id = ? AND sequence = ANY (?)
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 4; i += 2) {
                select.setShort(i, Schema.SCHOOL_ID);
                select.setArray(i + 1, connection.createArrayOf("bigint", sequences.toArray()));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1).equals(ATTENDANCE)) {
                        attendance.add(new AttendanceKey(SessionId.of(row.getString(2)), row.getString(3)));
                    } else {
                        fact(FactKind.valueOf(row.getString(1)), row.getString(2));
                    }
                }
            }
        }
    }

    /** Rows that were set aside and taken later share their journal row with others': they are told by what they say. */
    private void readReleased() throws SQLException {
        String sql = """
                SELECT q.source_id, coalesce((SELECT a.payload FROM quarantine_act a
                           WHERE a.school_id = q.school_id AND a.quarantine_id = q.id AND a.payload IS NOT NULL
                           ORDER BY a.id DESC LIMIT 1), q.payload), q.released_sequence
                FROM quarantine q WHERE q.school_id = ? AND q.receipt = ? AND q.released_sequence IS NOT NULL
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, receipt);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Observation said = ObservationJson.parse(row.getString(2));
                    released.add(new Saying(row.getString(1), said.recordedAt(), row.getLong(3)));
                    if (said instanceof Observation.Attendance of) {
                        attendance.add(new AttendanceKey(of.session(), of.student()));
                    } else {
                        fact(FactKind.of(said), FactKind.keyOf(said));
                    }
                }
            }
        }
    }

    private void key(Change change) {
        if (change instanceof Change.OfAttendance of) {
            attendance.add(new AttendanceKey(of.session(), of.student()));
            return;
        }
        Observation told = ((Change.OfFact) change).told();
        fact(FactKind.of(told), FactKind.keyOf(told));
    }

    private void fact(FactKind kind, String key) {
        facts.computeIfAbsent(kind, k -> new HashSet<>()).add(key);
    }

    /** Moves what the fold took back out of history, and out of it too what holds again. */
    void write(WorkingSet set, long sequence) throws SQLException {
        CopyRows withdrawn = new CopyRows("withdrawn_version");
        List<AttendanceRow> rows = set.allAttendance().stream()
                .filter(row -> !row.withdrawn().isEmpty())
                .toList();
        for (AttendanceRow row : rows) {
            String key = keyOf(row.key);
            row.withdrawn().forEach(version -> add(withdrawn, ATTENDANCE, key, version, sequence));
        }
        deleteAttendance(rows);
        for (FactKind kind : FactKind.values()) {
            List<FactRow> changed = set.all(kind).stream()
                    .filter(row -> !row.withdrawn.isEmpty())
                    .toList();
            for (FactRow row : changed) {
                row.withdrawn.forEach(version -> add(withdrawn, kind.name(), row.key, version, sequence));
            }
            deleteFacts(kind, changed);
        }
        withdrawn.send(connection);
        discardQuarantined();
    }

    /** What still waits is not taken after all. */
    private void discardQuarantined() throws SQLException {
        String sql = """
                WITH gone AS (
                    UPDATE quarantine SET discarded_at = now()
                    WHERE school_id = ? AND receipt = ? AND released_sequence IS NULL AND discarded_at IS NULL
                    RETURNING school_id, id, discarded_at)
                INSERT INTO quarantine_act (school_id, quarantine_id, at, account, act, reason, outcome)
                SELECT school_id, id, discarded_at, 'import', 'DISCARDED', '撤销导入／import undone', 'DISCARDED' FROM gone
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setShort(1, Schema.SCHOOL_ID);
            update.setString(2, receipt);
            update.executeUpdate();
        }
    }

    /** As {@code fact_key} has it. */
    static String keyOf(AttendanceKey key) {
        return key.session() + "\t" + key.student();
    }

    private void add(CopyRows rows, String kind, String key, Version<?> version, long sequence) {
        rows.int2("school_id", (int) Schema.SCHOOL_ID)
                .text("kind", kind)
                .text("fact_key", key)
                .text("source_id", version.source())
                .int2("source_rank", version.rank())
                .bool("off_roster", version.offRoster())
                .instant("recorded_at", version.observation().recordedAt())
                .instant("received_at", version.receivedAt())
                .int8("sequence", version.sequence())
                .text("payload", ObservationWriter.write(version.observation()))
                .int8("withdrawn_sequence", sequence)
                .text("receipt", receipt)
                .endRow();
    }

    private void deleteAttendance(List<AttendanceRow> rows) throws SQLException {
        String sql = """
                DELETE FROM attendance_history WHERE school_id = ? AND session_on = ? AND session_id = ? AND student_id = ?
                  AND source_id = ? AND recorded_at = ?
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (AttendanceRow row : rows) {
                List<Version<Observation.Attendance>> gone = new ArrayList<>(row.withdrawn());
                gone.addAll(row.returned());
                for (Version<Observation.Attendance> version : gone) {
                    delete.setShort(1, Schema.SCHOOL_ID);
                    delete.setObject(2, row.key.session().plannedOn());
                    delete.setString(3, row.key.session().toString());
                    delete.setString(4, row.key.student());
                    delete.setString(5, version.source());
                    delete.setObject(6, Sql.offset(version.observation().recordedAt()));
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }

    private void deleteFacts(FactKind kind, List<FactRow> rows) throws SQLException {
        String sql = """
                DELETE FROM fact_history WHERE school_id = ? AND kind = ? AND fact_key = ? AND source_id = ? AND recorded_at = ?
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (FactRow row : rows) {
                List<Version<Observation>> gone = new ArrayList<>(row.withdrawn);
                gone.addAll(row.returned);
                for (Version<Observation> version : gone) {
                    delete.setShort(1, Schema.SCHOOL_ID);
                    delete.setString(2, kind.name());
                    delete.setString(3, row.key);
                    delete.setString(4, version.source());
                    delete.setObject(5, Sql.offset(version.observation().recordedAt()));
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }
}
