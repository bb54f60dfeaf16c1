package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's own connection: had when it is needed, given back when something went wrong, and never waited on for ever. One thread. */
final class JournalConnection {

    private static final Logger LOG = LoggerFactory.getLogger(JournalConnection.class);

    /** For one answer of the server; a statement of the journal takes seconds at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The server's own look at a peer that went silent: until then what it began may hold the head. */
    private static final String KEEP_ALIVE = """
            SELECT set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '5', false),
                   set_config('tcp_keepalives_count', '3', false)
            """;

    private final Database database;
    private Connection connection;

    JournalConnection(Database database) {
        this.database = database;
    }

    /** Without autocommit. */
    Connection get() throws SQLException {
        if (connection == null) {
            Connection fresh = database.connect();
            try (Statement statement = fresh.createStatement()) {
                statement.execute(KEEP_ALIVE);
                // A shorter one of the JDBC URL stands. The driver does it on the calling thread.
                int given = fresh.getNetworkTimeout();
                if (given == 0 || given > PATIENCE.toMillis()) {
                    fresh.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
                }
                fresh.setAutoCommit(false);
            } catch (SQLException | RuntimeException unusable) {
                fresh.close();
                throw unusable;
            }
            connection = fresh;
        }
        return connection;
    }

    /** What was not committed is rolled back. */
    void giveBack() {
        try (Connection old = connection) {
            connection = null;
            if (old != null) {
                old.rollback();
            }
        } catch (SQLException alreadyGone) {
            LOG.debug("connection of the journal was gone", alreadyGone);
        }
    }
}
