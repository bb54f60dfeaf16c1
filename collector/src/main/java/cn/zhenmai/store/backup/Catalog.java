package cn.zhenmai.store.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The store's tables as the server's catalog has them: whole ones, without Flyway's own, without those of extensions, and without the
 * engine's snapshot, which is made from the others.
 */
final class Catalog {

    private static final String TABLES = """
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT IN ('flyway_schema_history', 'engine_snapshot')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1
            """;

    private static final String REFERENCES = """
            SELECT DISTINCT c.relname, r.relname FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
            WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND c.oid <> r.oid
            """;

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
            """;

    private static final String MIGRATIONS =
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY version";

    private Catalog() {}

    /** Each after those that it refers to. */
    static List<String> tables(Connection connection) throws SQLException {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        texts(connection, TABLES).forEach(table -> needs.put(table, new LinkedHashSet<>()));
        try (PreparedStatement select = connection.prepareStatement(REFERENCES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Set<String> needed = needs.get(row.getString(1));
                if (needed != null) {
                    needed.add(row.getString(2));
                }
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < needs.size()) {
            int before = ordered.size();
            needs.forEach((table, needed) -> {
                if (ordered.containsAll(needed)) {
                    ordered.add(table);
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("tables refer to each other in a circle: " + needs.keySet());
            }
        }
        return List.copyOf(ordered);
    }

    static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, COLUMNS, table);
    }

    static List<String> migrations(Connection connection) throws SQLException {
        return texts(connection, MIGRATIONS);
    }

    private static List<String> texts(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (row.next()) {
                    texts.add(row.getString(1));
                }
                return texts;
            }
        }
    }
}
