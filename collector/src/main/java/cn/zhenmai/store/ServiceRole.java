package cn.zhenmai.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** The login under which the service works beside the owner of its tables: it reads and writes rows, and makes and changes nothing else. */
public final class ServiceRole {

    /** From here on statistics are a right of their own; before, the server gathers them by itself. */
    private static final int WITH_MAINTAIN = 170_000;

    private static final String NAME = "zhenmai_service";
    private static final int SECRET_BYTES = 24;

    private ServiceRole() {}

    /** Of the embedded server; its password is made anew at each start and lives in memory alone. Blocks. */
    public static JdbcSettings create(Database owner, JdbcSettings ofOwner) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        run(owner, connection -> {
            if (!isThere(connection)) {
                execute(connection, "CREATE ROLE " + NAME);
            }
            execute(
                    connection,
                    "ALTER ROLE " + NAME + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '"
                            + password + "'");
            execute(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            return null;
        });
        grant(owner, NAME);
        return new JdbcSettings(ofOwner.url(), NAME, password);
    }

    /** What the service needs of the migrated tables, and of those that migrations will bring. Blocks. */
    public static void grant(Database owner, String user) {
        run(owner, connection -> {
            boolean hasMaintain = number(connection, "SHOW server_version_num") >= WITH_MAINTAIN;
            String rights = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE" + (hasMaintain ? ", MAINTAIN" : "");
            String schema = quoted(connection, text(connection, "SELECT current_schema()"));
            String to = " TO " + quoted(connection, user);
            execute(connection, "GRANT USAGE ON SCHEMA " + schema + to);
            execute(connection, "GRANT " + rights + " ON ALL TABLES IN SCHEMA " + schema + to);
            execute(connection, "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + to);
            execute(
                    connection,
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT " + rights + " ON TABLES" + to);
            execute(
                    connection,
                    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON flyway_schema_history FROM "
                            + quoted(connection, user));
            return null;
        });
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM pg_roles WHERE rolname = '" + NAME + "'") > 0;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        return Integer.parseInt(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String quoted(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteIdentifier(name, true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(Database owner, Work<Void> work) {
        try {
            Void done = owner.inTransaction(work);
        } catch (SQLException e) {
            throw new StartException("数据库角色无法设置／the service's database role cannot be set up: " + e.getMessage(), e);
        }
    }
}
