package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rolls have been called. Blocks; joins the caller's transaction. */
public final class RollQueries {

    public record Roll(String session, String classId) {}

    /** How and when the roll call that holds was made. */
    public record Said(Observation.RollCall.Mode mode, Instant recordedAt) {}

    /** The roll call that holds; {@code recorder} and {@code reason} may be null. */
    public record Call(String source, String recorder, Instant recordedAt, String reason) {
        public boolean isOfTeacher() {
            return Source.isTeacher(source);
        }

        /** It waits for a teacher's signature. */
        public boolean isOfMonitor() {
            return Source.isMonitor(source);
        }
    }

    /** Those of these sessions' rolls that have been called, by whomever. */
    public Set<Roll> called(Connection connection, Collection<Session> sessions) throws SQLException {
        return rolls(connection, sessions, "");
    }

    /** Those of these sessions' rolls that have been called, with how. */
    public Map<Roll, Said> calls(Connection connection, Collection<Session> sessions) throws SQLException {
        Map<Roll, Said> calls = new HashMap<>();
        select(
                connection,
                sessions,
                "",
                row -> calls.put(
                        new Roll(row.getString("session_id"), row.getString("class_id")),
                        new Said(
                                Observation.RollCall.Mode.valueOf(row.getString("mode")),
                                row.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant())));
        return calls;
    }

    /** Those of them that a monitor has called and no teacher has signed. */
    public Set<Roll> unsigned(Connection connection, Collection<Session> sessions) throws SQLException {
        return rolls(connection, sessions, " and source_id like 'monitor:%'");
    }

    public Optional<Call> callOf(Connection connection, SessionId session, String classId) throws SQLException {
        String sql = "select source_id, payload from roll_call where school_id = ? and fact_key = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, FactKind.rollCallKey(session, classId));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Observation.RollCall call = (Observation.RollCall) ObservationJson.parse(row.getString(2));
                return Optional.of(new Call(row.getString(1), call.recorder(), call.recordedAt(), call.reason()));
            }
        }
    }

    /** Whether the source has sent a row under this client id. */
    public boolean isKnown(Connection connection, String source, String clientId) throws SQLException {
        String sql = "select 1 from client_id where school_id = ? and source_id = ? and client_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, source);
            select.setString(3, clientId);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static Set<Roll> rolls(Connection connection, Collection<Session> sessions, String condition)
            throws SQLException {
        Set<Roll> rolls = new HashSet<>();
        select(
                connection,
                sessions,
                condition,
                row -> rolls.add(new Roll(row.getString("session_id"), row.getString("class_id"))));
        return rolls;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void select(Connection connection, Collection<Session> sessions, String condition, RowReader reader)
            throws SQLException {
        String sql = "select session_id, class_id, mode, recorded_at from roll_call"
                + " where school_id = ? and session_on = any (?::date[]) and session_id = any (?)" + condition;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            Sql.sessions(select, 2, sessions);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }
}
