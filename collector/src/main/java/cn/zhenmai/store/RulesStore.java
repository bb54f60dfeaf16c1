package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The editions of the rule set: the journal's rows of kind RULES. An edition is called by its row's sequence. */
public final class RulesStore {

    private static final String SELECT = """
            SELECT sequence, known_at, rules, act_by, act_note FROM journal
            WHERE school_id = ? AND kind = 'RULES' AND sequence <= ?
            """;

    private RulesStore() {}

    /**
     * One state of the rule set.
     *
     * @param by account of the author, or what provisioned it; null where that was not yet kept
     */
    public record Edition(long sequence, Instant knownAt, String yaml, String by, String note) {}

    /** The edition that held right after the journal row. */
    public static Optional<Edition> find(Connection connection, long asOf) throws SQLException {
        return first(list(connection, asOf, 1));
    }

    /** The last edition of one author. */
    public static Optional<Edition> findBy(Connection connection, String by) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " AND act_by = ? ORDER BY sequence DESC LIMIT 1")) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, Long.MAX_VALUE);
            select.setString(3, by);
            return first(read(select));
        }
    }

    /** Newest first, from {@code asOf} back. */
    public static List<Edition> list(Connection connection, long asOf, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " ORDER BY sequence DESC LIMIT ?")) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, asOf);
            select.setInt(3, limit);
            return read(select);
        }
    }

    private static Optional<Edition> first(List<Edition> editions) {
        return editions.stream().findFirst();
    }

    private static List<Edition> read(PreparedStatement select) throws SQLException {
        List<Edition> editions = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                editions.add(new Edition(
                        row.getLong(1), Sql.instant(row, 2), row.getString(3), row.getString(4), row.getString(5)));
            }
        }
        return editions;
    }
}
