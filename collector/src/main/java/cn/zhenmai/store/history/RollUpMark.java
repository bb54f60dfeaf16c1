package cn.zhenmai.store.history;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far the roll-ups are. */
final class RollUpMark {

    private RollUpMark() {}

    /** The sequence up to which every change is in them, locked for the transaction where there is one. */
    static long lock(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO roll_up (school_id, sequence) VALUES (?, 0) ON CONFLICT DO NOTHING")) {
            insert.setShort(1, SCHOOL_ID);
            insert.executeUpdate();
        }
        return number(connection, "SELECT sequence FROM roll_up WHERE school_id = ? FOR UPDATE");
    }

    static void move(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE roll_up SET sequence = ? WHERE school_id = ?")) {
            update.setLong(1, sequence);
            update.setShort(2, SCHOOL_ID);
            update.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
