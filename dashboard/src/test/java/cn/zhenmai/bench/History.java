package cn.zhenmai.bench;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.history.RollUpQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** The store's own questions about years of attendance, as pages and reports ask them, of what {@link HistoryFill} makes. */
final class History {

    private static final int ASKED = 200;
    private static final int BEFORE = 20;
    private static final int WEEKS_OF_TERM = 20;

    private static final RollUpQueries HISTORY = new RollUpQueries();

    private History() {}

    @FunctionalInterface
    private interface Question {
        List<RollUpQueries.Sum> ask(Random random) throws SQLException;
    }

    static void measure(Options options, Load load, Table table) {
        try (Server server = options.historyHome().isEmpty() ? new Server() : Server.in(options.historyHome())) {
            JdbcSettings jdbc = server.findOrCreate("history");
            try (Database database = Database.open(load.vertx(), jdbc, 1);
                    Connection connection = Server.connect(jdbc)) {
                Migrations.run(database);
                HistoryFill.run(connection, options);
                connection.setAutoCommit(false);
                ask(options, connection, table);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void ask(Options options, Connection connection, Table table) throws SQLException {
        LocalDate last = HistoryFill.LAST.plusDays(1);
        LocalDate monday =
                HistoryFill.LAST.minusDays(HistoryFill.LAST.getDayOfWeek().getValue() - 1L);
        List<LocalDate> days = HistoryFill.days(options.historyRows(), options);
        int students = options.students();
        int classes = students / HistoryFill.CLASS_SIZE;
        ask(connection, table, "a student's term of %,d facts".formatted(options.historyRows()), 30, 10, random -> {
            LocalDate from = monday.minusWeeks(random.nextInt(Math.max(1, days.size() / 5)));
            String student = "2025%06d".formatted(random.nextInt(students));
            return HISTORY.student(connection, student, from.minusWeeks(WEEKS_OF_TERM), from);
        });
        ask(connection, table, "a class's month", 100, 50, random -> {
            LocalDate from = days.get(random.nextInt(days.size()));
            return HISTORY.ofClass(connection, "C" + random.nextInt(classes), from, from.plusMonths(1));
        });
        ask(
                connection,
                table,
                "the school's day by class",
                200,
                100,
                random -> HISTORY.classesOn(connection, days.get(random.nextInt(days.size()))));
        ask(connection, table, "the school's year by week", 400, 200, random -> {
            LocalDate until = last.minusWeeks(random.nextInt(Math.max(1, days.size() / 10)));
            return HISTORY.weeks(connection, until.minusYears(1), until);
        });
    }

    private static void ask(
            Connection connection, Table table, String what, double floor, double goal, Question question)
            throws SQLException {
        Random random = new Random(7);
        Histogram micros = new Histogram(3);
        long rows = 0;
        for (int i = -BEFORE; i < ASKED; i++) {
            long started = System.nanoTime();
            rows += question.ask(random).size();
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - started) / 1_000);
            }
            connection.commit();
        }
        table.add(what + ", p95", micros.getValueAtPercentile(95) / 1e3, " ms", floor, goal);
        System.out.printf("    %,d rows an answer%n", rows / (ASKED + BEFORE));
    }
}
