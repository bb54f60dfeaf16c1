package cn.zhenmai.intake.file;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What is remembered of how sources and files call things: columns and names. Blocks; joins the caller's transaction. */
final class ImportWords {

    Map<String, String> mapping(Connection connection, String source, String target) throws SQLException {
        String sql = "SELECT columns FROM import_mapping WHERE school_id = ? AND source = ? AND target = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, source);
            select.setString(3, target);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? ImportJson.parseTexts(row.getString(1)) : Map.of();
            }
        }
    }

    void remember(Connection connection, String source, String target, Map<String, String> columns)
            throws SQLException {
        String sql = """
                INSERT INTO import_mapping (school_id, source, target, columns) VALUES (?, ?, ?, ?::jsonb)
                ON CONFLICT (school_id, source, target) DO UPDATE SET columns = excluded.columns
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setString(2, source);
            insert.setString(3, target);
            insert.setString(4, ImportJson.write(columns));
            insert.executeUpdate();
        }
    }

    Names.Aliases aliases(Connection connection) throws SQLException {
        Map<String, String> classes = new HashMap<>();
        Map<String, String> teachers = new HashMap<>();
        String sql = "SELECT kind, alias, id FROM import_alias WHERE school_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    (row.getString(1).equals("class") ? classes : teachers).put(row.getString(2), row.getString(3));
                }
            }
        }
        return new Names.Aliases(classes, teachers);
    }

    /** An empty id takes the alias away. */
    void alias(Connection connection, String kind, Map<String, String> aliases) throws SQLException {
        String delete = "DELETE FROM import_alias WHERE school_id = ? AND kind = ? AND alias = ?";
        String insert = "INSERT INTO import_alias (school_id, kind, alias, id) VALUES (?, ?, ?, ?)";
        try (PreparedStatement old = connection.prepareStatement(delete);
                PreparedStatement now = connection.prepareStatement(insert)) {
            for (Map.Entry<String, String> alias : aliases.entrySet()) {
                old.setShort(1, SCHOOL_ID);
                old.setString(2, kind);
                old.setString(3, alias.getKey());
                old.executeUpdate();
                if (!alias.getValue().isBlank()) {
                    now.setShort(1, SCHOOL_ID);
                    now.setString(2, kind);
                    now.setString(3, alias.getKey());
                    now.setString(4, alias.getValue().strip());
                    now.executeUpdate();
                }
            }
        }
    }
}
