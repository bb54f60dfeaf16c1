package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the server's statistics of the fact tables in step with their growth. A table that was never looked at passes for tiny, its
 * look-ups become scans, and bulk history slows down with every row long before the server looks by itself. One thread.
 */
final class Statistics {

    private static final long FIRST_AT_ROWS = 1_000;

    /** Of tables, partitions and chunks alike those that have grown by half since they were looked at last. */
    private static final String GROWN = """
            SELECT 'ANALYZE ' || string_agg(c.oid::regclass::text, ', ')
            FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
            WHERE c.relkind = 'r' AND s.n_mod_since_analyze > 500 + greatest(c.reltuples, 0) / 2
              AND s.relname ~ 'attendance|_hyper_|roll_call|leave_slip|lesson_check|learning_evaluation|course_result|teacher_attendance|ballot_summary|fact_history'
            """;

    private long written;
    private long nextAtRows = FIRST_AT_ROWS;

    /** Looks again whenever twice as much was written; commits by itself. */
    void wrote(Connection connection, int rows) throws SQLException {
        written += rows;
        if (written < nextAtRows) {
            return;
        }
        nextAtRows = written * 2;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            // What this session wrote is counted when its transaction ends.
            connection.commit();
            String analyze;
            try (ResultSet row = statement.executeQuery(GROWN)) {
                row.next();
                analyze = row.getString(1);
            }
            if (analyze != null) {
                statement.execute(analyze);
            }
        }
        connection.commit();
    }
}
