package cn.zhenmai.bench;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Questions about years of attendance, asked of rows that the database makes itself. They are asked of the facts; where the store keeps
 * sums of them ({@code attendance_class_day} and its sisters), of these.
 */
final class History {

    private static final int LESSONS_A_DAY = 6;
    private static final int CLASS_SIZE = 40;
    private static final int ASKED = 60;
    private static final LocalDate LAST = LocalDate.of(2026, 6, 26);

    private static final String ROWS = """
            INSERT INTO attendance (school_id, session_on, session_id, student_id, observed_status, minutes_late, source_id,
              source_rank, off_roster, recorded_at, received_at, observed_sequence, status, missed_periods, late_minutes,
              expected_periods, standing_source_id, standing_received_at, class_id, roll_id, program_id, college_id, teacher_id,
              offering_id, held_on, first_period, starts_at, ends_at, sequence)
            SELECT 1, d, o.id || to_char(d, '.YYYYMMDD.') || p, to_char(s, 'FM"2025"000000'), o.status, 0, 'bench', 40, false,
                   t, t, 2, o.status, CASE o.status WHEN 'ABSENT' THEN 1 ELSE 0 END, 0, 1, 'bench', t, o.class, o.class,
                   'P' || s % 40, 'K' || s % 8, 'T' || s % 900, o.id, d, p, t, t + interval '45 minutes', 2
            FROM unnest(?::date[]) d, generate_series(1, ?) p, generate_series(0, ? - 1) s,
                 LATERAL (SELECT (d + time '08:00' + p * interval '1 hour') AT TIME ZONE 'Asia/Shanghai' AS t) at,
                 LATERAL (SELECT 'C' || s / ? AS class, 'C' || s / ? || '-' || p AS id,
                          CASE WHEN (s * 31 + p + extract(day FROM d)::int) % 97 < 3 THEN 'ABSENT' ELSE 'PRESENT' END AS status) o
            """;

    private static final String SUMS = "status, count(*), sum(expected_periods), sum(missed_periods)";
    private static final String STORED_SUMS = "status, sum(standing_count), sum(expected_periods), sum(missed_periods)";

    private History() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        try (Database database = Database.open(load.vertx(), jdbc, 1)) {
            Migrations.run(database);
        }
        List<LocalDate> days = days(options);
        try (Connection connection = Server.connect(jdbc)) {
            fill(connection, days, options);
            boolean hasSums = hasSums(connection);
            long rows = (long) days.size() * LESSONS_A_DAY * options.students();
            String of = " of %,d rows, %s".formatted(rows, hasSums ? "stored sums" : "facts");
            String term = "'" + LAST.minusWeeks(20) + "' AND '" + LAST + "'";
            String month = "'" + LAST.minusDays(30) + "' AND '" + LAST + "'";
            String year = "'" + LAST.minusYears(1) + "' AND '" + LAST + "'";
            Function<Random, Object> student = random -> "2025%06d".formatted(random.nextInt(options.students()));
            Function<Random, Object> ofClass = random -> "C" + random.nextInt(options.students() / CLASS_SIZE);
            Function<Random, Object> day = random -> days.get(random.nextInt(days.size()));
            String facts = " FROM attendance WHERE school_id = 1 AND status IS NOT NULL AND ";
            ask(
                    connection,
                    table,
                    "a student's term" + of,
                    30,
                    10,
                    student,
                    hasSums
                            ? "SELECT week_on, " + STORED_SUMS
                                    + " FROM attendance_student_week WHERE school_id = 1 AND student_id = ?"
                                    + " AND week_on BETWEEN " + term + " GROUP BY week_on, status"
                            : "SELECT date_trunc('week', held_on), " + SUMS + facts
                                    + "student_id = ? AND starts_at BETWEEN " + term + " GROUP BY 1, 2");
            ask(
                    connection,
                    table,
                    "a class's month",
                    100,
                    50,
                    ofClass,
                    hasSums
                            ? "SELECT held_on, " + STORED_SUMS
                                    + " FROM attendance_class_day WHERE school_id = 1 AND class_id = ?"
                                    + " AND held_on BETWEEN " + month + " GROUP BY held_on, status"
                            : "SELECT held_on, " + SUMS + facts + "class_id = ? AND held_on BETWEEN " + month
                                    + " GROUP BY 1, 2");
            ask(
                    connection,
                    table,
                    "the school's day by class",
                    200,
                    100,
                    day,
                    hasSums
                            ? "SELECT class_id, " + STORED_SUMS
                                    + " FROM attendance_class_day WHERE school_id = 1 AND held_on = ?"
                                    + " GROUP BY class_id, status"
                            : "SELECT class_id, " + SUMS + facts + "held_on = ? GROUP BY 1, 2");
            ask(
                    connection,
                    table,
                    "the school's year by week",
                    400,
                    200,
                    random -> "",
                    hasSums
                            ? "SELECT week_on, " + STORED_SUMS
                                    + " FROM attendance_college_week WHERE school_id = 1 AND college_id <> ?"
                                    + " AND week_on BETWEEN " + year + " GROUP BY week_on, status"
                            : "SELECT date_trunc('week', held_on), " + SUMS + facts
                                    + "college_id <> ? AND held_on BETWEEN " + year + " GROUP BY 1, 2");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.drop(jdbc);
    }

