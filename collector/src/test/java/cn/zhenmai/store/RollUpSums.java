package cn.zhenmai.store;

import cn.zhenmai.store.history.RollUpQueries;
import cn.zhenmai.store.history.RollUpQueries.Sum;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The same sums twice: as the history queries give them, and counted from what holds. */
record RollUpSums(List<String> queried, List<String> counted) {

    private static final String SUMS =
            "count(*) || ' ' || sum(expected_periods) || ' ' || sum(missed_periods) || ' ' || sum(late_minutes)";
    private static final String WEEK = "(held_on - (extract(isodow FROM held_on)::int - 1))";
    private static final String HOLDING = " FROM attendance WHERE status IS NOT NULL ";

    private static final LocalDate FIRST = LocalDate.of(2026, 8, 31);
    private static final LocalDate UNTIL = LocalDate.of(2027, 1, 4);

    static RollUpSums of(Connection c) throws SQLException {
        RollUpQueries history = new RollUpQueries();
        List<String> queried = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        for (String student : List.of("S11", "S12", "S21", "S22", "nobody")) {
            add(queried, "student " + student, history.student(c, student, FIRST, UNTIL));
            count(c, counted, "student " + student, WEEK, "", "AND student_id = '" + student + "'");
        }
        for (String classId : List.of("软件2501", "软件2502")) {
            add(queried, "class " + classId, history.ofClass(c, classId, FIRST, UNTIL));
            count(c, counted, "class " + classId, "held_on", "class_id", "AND class_id = '" + classId + "'");
        }
        for (String day : List.of("2026-09-07", "2026-10-12", "2026-10-13", "2026-11-02")) {
            add(queried, "day", history.classesOn(c, LocalDate.parse(day)));
            count(c, counted, "day", "held_on", "class_id", "AND held_on = '" + day + "'");
        }
        add(queried, "weeks", history.weeks(c, FIRST, UNTIL));
        count(c, counted, "weeks", WEEK, "", "");
        return new RollUpSums(queried, counted);
    }

    private static void add(List<String> into, String what, List<Sum> sums) {
        for (Sum sum : sums) {
            into.add("%s %s %s %s %d %d %d %d"
                    .formatted(
                            what,
                            sum.on(),
                            sum.of() == null ? "" : sum.of(),
                            sum.status(),
                            sum.standings(),
                            sum.expectedPeriods(),
                            sum.missedPeriods(),
                            sum.lateMinutes()));
        }
    }

    private static void count(Connection c, List<String> into, String what, String on, String of, String where)
            throws SQLException {
        String group = of.isEmpty() ? on : on + ", " + of;
        String name = of.isEmpty() ? "''" : "coalesce(" + of + ", '')";
        String sql = "SELECT '%s ' || %s || ' ' || %s || ' ' || status || ' ' || %s".formatted(what, on, name, SUMS)
                + HOLDING + where + " GROUP BY " + group + ", status";
        into.addAll(StoreRun.texts(c, sql));
    }
}
