package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.postgresql.PGStatement;

/** Reads the journal's rows (after, upTo] back as the inputs that they were: piece by piece, each in one pass. */
final class Replay {

    /** As many wait with their changes, or as few as hold so many bytes of them. */
    private static final int ROWS_A_PIECE = 5_000;

    private static final int BYTES_A_PIECE = 4 << 20;
    private static final int ROWS_A_FETCH = 50;
    /** Of a full roll: room for its changes is made at once. */
    private static final int BYTES_A_CHANGE = 24;
    /** Whether rows cross the wire as binary from the first execution: times are costly to read as text. */
    private static final int BINARY_AT_ONCE = -1;

    private static final String ROWS = """
            SELECT sequence, kind, known_at, reconstructed, rules, alert_id, act, act_by, act_note, attendance
            FROM journal WHERE school_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
            """;

    private static final String FACTS = """
            SELECT sequence, before, after, attribution
            FROM fact_change WHERE school_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence, ordinal
            """;

    /** What a row of the journal is, once its changes are known. */
    private interface Meaning {
        Input with(List<Change> changes);
    }

    /** {@code attendance} null: from the time when it lay beside the journal. */
    private record Row(Meaning meaning, byte[] attendance) {}

    private final Connection connection;
    private final AttendanceReader attendance = new AttendanceReader();
    private final StandingRows.Shared sharedBeside = new StandingRows.Shared();
    private long after;

    private Replay(Connection connection, long after) {
        this.connection = connection;
        this.after = after;
    }

    /** Inside a transaction. */
    static void run(Connection connection, long after, long upTo, Consumer<Input> consumer) throws SQLException {
        Replay replay = new Replay(connection, after);
        while (replay.after < upTo && replay.piece(upTo, consumer)) {
            // as long as there are rows
        }
    }

    private boolean piece(long upTo, Consumer<Input> consumer) throws SQLException {
        Queue<Row> rows = rows(upTo);
        long last = after + rows.size();
        Map<Long, List<Change>> facts = facts(last);
        if (rows.stream().allMatch(row -> row.attendance() != null)) {
            for (Row row : rows) {
                after++;
                List<Change> changes = new ArrayList<>(row.attendance().length / BYTES_A_CHANGE + 1);
                changes.addAll(facts.getOrDefault(after, List.of()));
                attendance.read(row.attendance(), changes);
                consumer.accept(row.meaning().with(changes));
            }
        } else {
            beside(rows, facts, last, consumer);
        }
        return !rows.isEmpty();
    }

    /** Some of the rows have their attendance in a table beside the journal. */
    private void beside(Queue<Row> rows, Map<Long, List<Change>> facts, long last, Consumer<Input> consumer)
            throws SQLException {
        try (StandingRows standings = StandingRows.open(connection, after, last, sharedBeside)) {
            for (Row row : rows) {
                after++;
                List<Change> changes = facts.getOrDefault(after, new ArrayList<>());
                if (row.attendance() == null) {
                    standings.take(after, changes);
                } else {
                    attendance.read(row.attendance(), changes);
                }
                consumer.accept(row.meaning().with(changes));
            }
        }
    }

    /** The next ones; sequences have no gaps. A row with a school ends the piece: it is big, and must be asked for before. */
    private Queue<Row> rows(long upTo) throws SQLException {
        Queue<Row> rows = new ArrayDeque<>();
        int bytes = 0;
        try (PreparedStatement select = range(ROWS, upTo)) {
            select.setInt(4, ROWS_A_PIECE);
            select.setFetchSize(ROWS_A_FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (bytes < BYTES_A_PIECE && row.next()) {
                    byte[] attendance = row.getBytes(10);
                    rows.add(new Row(meaning(row), attendance));
                    bytes += attendance == null ? 0 : attendance.length;
                    if (row.getString(2).equals("SCHOOL")) {
                        break;
                    }
                }
            }
        }
        return rows;
    }

    private Map<Long, List<Change>> facts(long upTo) throws SQLException {
        Map<Long, List<Change>> facts = new HashMap<>();
        try (PreparedStatement select = range(FACTS, upTo);
                ResultSet fact = select.executeQuery()) {
            while (fact.next()) {
                facts.computeIfAbsent(fact.getLong(1), none -> new ArrayList<>())
                        .add(factChange(fact));
            }
        }
        return facts;
    }

    private PreparedStatement range(String sql, long upTo) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
        select.setShort(1, Schema.SCHOOL_ID);
        select.setLong(2, after);
        select.setLong(3, upTo);
        return select;
    }

    private Meaning meaning(ResultSet row) throws SQLException {
        long sequence = row.getLong(1);
        Instant knownAt = Sql.instant(row, 3);
        boolean reconstructed = row.getBoolean(4);
        switch (row.getString(2)) {
            case "FACTS":
                return changes -> new Input.Facts(sequence, knownAt, reconstructed, changes);
            case "SCHOOL":
                School school = school(sequence);
                return changes -> new Input.SchoolEdited(sequence, knownAt, reconstructed, school, changes);
            case "RULES":
                Input rules = new Input.RulesEdited(
                        sequence, knownAt, reconstructed, row.getString(5), row.getString(8), row.getString(9));
                return none -> rules;
            case "TICK":
                return none -> new Input.Tick(sequence, knownAt);
            case "ACT":
                Input act = new Input.Acted(
                        sequence, knownAt, row.getString(6), row.getString(7), row.getString(8), row.getString(9));
                return none -> act;
            default:
                throw new IllegalStateException("unknown kind of journal row");
        }
    }

    private School school(long sequence) throws SQLException {
        return History.schoolAsOf(connection, sequence);
    }

    private static Change factChange(ResultSet row) throws SQLException {
        String before = row.getString(2);
        String after = row.getString(3);
        String attribution = row.getString(4);
        Observation was = before == null ? null : ObservationJson.parse(before);
        Observation now = after == null ? null : ObservationJson.parse(after);
        Attribution at = attribution == null ? null : AttributionJson.parse(attribution);
        return Fold.change(was, now, at);
    }
}
