package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** When each source was last heard. Blocks; joins the caller's transaction. */
public final class SourceQueries {

    /** {@code lastAt} null: never heard; by the school's clock. */
    public record Heard(String id, String name, Instant lastAt) {}

    /** Ids of the sources that an account answers for. */
    public List<String> ownedBy(Connection connection, String account) throws SQLException {
        String sql = "SELECT id FROM source WHERE school_id = ? AND owner = ? ORDER BY id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        }
    }

    public List<Heard> lastHeard(Connection connection) throws SQLException {
        String sql = """
                SELECT s.id, s.name, (SELECT max(r.received_at) FROM receipt r
                                WHERE r.school_id = s.school_id AND r.source_id = s.id) AS last_at
                FROM source s WHERE s.school_id = ? ORDER BY s.name
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Heard> heard = new ArrayList<>();
                while (row.next()) {
                    OffsetDateTime last = row.getObject("last_at", OffsetDateTime.class);
                    heard.add(new Heard(
                            row.getString("id"), row.getString("name"), last == null ? null : last.toInstant()));
                }
                return heard;
            }
        }
    }
}
