package cn.zhenmai.store.backup;

import cn.zhenmai.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether this store may act on the world: a restored copy sends nothing until somebody says that it is the one. */
public final class Arming {

    private Arming() {}

    public static boolean isArmed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM restored_copy)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** True when it was not armed before. */
    public static boolean arm(Database database) throws SQLException {
        return database.inTransaction(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate("DELETE FROM restored_copy") > 0;
            }
        });
    }
}
