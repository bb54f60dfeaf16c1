package cn.zhenmai.intake.file;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.store.Source;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Imports, their files, and what is remembered of how a source calls things. Blocks; joins the caller's transaction. */
final class ImportStore {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String COLUMNS =
            "SELECT id, file_name, settings, state, report, created_by, created_at, applied_at,"
                    + " undone_by, undone_at, attempt FROM import WHERE school_id = ? ";

    long add(Connection connection, String fileName, Settings settings, String by, Instant at, byte[] content)
            throws SQLException {
        String sql = """
                INSERT INTO import (school_id, file_name, settings, state, created_by, created_at)
                VALUES (?, ?, ?::jsonb, 'TRIED', ?, ?) RETURNING id
                """;
        long id;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setString(2, fileName);
            insert.setString(3, write(settings));
            insert.setString(4, by);
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
        }
        String file = "INSERT INTO import_file (school_id, import_id, content) VALUES (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(file)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setLong(2, id);
            insert.setBytes(3, content);
            insert.executeUpdate();
        }
        return id;
    }

    /** Files that were only tried before then; what they said is no longer needed. */
    void forgetFilesBefore(Connection connection, Instant then) throws SQLException {
        String sql = """
                DELETE FROM import_file f USING import i WHERE f.school_id = ? AND i.school_id = f.school_id
                  AND i.id = f.import_id AND i.created_at < ? AND i.state NOT IN ('RUNNING', 'UNDOING')
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, SCHOOL_ID);
            delete.setObject(2, then.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    Optional<byte[]> file(Connection connection, long id) throws SQLException {
        String sql = "SELECT content FROM import_file WHERE school_id = ? AND import_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    Optional<Import> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + "AND id = ?")) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, id);
            List<Import> found = read(select);
            return found.stream().findFirst();
        }
    }

    /** Newest first, before the id. */
    List<Import> list(Connection connection, long before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + "AND id < ? ORDER BY id DESC LIMIT ?")) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, before);
            select.setInt(3, limit);
            return read(select);
        }
    }

    /** Those that a stop of the service broke off. */
    List<Import> unfinished(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + "AND state IN ('RUNNING', 'UNDOING') ORDER BY id")) {
            select.setShort(1, SCHOOL_ID);
            return read(select);
        }
    }

    private static List<Import> read(PreparedStatement select) throws SQLException {
        List<Import> imports = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String report = row.getString(5);
                imports.add(new Import(
                        Long.toString(row.getLong(1)),
                        row.getString(2),
                        parse(row.getString(3), Settings.class),
                        Import.State.valueOf(row.getString(4)),
                        report == null ? null : parse(report, Report.class),
                        0,
                        row.getString(6),
                        instant(row, 7),
                        instant(row, 8),
                        row.getString(9),
                        instant(row, 10),
                        row.getInt(11)));
            }
        }
        return imports;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Moves it on from {@code from}; false when it is no longer there, because someone else was quicker. */
    boolean move(Connection connection, long id, Import.State from, Import.State to) throws SQLException {
        String sql = "UPDATE import SET state = ? WHERE school_id = ? AND id = ? AND state = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, to.name());
            update.setShort(2, SCHOOL_ID);
            update.setLong(3, id);
            update.setString(4, from.name());
            return update.executeUpdate() == 1;
        }
    }

    void settle(Connection connection, long id, Settings settings, Report report) throws SQLException {
        String sql = "UPDATE import SET settings = ?::jsonb, report = ?::jsonb WHERE school_id = ? AND id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, write(settings));
            update.setString(2, write(report));
            update.setShort(3, SCHOOL_ID);
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    void applied(Connection connection, long id, Instant at) throws SQLException {
        stamp(
                connection,
                "UPDATE import SET attempt = attempt + (applied_at IS NOT NULL)::int, applied_at = ?, undone_by = ?"
                        + " WHERE school_id = ? AND id = ?",
                id,
                at,
                null);
    }

    void undone(Connection connection, long id, Instant at, String by) throws SQLException {
        stamp(connection, "UPDATE import SET undone_at = ?, undone_by = ? WHERE school_id = ? AND id = ?", id, at, by);
    }

    private static void stamp(Connection connection, String sql, long id, Instant at, String by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, by);
            update.setShort(3, SCHOOL_ID);
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    void forgetFile(Connection connection, long id) throws SQLException {
        String sql = "DELETE FROM import_file WHERE school_id = ? AND import_id = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, SCHOOL_ID);
            delete.setLong(2, id);
            delete.executeUpdate();
        }
    }

    Map<String, String> mapping(Connection connection, String source, String target) throws SQLException {
        String sql = "SELECT columns FROM import_mapping WHERE school_id = ? AND source = ? AND target = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, source);
            select.setString(3, target);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? parseTexts(row.getString(1)) : Map.of();
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
            insert.setString(4, write(columns));
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

    /** A registered source and the types that it may send, null = all. */
    record Sender(String id, String name, Source source, List<String> types) {
        boolean maySend(String type) {
            return types == null || types.contains(type);
        }
    }

    List<Sender> senders(Connection connection) throws SQLException {
        String sql =
                "SELECT id, name, rank, off_roster, types, classes FROM source WHERE school_id = ? AND NOT is_revoked ORDER BY name, id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Sender> senders = new ArrayList<>();
                while (row.next()) {
                    Array types = row.getArray(5);
                    Array classes = row.getArray(6);
                    senders.add(new Sender(
                            row.getString(1),
                            row.getString(2),
                            new Source(
                                    row.getString(1),
                                    row.getInt(3),
                                    row.getBoolean(4),
                                    classes == null ? null : Set.of((String[]) classes.getArray())),
                            types == null ? null : List.of((String[]) types.getArray())));
                }
                return senders;
            }
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T parse(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    private static Map<String, String> parseTexts(String text) {
        try {
            return JSON.readValue(text, TEXTS);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}
