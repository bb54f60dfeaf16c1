package cn.zhenmai.intake;

import cn.zhenmai.store.Schema;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which sources are expected, and which are silent. */
public final class SilenceStore {

    private SilenceStore() {}

    /** {@code lastAt} null = never heard; then it counts from when it was made. */
    record Expected(String source, Duration cadence, Instant lastAt, Instant madeAt) {
        Instant from() {
            return lastAt == null ? madeAt : lastAt;
        }
    }

    static List<Expected> expected(Connection connection) throws SQLException {
        String sql = """
                SELECT s.id, s.cadence_minutes, s.created_at,
                       (SELECT max(r.received_at) FROM receipt r WHERE r.school_id = s.school_id AND r.source_id = s.id)
                FROM source s WHERE s.school_id = ? AND s.cadence_minutes IS NOT NULL AND NOT s.is_revoked
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Expected> expected = new ArrayList<>();
                while (row.next()) {
                    expected.add(new Expected(
                            row.getString(1), Duration.ofMinutes(row.getInt(2)), instant(row, 4), instant(row, 3)));
                }
                return expected;
            }
        }
    }

    /** Since when each source that is silent now has been. */
    public static Map<String, Instant> open(Connection connection) throws SQLException {
        String sql = "SELECT source_id, since_at FROM source_silence WHERE school_id = ? AND ended_at IS NULL";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                Map<String, Instant> open = new TreeMap<>();
                while (row.next()) {
                    open.put(row.getString(1), instant(row, 2));
                }
                return open;
            }
        }
    }

    /** One alert at a time for a source. */
    @CanIgnoreReturnValue
    static boolean begin(Connection connection, Expected of, Instant since) throws SQLException {
        String sql = """
                INSERT INTO source_silence (school_id, source_id, since_at, last_heard_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setString(2, of.source());
            insert.setObject(3, offset(since));
            insert.setObject(4, offset(of.lastAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            return insert.executeUpdate() == 1;
        }
    }

    @CanIgnoreReturnValue
    static boolean end(Connection connection, String source, Instant at) throws SQLException {
        String sql = """
                UPDATE source_silence SET ended_at = greatest(?, since_at)
                WHERE school_id = ? AND source_id = ? AND ended_at IS NULL
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, offset(at));
            update.setShort(2, Schema.SCHOOL_ID);
            update.setString(3, source);
            return update.executeUpdate() == 1;
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
