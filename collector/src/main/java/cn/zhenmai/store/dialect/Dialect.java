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

    /** Whether the server sums up by itself; otherwise the service does. */
    boolean isContinuous();

    /** Brings the server's sums of these days up to date; the connection is in autocommit mode, for that can't be done in a transaction. */
    void refresh(Connection connection, LocalDate first, LocalDate last) throws SQLException;

    /** Frees what lies wholly before the day; returns how many pieces. New rows of such days are still let in. */
    int drop(Connection connection, String table, LocalDate before) throws SQLException;

    /** Packs what lies wholly before the day by column, where the server can; returns how many pieces. Rows in it can still be changed. */
    int pack(Connection connection, LocalDate before) throws SQLException;

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

    /**
     * Moves a plain store with all its rows into hypertables, in the caller's transaction: it is there whole, or not at all. No service
     * may run. Throws {@link IllegalStateException} with the reason where that can't be.
     */
    static Dialect toTimescale(Connection connection) throws SQLException {
        ServerFacts facts = ServerFacts.ask(connection);
        if (facts.installed() != null && isHypertable(connection)) {
            throw new IllegalStateException("已是 TimescaleDB 存储／the store lies in hypertables already");
        }
        if (facts.installed() == null && facts.available() == null) {
            throw new IllegalStateException(
                    "服务器未预加载 TimescaleDB（shared_preload_libraries）／the server has no TimescaleDB that is"
                            + " installed and named in shared_preload_libraries");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
            for (String table : PIECED) {
                statement.execute("SELECT store_move('" + table + "', '" + PIECED_BY + "', true)");
            }
            TimescaleDialect moved = new TimescaleDialect(ServerFacts.ask(connection));
            statement.execute("SELECT store_roll_ups(" + moved.isContinuous() + ")");
            return moved;
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT to_regclass('flyway_schema_history') IS NULL");
    }

    private static boolean isHypertable(Connection connection) throws SQLException {
        return isTrue(
                connection,
                "SELECT EXISTS (SELECT FROM timescaledb_information.hypertables WHERE hypertable_schema = current_schema()"
                        + " AND hypertable_name = '" + PIECED.get(0) + "')");
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
