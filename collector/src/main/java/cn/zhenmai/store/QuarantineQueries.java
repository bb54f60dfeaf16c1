package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows that were set aside, as their sources and the people who care for them see them. Blocks; joins the caller's transaction. */
public final class QuarantineQueries {

    private static final String COLUMNS = """
            SELECT q.id, q.source_id, s.name, q.receipt, q.row_number, q.field, q.message, q.is_conflict, q.received_at,
                   CASE WHEN q.discarded_at IS NOT NULL THEN 'DISCARDED' WHEN q.released_sequence IS NOT NULL THEN 'RELEASED'
                        ELSE 'HELD' END AS state, q.payload
            FROM quarantine q LEFT JOIN source s ON s.school_id = q.school_id AND s.id = q.source_id
            WHERE q.school_id = ?
            """;

    public enum State {
        HELD("q.released_sequence IS NULL AND q.discarded_at IS NULL"),
        RELEASED("q.released_sequence IS NOT NULL"),
        DISCARDED("q.discarded_at IS NOT NULL");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    /** {@code sources} null = everyone's; {@code field} and {@code type} null = any. */
    public record Filter(Collection<String> sources, String field, String type, State state) {
        public static Filter heldOf(String source) {
            return new Filter(List.of(source), null, null, State.HELD);
        }
    }

    /** {@code sourceName} null where the sender is no registered source; {@code observation} is JSON in the words of the API. */
    public record Held(
            long id,
            String source,
            String sourceName,
            String receipt,
            int row,
            String field,
            String message,
            boolean conflict,
            Instant receivedAt,
            State state,
            String observation) {}

    /** How many rows of a source are held for a field. */
    public record Group(String source, String sourceName, String field, long rows) {}

    /** {@code observation} null: sent as it was, or discarded. */
    public record Act(
            Instant at,
            String account,
            String act,
            String reason,
            String observation,
            String outcome,
            String field,
            String message) {}

    private QuarantineQueries() {}

    /** Newest first, before the id. */
    public static List<Held> list(Connection connection, Filter filter, long before, int limit) throws SQLException {
        String sql = COLUMNS + " AND " + filter.state().condition + """
                 AND q.id < ? AND (?::text[] IS NULL OR q.source_id = ANY (?::text[]))
                 AND (?::text IS NULL OR q.field = ?) AND (?::text IS NULL OR starts_with(q.payload, ?))
                ORDER BY q.id DESC LIMIT ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, before);
            sources(select, 3, filter.sources());
            sources(select, 4, filter.sources());
            select.setString(5, filter.field());
            select.setString(6, filter.field());
            select.setString(7, filter.type());
            select.setString(8, filter.type() == null ? null : "{\"type\":\"" + filter.type() + "\"");
            select.setInt(9, limit);
            return held(select);
        }
    }

    public static Optional<Held> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " AND q.id = ?")) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, id);
            return held(select).stream().findFirst();
        }
    }

    private static List<Held> held(PreparedStatement select) throws SQLException {
        List<Held> held = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                held.add(new Held(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBoolean(8),
                        Sql.instant(row, 9),
                        State.valueOf(row.getString(10)),
                        row.getString(11)));
            }
        }
        return held;
    }

    /** What is held now, by source and field, most first. */
    public static List<Group> groups(Connection connection, Collection<String> sources) throws SQLException {
        String sql = """
                SELECT q.source_id, s.name, q.field, count(*) FROM quarantine q
                LEFT JOIN source s ON s.school_id = q.school_id AND s.id = q.source_id
                WHERE q.school_id = ? AND q.released_sequence IS NULL AND q.discarded_at IS NULL
                  AND (?::text[] IS NULL OR q.source_id = ANY (?::text[]))
                GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            sources(select, 2, sources);
            sources(select, 3, sources);
            List<Group> groups = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    groups.add(new Group(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return groups;
        }
    }

    /** What people did about one, oldest first. */
    public static List<Act> acts(Connection connection, long id) throws SQLException {
        String sql = """
                SELECT at, account, act, reason, payload, outcome, field, message FROM quarantine_act
                WHERE school_id = ? AND quarantine_id = ? ORDER BY id
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, id);
            List<Act> acts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    acts.add(new Act(
                            Sql.instant(row, 1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8)));
                }
            }
            return acts;
        }
    }

    private static void sources(PreparedStatement select, int index, Collection<String> sources) throws SQLException {
        if (sources == null) {
            select.setArray(index, null);
        } else {
            Sql.texts(select, index, sources);
        }
    }
}
