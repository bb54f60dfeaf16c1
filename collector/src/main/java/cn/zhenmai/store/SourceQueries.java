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

    /** {@code lastAt} null: never heard; by the clock that stamped the receipt. */
    public record Heard(String name, Instant lastAt) {}

    public List<Heard> lastHeard(Connection connection) throws SQLException {
        String sql = "select name, last_used_at from source where school_id = ? order by name";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Heard> heard = new ArrayList<>();
                while (row.next()) {
                    OffsetDateTime last = row.getObject("last_used_at", OffsetDateTime.class);
                    heard.add(new Heard(row.getString("name"), last == null ? null : last.toInstant()));
                }
                return heard;
            }
        }
    }
}
