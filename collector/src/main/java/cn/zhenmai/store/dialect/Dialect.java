package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.slf4j.LoggerFactory;

/** How the store lies on its server. All else is the same SQL on both. */
public sealed interface Dialect permits PlainDialect, TimescaleDialect {

    /** The tables that lie in pieces by the day on which the session was first planned. */
    List<String> PIECED = List.of("attendance", "attendance_history", "attendance_change");

    /** Their column. */
    String PIECED_BY = "session_on";

    /** Dialect, version and what the licence allows, in one line. */
    String line();

    /** Lets rows of these days in; called before any can come. */
    void makeRoom(Connection connection, Collection<LocalDate> days) throws SQLException;

    /** The dialect of a migrated store. */
    static Dialect of(Connection connection) throws SQLException {
        ServerFacts facts = ServerFacts.ask(connection);
        if (facts.installed() != null && isHypertable(connection)) {
            return new TimescaleDialect(facts);
        }
        return new PlainDialect(facts);
    }

    /** Brings TimescaleDB into a database that is still empty, where the server is prepared for it. A filled one is left as it is. */
    static void prepare(Connection connection) throws SQLException {
        ServerFacts facts = ServerFacts.ask(connection);
        if (facts.installed() != null || facts.available() == null || !isEmpty(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION timescaledb");
        } catch (SQLException notAllowed) {
            LoggerFactory.getLogger(Dialect.class)
                    .warn(
                            "TimescaleDB is there but cannot be created, plain tables are used: {}",
                            notAllowed.getMessage());
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        return holds(connection, "SELECT to_regclass('flyway_schema_history') IS NULL");
    }

    private static boolean isHypertable(Connection connection) throws SQLException {
        return holds(
                connection,
                "SELECT EXISTS (SELECT FROM timescaledb_information.hypertables WHERE hypertable_schema = current_schema()"
                        + " AND hypertable_name = '" + PIECED.get(0) + "')");
    }

    private static boolean holds(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
