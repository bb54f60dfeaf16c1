package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observations set aside: kept with their reason, and tried again when the registry was edited. */
public final class QuarantineStore {

    /** How many are tried again with one edit; the rest with the next. */
    private static final int RETRIED_AT_ONCE = 20_000;

    private QuarantineStore() {}

    /** One of them, as its source or the quality office sees it; {@code observation} is JSON in the words of the API. */
    public record Held(
            long id,
            String source,
            String receipt,
            int row,
            String field,
            String message,
            boolean isConflict,
            Instant receivedAt,
            String observation) {}

    /** One that waits, with its source as it was when it came; for which classes it may send is asked anew. */
    record Waiting(long id, Source source, Instant receivedAt, Observation observation) {}

    /** A row that has to be kept. */
    record Refused(
            Source source,
            String receipt,
            int row,
            String field,
            String message,
            boolean isConflict,
            Instant receivedAt,
            Observation observation) {}

    /** The same one again is not kept twice. */
    static void add(Connection connection, List<Refused> refused) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        String sql = """
                INSERT INTO quarantine (school_id, source_id, source_rank, off_roster, receipt, row_number, field, message,
                                        payload, is_conflict, received_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (school_id, source_id, md5(payload)) WHERE released_sequence IS NULL DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Refused one : refused) {
                insert.setShort(1, Schema.SCHOOL_ID);
                insert.setString(2, one.source().id());
                insert.setInt(3, one.source().rank());
                insert.setBoolean(4, one.source().offRoster());
                insert.setString(5, one.receipt());
                insert.setInt(6, one.row());
                insert.setString(7, one.field());
                insert.setString(8, one.message());
                insert.setString(9, ObservationJson.write(one.observation()));
                insert.setBoolean(10, one.isConflict());
                insert.setObject(11, Sql.offset(one.receivedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static List<Waiting> waiting(Connection connection) throws SQLException {
        String sql = """
                SELECT q.id, q.source_id, q.source_rank, q.off_roster, q.payload, q.received_at, s.classes
                FROM quarantine q LEFT JOIN source s ON s.school_id = q.school_id AND s.id = q.source_id
                WHERE q.school_id = ? AND q.released_sequence IS NULL AND NOT q.is_conflict ORDER BY q.id LIMIT ?
                """;
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setInt(2, RETRIED_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Source source =
                            new Source(row.getString(2), row.getInt(3), row.getBoolean(4), Sql.optionalTexts(row, 7));
                    waiting.add(new Waiting(
                            row.getLong(1), source, Sql.instant(row, 6), ObservationJson.parse(row.getString(5))));
                }
            }
        }
        return waiting;
    }

    static void release(Connection connection, List<Long> ids, long sequence) throws SQLException {
        String sql = "UPDATE quarantine SET released_sequence = ? WHERE school_id = ? AND id = ANY (?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, sequence);
            update.setShort(2, Schema.SCHOOL_ID);
            update.setArray(3, connection.createArrayOf("bigint", ids.toArray()));
            update.executeUpdate();
        }
    }

    /** Those still held, newest first, before the id; {@code source} null = everyone's. */
    public static List<Held> list(Connection connection, String source, long before, int limit) throws SQLException {
        String sql = """
                SELECT id, source_id, receipt, row_number, field, message, is_conflict, received_at, payload
                FROM quarantine
                WHERE school_id = ? AND released_sequence IS NULL AND id < ? AND (?::text IS NULL OR source_id = ?)
                ORDER BY id DESC LIMIT ?
                """;
        List<Held> held = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, before);
            select.setString(3, source);
            select.setString(4, source);
            select.setInt(5, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(new Held(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getInt(4),
                            row.getString(5),
                            row.getString(6),
                            row.getBoolean(7),
                            Sql.instant(row, 8),
                            row.getString(9)));
                }
            }
        }
        return held;
    }
}
