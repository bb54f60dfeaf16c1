package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.postgresql.PGStatement;

/** Reads the journal's rows (after, upTo] back as the inputs that they were, in one pass over rows, facts and attendance. */
final class Replay {

    private static final int FETCH_ROWS = 5_000;
    /** Whether rows cross the wire as binary from the first execution: times are costly to read as text. */
    private static final int BINARY_AT_ONCE = -1;

    private static final String ROWS = """
            SELECT sequence, kind, known_at, reconstructed, rules, alert_id, act, act_by, act_note
            FROM journal WHERE school_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence
            """;

    private static final String FACTS = """
            SELECT sequence, before, after, attribution
            FROM fact_change WHERE school_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence, ordinal
            """;

    private static final String ATTENDANCE = """
            SELECT sequence, ordinal, sign, student_id, session_id, status, observed_status, expected_periods,
                   missed_periods, late_minutes, slip_id, source_id, received_at, class_id, roll_id, program_id,
                   college_id, teacher_id, offering_id, held_on, first_period, starts_at, ends_at
            FROM attendance_change WHERE school_id = ? AND sequence > ? AND sequence <= ?
            ORDER BY sequence, ordinal, sign
            """;

    private final Connection connection;
    private final long after;
    private final long upTo;
    /** Few distinct ones among very many rows: equal texts, sessions and attributions are shared. */
    private final Map<Object, Object> shared = new HashMap<>();

    private Replay(Connection connection, long after, long upTo) {
        this.connection = connection;
        this.after = after;
        this.upTo = upTo;
    }

    /** Inside a transaction: rows are fetched piece by piece. */
    static void run(Connection connection, long after, long upTo, Consumer<Input> consumer) throws SQLException {
        new Replay(connection, after, upTo).run(consumer);
    }

    private void run(Consumer<Input> consumer) throws SQLException {
        try (PreparedStatement rows = range(ROWS);
                PreparedStatement facts = range(FACTS);
                PreparedStatement attendance = range(ATTENDANCE);
                ResultSet row = rows.executeQuery();
                ResultSet fact = facts.executeQuery();
                ResultSet standing = attendance.executeQuery()) {
            boolean isFact = fact.next();
            boolean isStanding = standing.next();
            while (row.next()) {
                long sequence = row.getLong(1);
                List<Change> changes = new ArrayList<>();
                while (isFact && fact.getLong(1) == sequence) {
                    changes.add(factChange(fact));
                    isFact = fact.next();
                }
                while (isStanding && standing.getLong(1) == sequence) {
                    isStanding = attendanceChange(standing, changes);
                }
                consumer.accept(input(row, sequence, changes));
            }
        }
    }

    private PreparedStatement range(String sql) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
        select.setFetchSize(FETCH_ROWS);
        select.setShort(1, Schema.SCHOOL_ID);
        select.setLong(2, after);
        select.setLong(3, upTo);
        return select;
    }

    private Input input(ResultSet row, long sequence, List<Change> changes) throws SQLException {
        Instant knownAt = Sql.instant(row, 3);
        boolean reconstructed = row.getBoolean(4);
        return switch (row.getString(2)) {
            case "FACTS" -> new Input.Facts(sequence, knownAt, reconstructed, changes);
            case "SCHOOL" -> new Input.SchoolEdited(sequence, knownAt, reconstructed, school(sequence), changes);
            case "RULES" ->
                new Input.RulesEdited(
                        sequence, knownAt, reconstructed, row.getString(5), row.getString(8), row.getString(9));
            case "TICK" -> new Input.Tick(sequence, knownAt);
            case "ACT" ->
                new Input.Acted(
                        sequence, knownAt, row.getString(6), row.getString(7), row.getString(8), row.getString(9));
            default -> throw new IllegalStateException("unknown kind of journal row");
        };
    }

    private School school(long sequence) throws SQLException {
        return School.of(RegistryRows.fromRows(RegistryStore.rowsAsOf(connection, sequence)));
    }

    private static Change factChange(ResultSet row) throws SQLException {
        String before = row.getString(2);
        String attribution = row.getString(4);
        Observation was = before == null ? null : ObservationJson.parse(before);
        Attribution at = attribution == null ? null : AttributionJson.parse(attribution);
        return Fold.change(was, ObservationJson.parse(row.getString(3)), at);
    }

    /** One change is one or two signed rows, the one taken away first. Returns whether a further row stands there. */
    private boolean attendanceChange(ResultSet row, List<Change> into) throws SQLException {
        long sequence = row.getLong(1);
        int ordinal = row.getInt(2);
        String student = share(row.getString(4));
        SessionId session = session(row.getString(5));
        Standing before = null;
        Standing now = null;
        boolean hasNext;
        do {
            if (row.getInt(3) < 0) {
                before = standing(row);
            } else {
                now = standing(row);
            }
            hasNext = row.next();
        } while (hasNext && row.getLong(1) == sequence && row.getInt(2) == ordinal);
        into.add(new Change.OfAttendance(student, session, before, now));
        return hasNext;
    }

    private SessionId session(String text) {
        return (SessionId) shared.computeIfAbsent(text, t -> SessionId.of((String) t));
    }

    @SuppressWarnings("unchecked")
    private <T> T share(T value) {
        Object known = value == null ? null : shared.putIfAbsent(new Same(value), value);
        return known == null ? value : (T) known;
    }

    /** Keeps shared values apart from the sessions, which are under their texts. */
    private record Same(Object value) {}

    private Standing standing(ResultSet row) throws SQLException {
        String observed = row.getString(7);
        Attribution at = new Attribution(
                share(row.getString(14)),
                share(row.getString(15)),
                share(row.getString(16)),
                share(row.getString(17)),
                share(row.getString(18)),
                share(row.getString(19)),
                share(row.getObject(20, LocalDate.class)),
                row.getInt(21),
                share(Sql.instant(row, 22)),
                share(Sql.instant(row, 23)));
        return new Standing(
                Status.valueOf(row.getString(6)),
                observed == null ? null : Status.valueOf(observed),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10),
                row.getString(11),
                share(row.getString(12)),
                share(Sql.instant(row, 13)),
                share(at));
    }
}
