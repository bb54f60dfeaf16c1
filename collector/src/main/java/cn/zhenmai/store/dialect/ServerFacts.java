package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the server says of itself. Nothing is tried out: creating the extension on a server that has not preloaded it would end the
 * session.
 *
 * @param version of PostgreSQL
 * @param installed version of the TimescaleDB extension in this database, or null
 * @param available version of it that could be created here, or null, also where that is not for this user to know
 * @param license {@code timescale} or {@code apache}; null without the extension
 */
record ServerFacts(String version, String installed, String available, String license) {

    private static final String ASK = """
            SELECT current_setting('server_version'),
                   (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
                   (SELECT default_version FROM pg_available_extensions WHERE name = 'timescaledb'
                     AND 'timescaledb' = ANY (regexp_split_to_array(
                       CASE WHEN pg_has_role('pg_read_all_settings', 'member') THEN current_setting('shared_preload_libraries') END,
                       '\\s*,\\s*'))),
                   current_setting('timescaledb.license', true)
            """;

    static ServerFacts ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            // "18.6 (Debian …)": the packager's part is of no use.
            String version = row.getString(1).split(" ", 2)[0];
            return new ServerFacts(version, row.getString(2), row.getString(3), row.getString(4));
        }
    }
}
