package cn.zhenmai.engine;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How far the journal's effects are applied. Joins the caller's transaction. */
final class CheckpointStore {

    private CheckpointStore() {}

    /** @param at the engine's clock: known_at of that row */
    record Checkpoint(long sequence, Instant at, String engineVersion) {}

    /** Locks it until the transaction ends; creates it before the first row. */
    static Checkpoint lock(Connection c) throws SQLException {
        Optional<Checkpoint> known = select(c);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement insert =
                c.prepareStatement("insert into engine_checkpoint (school_id, sequence, engine_at,"
                        + " engine_version) values (?, 0, ?, '') on conflict do nothing")) {
            insert.setInt(1, SCHOOL_ID);
            insert.setObject(2, Instant.EPOCH.atOffset(ZoneOffset.UTC));
            insert.execute();
        }
        return select(c).orElseThrow(() -> new SQLException("no engine checkpoint"));
    }

    private static Optional<Checkpoint> select(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "select sequence, engine_at, engine_version from engine_checkpoint where school_id = ? for update")) {
            select.setInt(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Checkpoint(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    static void move(Connection c, Checkpoint to) throws SQLException {
        try (PreparedStatement update = c.prepareStatement("update engine_checkpoint set sequence = ?, engine_at = ?,"
                + " engine_version = ? where school_id = ?")) {
            update.setLong(1, to.sequence());
            update.setObject(2, to.at().atOffset(ZoneOffset.UTC));
            update.setString(3, to.engineVersion());
            update.setInt(4, SCHOOL_ID);
            update.execute();
        }
    }
}
