package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * TimescaleDB: hypertables, one chunk a week, which it makes by itself. Refreshing, packing and dropping are called by the service and
 * not left to the server's scheduler, so that they come at the same moments as on a plain server.
 */
record TimescaleDialect(ServerFacts facts) implements Dialect {

    private static final List<String> CONTINUOUS =
            List.of("attendance_class_day", "attendance_student_week", "attendance_college_week");

    /** How rows lie in a packed chunk: what is asked for together is segmented by, in the order of its key. */
    private static final Map<String, String> PACKED = Map.of(
            "attendance",
                    "timescaledb.compress_segmentby = 'school_id, session_id', timescaledb.compress_orderby = 'student_id'",
            "attendance_history",
                    "timescaledb.compress_segmentby = 'school_id', timescaledb.compress_orderby = 'session_id, student_id'",
            "attendance_change",
                    "timescaledb.compress_segmentby = 'school_id', timescaledb.compress_orderby = 'sequence, ordinal, sign'");

    /** Continuous aggregates and the columnstore are not under the Apache licence. */
    @Override
    public boolean isContinuous() {
        return "timescale".equals(facts.license());
    }

    @Override
    public String line() {
        return "TimescaleDB " + facts.installed() + " on PostgreSQL " + facts.version() + ", licence " + facts.license()
                + (isContinuous()
                        ? ": hypertables by week, continuous aggregates, columnstore after the term"
                        : ": hypertables by week; roll-ups kept by the service, no columnstore");
    }

    @Override
    public void makeRoom(Connection connection, Collection<LocalDate> days) {}

    /** The server itself knows which parts of the weeks are stale. */
    @Override
    public void refresh(Connection connection, LocalDate first, LocalDate last) throws SQLException {
        if (!isContinuous()) {
            return;
        }
        LocalDate monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        LocalDate until = last.plusDays(8L - last.getDayOfWeek().getValue());
        for (String aggregate : CONTINUOUS) {
            try (Statement refresh = connection.createStatement()) {
                refresh.execute("CALL refresh_continuous_aggregate('%s'::regclass, date '%s', date '%s')"
                        .formatted(aggregate, monday, until));
            }
        }
    }

    @Override
    public int drop(Connection connection, String table, LocalDate before) throws SQLException {
        return count(
                connection,
                "SELECT count(*) FROM drop_chunks('%s'::regclass, older_than => date '%s')".formatted(table, before));
    }

    @Override
    public int pack(Connection connection, LocalDate before) throws SQLException {
        if (!isContinuous()) {
            return 0;
        }
        int packed = 0;
        for (String table : PIECED) {
            allowPacking(connection, table);
            packed += count(connection, """
                    SELECT count(compress_chunk(format('%%I.%%I', chunk_schema, chunk_name)::regclass))
                    FROM timescaledb_information.chunks
                    WHERE hypertable_schema = current_schema() AND hypertable_name = '%s' AND NOT is_compressed
                      AND range_end <= date '%s'
                    """.formatted(table, before));
        }
        return packed;
    }

    private static void allowPacking(Connection connection, String table) throws SQLException {
        String isAllowed =
                "SELECT count(*) FROM timescaledb_information.hypertables WHERE hypertable_schema = current_schema()"
                        + " AND hypertable_name = '%s' AND compression_enabled".formatted(table);
        if (count(connection, isAllowed) == 0) {
            try (Statement alter = connection.createStatement()) {
                alter.execute("ALTER TABLE %s SET (timescaledb.compress, %s)".formatted(table, PACKED.get(table)));
            }
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
