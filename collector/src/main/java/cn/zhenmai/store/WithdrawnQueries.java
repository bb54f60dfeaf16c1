package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Versions that were taken back: kept, but no longer weighed. Blocks; joins the caller's transaction. */
public final class WithdrawnQueries {

    /** Why it was taken back. */
    public enum Reason {
        /** A person undid the import. */
        UNDONE,
        /** The import was to be taken as a whole or not at all, and part of it did not hold. */
        NOT_WHOLE
    }

    /**
     * @param at by the school's clock, with the journal row {@code sequence}
     * @param by the account that undid it, or that had begun an import which did not hold
     * @param importId null where it is no longer known
     */
    public record Withdrawn(Version<?> version, Instant at, long sequence, String by, Reason reason, String importId) {}

    private WithdrawnQueries() {}

    /** Of one fact, what was taken back last first. */
    static List<Withdrawn> of(Connection connection, String kind, String key) throws SQLException {
        String sql = """
                SELECT w.payload, w.source_id, w.source_rank, w.off_roster, w.received_at, w.sequence, w.withdrawn_sequence,
                       j.known_at, i.id, i.created_by, i.undone_by,
                       i.attempt = coalesce(substring(w.receipt FROM '^import-\\d+\\.(\\d+)-')::int, 0)
                FROM withdrawn_version w
                JOIN journal j ON j.school_id = w.school_id AND j.sequence = w.withdrawn_sequence
                LEFT JOIN import i
                  ON i.school_id = w.school_id AND i.id = substring(w.receipt FROM '^import-(\\d+)')::bigint
                WHERE w.school_id = ? AND w.kind = ? AND w.fact_key = ?
                ORDER BY w.withdrawn_sequence DESC, w.recorded_at DESC, w.source_id
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, kind);
            select.setString(3, key);
            try (ResultSet row = select.executeQuery()) {
                List<Withdrawn> withdrawn = new ArrayList<>();
                while (row.next()) {
                    withdrawn.add(withdrawn(row));
                }
                return withdrawn;
            }
        }
    }

    private static Withdrawn withdrawn(ResultSet row) throws SQLException {
        Version<Observation> version = new Version<>(
                ObservationJson.parse(row.getString(1)),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6));
        boolean isUndone = row.getString(11) != null && row.getBoolean(12);
        return new Withdrawn(
                version,
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getLong(7),
                isUndone ? row.getString(11) : row.getString(10),
                isUndone ? Reason.UNDONE : Reason.NOT_WHOLE,
                row.getString(9));
    }
}
