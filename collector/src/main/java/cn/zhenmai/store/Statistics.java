package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the server's statistics of the fact tables in step with their growth. A table that was never looked at passes for tiny, its
 * look-ups become scans, and bulk history slows down with every row long before the server looks by itself. One thread.
 */
final class Statistics {

    private static final long FIRST_AT_ROWS = 1_000;

    private long written;
    private long nextAtRows = FIRST_AT_ROWS;

    /** Looks again whenever twice as much was written; commits by itself. */
    void wrote(Connection connection, int rows) throws SQLException {
        written += rows;
        if (written < nextAtRows) {
            return;
        }
        nextAtRows = written * 2;
        try (Statement analyze = connection.createStatement()) {
            analyze.execute(
                    "ANALYZE attendance, attendance_history, roll_call, leave_slip, lesson_check, learning_evaluation, fact_history");
        }
        connection.commit();
    }
}
