package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way in where a server knows COPY but not its part of the protocol, as PostgreSQL built for WebAssembly: the same rows, laid into a
 * file of the server, which its COPY reads. Needs a superuser, which one has there.
 */
final class CopyFile {

    private static final String PATH = "/tmp/zhenmai.copy";

    /** By address: it never changes while a server runs, and asking costs a round trip. */
    private static final Map<String, Boolean> HAS_PROTOCOL = new ConcurrentHashMap<>();

    private CopyFile() {}

    static boolean isNeeded(Connection connection) throws SQLException {
        String server = connection.getMetaData().getURL();
        Boolean known = HAS_PROTOCOL.get(server);
        if (known == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT version() NOT LIKE '%emcc%'")) {
                row.next();
                known = row.getBoolean(1);
            }
            HAS_PROTOCOL.put(server, known);
        }
        return !known;
    }

    /** {@code rows} in COPY's binary form. Joins the caller's transaction. */
    static void send(Connection connection, String table, List<String> columns, byte[] rows) throws SQLException {
        long object;
        try (PreparedStatement make = connection.prepareStatement("SELECT lo_from_bytea(0, ?)")) {
            make.setBytes(1, rows);
            try (ResultSet row = make.executeQuery()) {
                row.next();
                object = row.getLong(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT lo_export(" + object + ", '" + PATH + "')");
            statement.execute("SELECT lo_unlink(" + object + ")");
            statement.execute(
                    "COPY " + table + " (" + String.join(", ", columns) + ") FROM '" + PATH + "' (FORMAT binary)");
        }
    }
}
