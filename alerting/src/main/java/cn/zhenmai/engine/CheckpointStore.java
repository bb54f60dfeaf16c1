package cn.zhenmai.engine;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.store.Together;
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
        return lock(c, true);
    }

    /** Where it does not wait, the commit of this transaction returns before it is on the disk. */
    static Checkpoint lock(Connection c, boolean waitsForDisk) throws SQLException {
        Optional<Checkpoint> known = select(c, waitsForDisk);
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
        return select(c, waitsForDisk).orElseThrow(() -> new SQLException("no engine checkpoint"));
    }

    private static final String SELECT = """
            select sequence, engine_at, engine_version%s from engine_checkpoint where school_id = ? for update
            """;

    private static final String SELECT_AND_WAIT = SELECT.formatted("");
    private static final String SELECT_AND_GO_ON = SELECT.formatted(", set_config('synchronous_commit', 'off', true)");

    private static Optional<Checkpoint> select(Connection c, boolean waitsForDisk) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(waitsForDisk ? SELECT_AND_WAIT : SELECT_AND_GO_ON)) {
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

    static void move(Together with, Checkpoint to) {
        String sql = "update engine_checkpoint set sequence = ?, engine_at = ?, engine_version = ? where school_id = ?";
        with.update(sql, values -> {
            values.int8(to.sequence());
            values.instant(to.at());
            values.text(to.engineVersion());
            values.school();
        });
    }
}
