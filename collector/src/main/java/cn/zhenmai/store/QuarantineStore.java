package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.ObservationWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Observations set aside: kept with their reason, and tried again when the registry was edited. */
public final class QuarantineStore {

    /** How many are tried again with one edit; the rest with the next. */
    private static final int RETRIED_AT_ONCE = 20_000;

    private QuarantineStore() {}

    /** One that waits, with its source as it was when it came; for which classes it may send is asked anew. */
    record Waiting(long id, Source source, Instant receivedAt, Observation observation) {
        Waiting repaired(Observation instead) {
            return new Waiting(id, source, receivedAt, instead);
        }
    }

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
                ON CONFLICT (school_id, source_id, md5(payload)) WHERE released_sequence IS NULL AND discarded_at IS NULL
                DO NOTHING
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
                insert.setString(9, ObservationWriter.write(one.observation()));
                insert.setBoolean(10, one.isConflict());
                insert.setObject(11, Sql.offset(one.receivedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static final String WAITING = """
            SELECT q.id, q.source_id, q.source_rank, q.off_roster, q.payload, q.received_at, s.classes
            FROM quarantine q LEFT JOIN source s ON s.school_id = q.school_id AND s.id = q.source_id
            WHERE q.school_id = ? AND q.released_sequence IS NULL AND q.discarded_at IS NULL
            """;

    /** Locked until the transaction ends, so that nobody discards what is being taken. */
    static List<Waiting> waiting(Connection connection) throws SQLException {
        String sql = WAITING + " AND NOT q.is_conflict ORDER BY q.id LIMIT ? FOR UPDATE OF q";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setInt(2, RETRIED_AT_ONCE);
            return waiting(select);
        }
    }

    /** One that is still held, a conflict too; locked. */
    static Optional<Waiting> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING + " AND q.id = ? FOR UPDATE OF q")) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, id);
            return waiting(select).stream().findFirst();
        }
    }

    private static List<Waiting> waiting(PreparedStatement select) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Source source =
                        new Source(row.getString(2), row.getInt(3), row.getBoolean(4), Sql.optionalTexts(row, 7));
                waiting.add(new Waiting(
                        row.getLong(1), source, Sql.instant(row, 6), ObservationJson.parse(row.getString(5))));
            }
        }
        return waiting;
    }

    /** Why they stay, as things are now. */
    static void explain(Connection connection, List<Retry.Reason> reasons) throws SQLException {
        if (reasons.isEmpty()) {
            return;
        }
        String sql = """
                UPDATE quarantine q SET field = k.field, message = k.message, is_conflict = k.is_conflict
                FROM unnest(?, ?, ?, ?) AS k(id, field, message, is_conflict)
                WHERE q.school_id = ? AND q.id = k.id AND (q.message <> k.message OR q.field <> k.field)
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            Object[] ids = reasons.stream().map(Retry.Reason::id).toArray();
            Object[] conflicts = reasons.stream().map(Retry.Reason::isConflict).toArray();
            update.setArray(1, connection.createArrayOf("bigint", ids));
            Sql.texts(update, 2, reasons.stream().map(Retry.Reason::field).toList());
            Sql.texts(update, 3, reasons.stream().map(Retry.Reason::message).toList());
            update.setArray(4, connection.createArrayOf("boolean", conflicts));
            update.setShort(5, Schema.SCHOOL_ID);
            update.executeUpdate();
        }
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

    /** Writes down that a person sent one again, and what became of it. */
    static void sent(Connection connection, Entry.Resend again, Receipt receipt) throws SQLException {
        Receipt.RowError error =
                receipt.errors().isEmpty() ? null : receipt.errors().get(0);
        String outcome = receipt.stored() > 0
                ? "STORED"
                : receipt.corrected() > 0
                        ? "CORRECTED"
                        : receipt.duplicate() > 0 ? "DUPLICATE" : receipt.rejected() > 0 ? "REJECTED" : "QUARANTINED";
        act(
                connection,
                again.id(),
                again.at(),
                again.by(),
                again.repaired() == null ? "SENT" : "REPAIRED",
                again.reason(),
                again.repaired() == null ? null : ObservationWriter.write(again.repaired()),
                outcome,
                error);
    }

    /** Nobody needs it. False when it is held no longer. */
    public static boolean discard(Connection connection, long id, Instant at, String by, String reason)
            throws SQLException {
        String sql = """
                UPDATE quarantine SET discarded_at = ?
                WHERE school_id = ? AND id = ? AND released_sequence IS NULL AND discarded_at IS NULL
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, Sql.offset(at));
            update.setShort(2, Schema.SCHOOL_ID);
            update.setLong(3, id);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        act(connection, id, at, by, "DISCARDED", reason, null, "DISCARDED", null);
        return true;
    }

    private static void act(
            Connection connection,
            long id,
            Instant at,
            String by,
            String act,
            String reason,
            String payload,
            String outcome,
            Receipt.RowError error)
            throws SQLException {
        String sql = """
                INSERT INTO quarantine_act (school_id, quarantine_id, at, account, act, reason, payload, outcome, field, message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setLong(2, id);
            insert.setObject(3, Sql.offset(at));
            insert.setString(4, by);
            insert.setString(5, act);
            insert.setString(6, reason);
            insert.setString(7, payload);
            insert.setString(8, outcome);
            insert.setString(9, error == null ? null : error.field());
            insert.setString(10, error == null ? null : error.message());
            insert.executeUpdate();
        }
    }
}