    /** Working days up to the last one, as many as the rows ask for. */
    private static List<LocalDate> days(Options options) {
        long wanted = Math.max(1, options.historyRows() / ((long) LESSONS_A_DAY * options.students()));
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = LAST; days.size() < wanted; day = day.minusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                days.add(0, day);
            }
        }
        return days;
    }

    private static void fill(Connection connection, List<LocalDate> days, Options options) throws SQLException {
        long started = System.nanoTime();
        try (PreparedStatement room = connection.prepareStatement("SELECT store_make_room('attendance', ?::date[])");
                PreparedStatement rows = connection.prepareStatement(ROWS)) {
            room.setArray(1, connection.createArrayOf("text", days.toArray()));
            room.execute();
            rows.setInt(2, LESSONS_A_DAY);
            rows.setInt(3, options.students());
            rows.setInt(4, CLASS_SIZE);
            rows.setInt(5, CLASS_SIZE);
            for (int from = 0; from < days.size(); from += 5) {
                Object[] week =
                        days.subList(from, Math.min(days.size(), from + 5)).toArray();
                rows.setArray(1, connection.createArrayOf("text", week));
                rows.execute();
            }
        }
        if (hasSums(connection)) {
            sum(connection, "attendance_class_day", "held_on", "class_id, program_id, college_id");
            sum(connection, "attendance_student_week", "week_on", "student_id");
            sum(connection, "attendance_college_week", "week_on", "college_id");
        }
        try (PreparedStatement analyze = connection.prepareStatement("VACUUM ANALYZE attendance")) {
            analyze.execute();
        }
        System.out.printf("  filled in %.0f s%n", (System.nanoTime() - started) / 1e9);
    }

    private static boolean hasSums(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT to_regclass('attendance_class_day') IS NOT NULL");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void sum(Connection connection, String into, String day, String groups) throws SQLException {
        String dayOf = day.equals("week_on") ? "held_on - (extract(isodow from held_on)::int - 1)" : "held_on";
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + into + " (school_id, " + day + ", "
                + groups
                + ", status, standing_count, expected_periods, missed_periods, late_minutes) SELECT school_id, "
                + dayOf + ", " + groups + ", status, count(*), sum(expected_periods), sum(missed_periods),"
                + " sum(late_minutes) FROM attendance GROUP BY school_id, " + dayOf + ", " + groups + ", status")) {
            insert.execute();
        }
    }

    private static void ask(
            Connection connection,
            Table table,
            String what,
            double floor,
            double goal,
            Function<Random, Object> about,
            String sql)
            throws SQLException {
        Random random = new Random(7);
        Histogram micros = new Histogram(3);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < ASKED; i++) {
                select.setObject(1, about.apply(random));
                long started = System.nanoTime();
                // The driver has read every row by then.
                try (ResultSet rows = select.executeQuery()) {
                    micros.recordValue((System.nanoTime() - started) / 1_000);
                }
            }
        }
        table.add(what + ", p95", micros.getValueAtPercentile(95) / 1e3, " ms", floor, goal);
    }
}
