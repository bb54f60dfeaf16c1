package cn.zhenmai.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Years of attendance that the database makes itself, week by week, each in a transaction with its mark: what was broken off goes on.
 * The sums are of all of it; the facts themselves are kept of the last days only, where the disk has no room for more.
 */
final class HistoryFill {

    static final int CLASS_SIZE = 40;
    static final LocalDate LAST = LocalDate.of(2026, 6, 26);

    private static final int LESSONS_A_DAY = 6;
    private static final int DAYS_AT_ONCE = 5;

    private static final String FACTS = """
            FROM unnest(?::date[]) d, generate_series(1, ?) p, generate_series(0, ? - 1) s,
                 LATERAL (SELECT (d + time '08:00' + p * interval '1 hour') AT TIME ZONE 'Asia/Shanghai' AS t) at,
                 LATERAL (SELECT (s * 31 + p * 7 + extract(doy FROM d)::int * 13) % 1000 AS chance) c,
                 LATERAL (SELECT 'C' || s / 40 AS class, 'C' || s / 40 || '-' || p AS id,
                          CASE WHEN chance < 6 THEN 'ABSENT' WHEN chance < 14 THEN 'LATE' WHEN chance < 21 THEN 'SICK'
                               ELSE 'PRESENT' END AS status) o
            """;

    private static final String ROWS = """
            INSERT INTO attendance (school_id, session_on, session_id, student_id, observed_status, minutes_late, source_id,
              source_rank, off_roster, recorded_at, received_at, observed_sequence, status, missed_periods, late_minutes,
              expected_periods, standing_source_id, standing_received_at, class_id, roll_id, program_id, college_id, teacher_id,
              offering_id, held_on, first_period, starts_at, ends_at, sequence)
            SELECT 1, d, o.id || to_char(d, '.YYYYMMDD.') || p, to_char(s, 'FM"2025"000000'), o.status, 0, 'bench', 40, false,
                   t, t, 2, o.status, CASE o.status WHEN 'ABSENT' THEN 1 ELSE 0 END, 0, 1, 'bench', t, o.class, o.class,
                   'P' || s / 40 % 40, 'K' || s / 40 % 8, 'T' || s % 900, o.id, d, p, t, t + interval '45 minutes', 2
            """ + FACTS;

    private HistoryFill() {}

    /** Working days up to the last one, as many as that many facts take. */
    static List<LocalDate> days(long rows, Options options) {
        long wanted = Math.max(1, rows / ((long) LESSONS_A_DAY * options.students()));
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = LAST; days.size() < wanted; day = day.minusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                days.add(0, day);
            }
        }
        return days;
    }

    /** Returns at once where all of it is there. */
    static void run(Connection connection, Options options) throws SQLException {
        long started = System.nanoTime();
        List<LocalDate> days = days(options.historyRows(), options);
        List<LocalDate> kept = days(Math.min(options.historyRows(), options.historyFacts()), options);
        execute(connection, "CREATE TABLE IF NOT EXISTS bench_filled (school_id smallint, first_on date PRIMARY KEY)");
        execute(connection, "SELECT store_make_room('attendance', ?::date[])", array(connection, kept));
        connection.setAutoCommit(false);
        int filled = 0;
        for (int to = days.size(); to > 0; to -= DAYS_AT_ONCE) {
            List<LocalDate> week = days.subList(Math.max(0, to - DAYS_AT_ONCE), to);
            if (update(connection, "INSERT INTO bench_filled VALUES (1, ?) ON CONFLICT DO NOTHING", week.get(0)) > 0) {
                fill(connection, week, week.stream().filter(kept::contains).toList(), options);
                filled++;
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
        if (filled > 0) {
            execute(
                    connection,
                    "VACUUM ANALYZE attendance, attendance_class_day, attendance_student_week,"
                            + " attendance_college_week");
            System.out.printf("  %d weeks filled in %.0f s%n", filled, (System.nanoTime() - started) / 1e9);
        }
    }

    private static void fill(Connection connection, List<LocalDate> week, List<LocalDate> kept, Options options)
            throws SQLException {
        if (!kept.isEmpty()) {
            rows(connection, ROWS, kept, options);
        }
        String ofWeek = "d - (extract(isodow from d)::int - 1), ";
        String college = "'K' || s / 40 % 8";
        String classDay = "d, o.class, 'P' || s / 40 % 40, " + college;
        String studentWeek = ofWeek + "to_char(s, 'FM\"2025\"000000')";
        for (String sums : List.of(
                sums("attendance_class_day", "held_on, class_id, program_id, college_id", classDay),
                sums("attendance_student_week", "week_on, student_id", studentWeek),
                sums("attendance_college_week", "week_on, college_id", ofWeek + college))) {
            rows(connection, sums, week, options);
        }
    }

    private static String sums(String table, String columns, String groups) {
        return "INSERT INTO " + table + " (school_id, " + columns
                + ", status, standing_count, expected_periods, missed_periods, late_minutes)"
                + " SELECT 1, " + groups
                + ", o.status, count(*), count(*), count(*) FILTER (WHERE o.status = 'ABSENT'), 0 "
                + FACTS + "GROUP BY " + groups + ", o.status";
    }

    private static void rows(Connection connection, String sql, List<LocalDate> days, Options options)
            throws SQLException {
        int rows = update(connection, sql, array(connection, days), LESSONS_A_DAY, options.students());
        if (rows == 0) {
            throw new IllegalStateException("nothing was made of " + days);
        }
    }

    private static java.sql.Array array(Connection connection, List<LocalDate> days) throws SQLException {
        return connection.createArrayOf("text", days.toArray());
    }

    private static void execute(Connection connection, String sql, Object... arguments) throws SQLException {
        int unused = update(connection, sql, arguments);
    }

    /** Rows that it changed; none of a query. */
    private static int update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            boolean isQuery = statement.execute();
            try (ResultSet rows = statement.getResultSet()) {
                return isQuery ? 0 : statement.getUpdateCount();
            }
        }
    }
}
