package cn.zhenmai.intake;

import cn.zhenmai.store.Schema;
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

    /**
     * The system alert of one source.
     *
     * @param owner account of who answers for it, or null
     * @param since when it should have been heard at the latest
     * @param lastAt null = never heard
     */
    public record Silence(String source, String name, String owner, Instant since, Instant lastAt) {

        /** What names it; no alert of the rules is called so. */
        public String alert() {
            return "source-silence/" + source + "/" + since;
        }
    }

    /**
     * @param lastAt null = never heard
     * @param since when the school began to expect it that often
     */
    record Expected(String source, String name, String owner, Duration cadence, Instant lastAt, Instant since) {
        Instant from() {
            return lastAt == null || lastAt.isBefore(since) ? since : lastAt;
        }

        Silence silentSince(Instant since) {
            return new Silence(source, name, owner, since, lastAt);
        }
    }

    static List<Expected> expected(Connection connection) throws SQLException {
        String sql = """
                SELECT s.id, s.name, s.owner, s.cadence_minutes, s.expected_from,
                       (SELECT max(r.received_at) FROM receipt r WHERE r.school_id = s.school_id AND r.source_id = s.id)
                FROM source s WHERE s.school_id = ? AND s.cadence_minutes IS NOT NULL AND NOT s.is_revoked
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Expected> expected = new ArrayList<>();
                while (row.next()) {
                    expected.add(new Expected(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Duration.ofMinutes(row.getInt(4)),
                            instant(row, 6),
                            instant(row, 5)));
                }
                return expected;
            }
        }
    }

    /** Those of now, by source. */
    public static Map<String, Silence> open(Connection connection) throws SQLException {
        String sql = """
                SELECT o.source_id, s.name, s.owner, o.since_at, o.last_heard_at
                FROM source_silence o JOIN source s ON s.school_id = o.school_id AND s.id = o.source_id
                WHERE o.school_id = ? AND o.ended_at IS NULL
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                Map<String, Silence> open = new TreeMap<>();
                while (row.next()) {
                    open.put(
                            row.getString(1),
                            new Silence(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    instant(row, 4),
                                    instant(row, 5)));
                }
                return open;
            }
        }
    }

    /** One alert at a time for a source. False where the same silence was one before: it goes on, and nobody is told again. */
    static boolean begin(Connection connection, Silence silence) throws SQLException {
        String sql = """
                INSERT INTO source_silence (school_id, source_id, since_at, last_heard_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (school_id, source_id, since_at) DO UPDATE SET ended_at = NULL RETURNING xmax = 0
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setString(2, silence.source());
            insert.setObject(3, offset(silence.since()));
            insert.setObject(4, offset(silence.lastAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            try (ResultSet row = insert.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

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
