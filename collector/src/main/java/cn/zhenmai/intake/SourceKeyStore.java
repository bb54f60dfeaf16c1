package cn.zhenmai.intake;

import cn.zhenmai.store.Schema;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys of sources and the nonces of signed requests. Two keys of a source may live at once, so that one can be changed without a gap. */
public final class SourceKeyStore {

    static final int MOST_LIVE = 2;

    private static final String LIVE = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)";

    private SourceKeyStore() {}

    /** What people see of a key. {@code lastUsedAt} to the minute, null = never. */
    public record Shown(int number, Instant createdAt, Instant expiresAt, Instant revokedAt, Instant lastUsedAt) {}

    /** The text of a new key; empty where the source is unknown or has two live ones. */
    static Optional<String> add(Connection connection, String source, Instant expiresAt, Instant now)
            throws SQLException {
        // The source's row is locked, or two could be added at once.
        String sql = """
                INSERT INTO source_key (school_id, source_id, number, hash, created_at, expires_at)
                SELECT s.school_id, s.id, 1 + (SELECT coalesce(max(number), 0) FROM source_key k
                                               WHERE k.school_id = s.school_id AND k.source_id = s.id), ?, ?, ?
                FROM (SELECT school_id, id FROM source WHERE school_id = ? AND id = ? FOR UPDATE) s
                WHERE (SELECT count(*) FROM source_key WHERE school_id = s.school_id AND source_id = s.id AND %s) < ?
                """.formatted(LIVE);
        String key = SourceKey.create(source);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBytes(1, SourceKey.sha256(key));
            insert.setObject(2, offset(now));
            insert.setObject(3, offset(expiresAt), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setShort(4, Schema.SCHOOL_ID);
            insert.setString(5, source);
            insert.setObject(6, offset(now));
            insert.setInt(7, MOST_LIVE);
            return insert.executeUpdate() == 1 ? Optional.of(key) : Optional.empty();
        }
    }

    /** False where the source has no such live key. */
    static boolean revoke(Connection connection, String source, int number, Instant now) throws SQLException {
        return revokeThose(connection, source, number, now) == 1;
    }

    static void revokeAll(Connection connection, String source, Instant now) throws SQLException {
        revokeThose(connection, source, null, now);
    }

    @CanIgnoreReturnValue
    private static int revokeThose(Connection connection, String source, Integer number, Instant now)
            throws SQLException {
        String sql = "UPDATE source_key SET revoked_at = ? WHERE school_id = ? AND source_id = ? AND " + LIVE
                + " AND (?::integer IS NULL OR number = ?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, offset(now));
            update.setShort(2, Schema.SCHOOL_ID);
            update.setString(3, source);
            update.setObject(4, offset(now));
            update.setObject(5, number, Types.INTEGER);
            update.setObject(6, number, Types.INTEGER);
            return update.executeUpdate();
        }
    }

    static List<SourceKey.Live> live(Connection connection, String source, Instant now) throws SQLException {
        String sql = "SELECT number, hash, expires_at FROM source_key WHERE school_id = ? AND source_id = ? AND " + LIVE
                + " ORDER BY number";
        List<SourceKey.Live> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, source);
            select.setObject(3, offset(now));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new SourceKey.Live(row.getInt(1), row.getBytes(2), instant(row, 3)));
                }
            }
        }
        return keys;
    }

    static List<Shown> list(Connection connection, String source) throws SQLException {
        String sql = """
                SELECT number, created_at, expires_at, revoked_at, last_used_at FROM source_key
                WHERE school_id = ? AND source_id = ? ORDER BY number DESC
                """;
        List<Shown> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new Shown(
                            row.getInt(1), instant(row, 2), instant(row, 3), instant(row, 4), instant(row, 5)));
                }
            }
        }
        return keys;
    }

    static boolean used(Connection connection, String source, int number, Instant at) throws SQLException {
        String sql = "UPDATE source_key SET last_used_at = ? WHERE school_id = ? AND source_id = ? AND number = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, offset(at));
            update.setShort(2, Schema.SCHOOL_ID);
            update.setString(3, source);
            update.setInt(4, number);
            return update.executeUpdate() == 1;
        }
    }

    /** False when the nonce was used before. Those older than {@code keptFrom} are forgotten: their time stamp lets nothing in any more. */
    static boolean use(Connection connection, String source, String nonce, Instant now, Instant keptFrom)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM source_nonce WHERE school_id = ? AND source_id = ? AND at < ?")) {
            delete.setShort(1, Schema.SCHOOL_ID);
            delete.setString(2, source);
            delete.setObject(3, offset(keptFrom));
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO source_nonce (school_id, source_id, nonce, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setString(2, source);
            insert.setString(3, nonce);
            insert.setObject(4, offset(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static OffsetDateTime offset(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
