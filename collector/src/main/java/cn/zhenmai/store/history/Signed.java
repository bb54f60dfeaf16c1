package cn.zhenmai.store.history;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signed sums of changes: what stood before is taken away, what stands now is added. */
final class Signed {

    private record ClassDay(LocalDate on, String classId, String program, String college, String status) {}

    private record StudentWeek(LocalDate on, String student, String status) {}

    private record CollegeWeek(LocalDate on, String college, String status) {}

    private final Map<ClassDay, long[]> byClass = new HashMap<>();
    private final Map<StudentWeek, long[]> byStudent = new HashMap<>();
    private final Map<CollegeWeek, long[]> byCollege = new HashMap<>();

    void add(Change.OfAttendance change) {
        add(change.student(), change.before(), -1);
        add(change.student(), change.after(), 1);
    }

    private void add(String student, Standing standing, int sign) {
        if (standing == null) {
            return;
        }
        Attribution at = standing.at();
        LocalDate day = at.heldOn();
        LocalDate week = day.minusDays(day.getDayOfWeek().getValue() - 1L);
        String status = standing.status().name();
        String college = orEmpty(at.college());
        add(byClass, new ClassDay(day, orEmpty(at.classId()), orEmpty(at.program()), college, status), standing, sign);
        add(byStudent, new StudentWeek(week, student, status), standing, sign);
        add(byCollege, new CollegeWeek(week, college, status), standing, sign);
    }

    private static <K> void add(Map<K, long[]> sums, K key, Standing standing, int sign) {
        long[] sum = sums.computeIfAbsent(key, k -> new long[4]);
        sum[0] += sign;
        sum[1] += (long) sign * standing.expectedPeriods();
        sum[2] += (long) sign * standing.missedPeriods();
        sum[3] += (long) sign * standing.minutesLate();
    }

    private static String orEmpty(String id) {
        return id == null ? "" : id;
    }

    void write(Connection connection) throws SQLException {
        write(
                connection,
                "attendance_class_day",
                List.of("held_on", "class_id", "program_id", "college_id", "status"),
                byClass,
                key -> List.of(key.on.toString(), key.classId, key.program, key.college, key.status));
        write(
                connection,
                "attendance_student_week",
                List.of("week_on", "student_id", "status"),
                byStudent,
                key -> List.of(key.on.toString(), key.student, key.status));
        write(
                connection,
                "attendance_college_week",
                List.of("week_on", "college_id", "status"),
                byCollege,
                key -> List.of(key.on.toString(), key.college, key.status));
    }

    private interface Cells<K> {
        List<String> of(K key);
    }

    private static <K> void write(
            Connection connection, String table, List<String> columns, Map<K, long[]> sums, Cells<K> cells)
            throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        String names = String.join(", ", columns);
        // The first of them is the day.
        String sql = """
                INSERT INTO %1$s AS r (school_id, %2$s, standing_count, expected_periods, missed_periods, late_minutes)
                SELECT ?, * FROM unnest(?::date[]%3$s, ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                ON CONFLICT (school_id, %2$s) DO UPDATE SET
                  standing_count = r.standing_count + excluded.standing_count,
                  expected_periods = r.expected_periods + excluded.expected_periods,
                  missed_periods = r.missed_periods + excluded.missed_periods,
                  late_minutes = r.late_minutes + excluded.late_minutes
                """.formatted(table, names, ", ?::text[]".repeat(columns.size() - 1));
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setShort(1, SCHOOL_ID);
            for (int i = 0; i < columns.size(); i++) {
                List<String> column = new ArrayList<>();
                for (K key : sums.keySet()) {
                    column.add(cells.of(key).get(i));
                }
                upsert.setArray(i + 2, connection.createArrayOf("text", column.toArray()));
            }
            for (int i = 0; i < 4; i++) {
                List<Long> column = new ArrayList<>();
                for (long[] sum : sums.values()) {
                    column.add(sum[i]);
                }
                upsert.setArray(columns.size() + 2 + i, connection.createArrayOf("bigint", column.toArray()));
            }
            upsert.executeUpdate();
        }
    }
}
