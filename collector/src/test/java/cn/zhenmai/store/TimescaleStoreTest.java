package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On a real TimescaleDB, which lives in WebAssembly. Its hypertables are filled by COPY of the very rows that other servers get over the
 * wire; only they reach that server's COPY by a file ({@link CopyFile}), because the socket in front of it does not speak that part.
 */
class TimescaleStoreTest implements StoreContract {

    private static TimescaleServer server;
    private static StoreRun run;

    @BeforeAll
    static void play() throws Exception {
        server = TimescaleServer.start(true);
        run = new StoreRun(server.jdbc()).run();
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public StoreRun run() {
        return run;
    }

    @Test
    void hypertables_are_filled_by_copy_and_a_row_that_is_there_already_ends_it() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbc().url(), server.jdbc().user(), server.jdbc().password());
                Statement statement = connection.createStatement()) {
            assertThat(CopyFile.isNeeded(connection))
                    .as("COPY FROM STDIN is not served here: it is proven on the server of ZHENMAI_TEST_JDBC_URL alone")
                    .isTrue();
            connection.setAutoCommit(false);
            statement.execute("COPY (SELECT * FROM attendance_history) TO '/tmp/kept.copy' (FORMAT binary)");
            assertThatThrownBy(() -> statement.execute("COPY attendance_history FROM '/tmp/kept.copy' (FORMAT binary)"))
                    .hasMessageContaining("duplicate key value");
            connection.rollback();
        }
    }

    @Test
    void its_dialect_says_version_and_licence_and_old_weeks_are_packed() {
        assertThat(run.line)
                .startsWith("TimescaleDB 2.")
                .contains("on PostgreSQL 17", "licence timescale", "hypertables by week", "continuous aggregates");
        assertThat(run.packed).isGreaterThan(3);
    }
}
