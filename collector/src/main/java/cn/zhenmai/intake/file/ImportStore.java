package cn.zhenmai.intake.file;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports and their files. Blocks; joins the caller's transaction. */
final class ImportStore {

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
            insert.setString(3, ImportJson.write(settings));
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
                        ImportJson.parse(row.getString(3), Settings.class),
                        Import.State.valueOf(row.getString(4)),
                        report == null ? null : ImportJson.parse(report, Report.class),
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
            update.setString(1, ImportJson.write(settings));
            update.setString(2, ImportJson.write(report));
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
}
