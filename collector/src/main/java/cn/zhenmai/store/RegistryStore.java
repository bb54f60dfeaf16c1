package cn.zhenmai.store;

import cn.zhenmai.school.RegistryRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Registry rows with the sequences between which they were known. */
public final class RegistryStore {

    private RegistryStore() {}

    /** The rows as of a journal row. */
    static SortedMap<RegistryRows.Key, String> rowsAsOf(Connection connection, long sequence) throws SQLException {
        String sql = """
                SELECT kind, key, data FROM registry_row
                WHERE school_id = ? AND from_sequence <= ? AND (until_sequence IS NULL OR until_sequence > ?)
                """;
        SortedMap<RegistryRows.Key, String> rows = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, sequence);
            select.setLong(3, sequence);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.put(new RegistryRows.Key(row.getString(1), row.getString(2)), row.getString(3));
                }
            }
        }
        return rows;
    }

    /** Whether a later row edited it. */
    static boolean isEditedAfter(Connection connection, long sequence) throws SQLException {
        String sql = """
                SELECT EXISTS (SELECT 1 FROM registry_row
                               WHERE school_id = ? AND (from_sequence > ? OR until_sequence > ?))
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setLong(2, sequence);
            select.setLong(3, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** What one journal row changed: the rows as they were before it and after it, only those that it touched. */
    public record Touched(SortedMap<RegistryRows.Key, String> before, SortedMap<RegistryRows.Key, String> after) {}

    public static Touched touchedBy(Connection connection, long sequence) throws SQLException {
        String sql = """
                SELECT kind, key, data, from_sequence = ? FROM registry_row
                WHERE school_id = ? AND (from_sequence = ? OR until_sequence = ?)
                """;
        Touched touched = new Touched(new TreeMap<>(), new TreeMap<>());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, sequence);
            select.setShort(2, Schema.SCHOOL_ID);
            select.setLong(3, sequence);
            select.setLong(4, sequence);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RegistryRows.Key key = new RegistryRows.Key(row.getString(1), row.getString(2));
                    (row.getBoolean(4) ? touched.after() : touched.before()).put(key, row.getString(3));
                }
            }
        }
        return touched;
    }

    static void write(Connection connection, RegistryRows.Diff diff, long sequence) throws SQLException {
        List<RegistryRows.Key> closed = new ArrayList<>(diff.ended());
        closed.addAll(diff.changed().keySet());
        String sql = """
                UPDATE registry_row r SET until_sequence = ? FROM unnest(?, ?) AS k(kind, key)
                WHERE r.school_id = ? AND r.kind = k.kind AND r.key = k.key AND r.until_sequence IS NULL
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, sequence);
            Sql.texts(update, 2, closed.stream().map(RegistryRows.Key::kind).toList());
            Sql.texts(update, 3, closed.stream().map(RegistryRows.Key::key).toList());
            update.setShort(4, Schema.SCHOOL_ID);
            update.executeUpdate();
        }
        CopyRows rows = new CopyRows("registry_row");
        diff.added().forEach((key, data) -> row(rows, key, data, sequence));
        diff.changed().forEach((key, data) -> row(rows, key, data, sequence));
        rows.send(connection);
    }

    private static void row(CopyRows rows, RegistryRows.Key key, String data, long sequence) {
        rows.int2("school_id", (int) Schema.SCHOOL_ID)
                .text("kind", key.kind())
                .text("key", key.key())
                .int8("from_sequence", sequence)
                .json("data", data)
                .endRow();
    }
}
