package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On the server of ZHENMAI_TEST_JDBC_URL (with ZHENMAI_TEST_JDBC_USER and ZHENMAI_TEST_JDBC_PASSWORD, who may create databases): in a
 * database of its own, dropped afterwards.
 */
class GivenStoreTest implements StoreContract {

    private static final String DATABASE = "zhenmai_contract";

    private static JdbcSettings given;
    private static StoreRun run;

    @BeforeAll
    static void play() throws SQLException {
        String url = System.getenv("ZHENMAI_TEST_JDBC_URL");
        assumeThat(url).as("skipped: ZHENMAI_TEST_JDBC_URL is not set").isNotNull();
        given = new JdbcSettings(
                url, System.getenv("ZHENMAI_TEST_JDBC_USER"), System.getenv("ZHENMAI_TEST_JDBC_PASSWORD"));
        execute("DROP DATABASE IF EXISTS " + DATABASE);
        execute("CREATE DATABASE " + DATABASE);
        run = new StoreRun(new JdbcSettings(
                        url.replaceFirst("/[^/?]*(\\?|$)", "/" + DATABASE + "$1"), given.user(), given.password()))
                .run();
    }

    @AfterAll
    static void drop() throws SQLException {
        if (given != null) {
            execute("DROP DATABASE IF EXISTS " + DATABASE);
        }
    }

    @Override
    public StoreRun run() {
        return run;
    }

    /** The contract's equal rows then prove COPY over the wire, into hypertables where this server has TimescaleDB. */
    @Test
    void its_rows_came_by_copy_over_the_wire() throws SQLException {
        try (Connection connection = DriverManager.getConnection(given.url(), given.user(), given.password())) {
            assertThat(CopyFile.isNeeded(connection)).as(run.line).isFalse();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(given.url(), given.user(), given.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
