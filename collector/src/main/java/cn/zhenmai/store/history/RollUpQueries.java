package cn.zhenmai.store.history;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Effective attendance over long spans, from the roll-ups. Every measure of it is a quotient of sums of these. The roll-ups follow the
 * journal within the interval of the upkeep; {@link #asOf} says up to which row. Blocks; joins the caller's transaction.
 */
public final class RollUpQueries {

    /**
     * Standings of one status, summed.
     *
     * @param on the day, or the Monday of the week
     * @param of the class, "" for students without one; null where the query is about one thing only
     */
    public record Sum(
            LocalDate on,
            String of,
            Status status,
            long standings,
            long expectedPeriods,
            long missedPeriods,
            long lateMinutes) {}

    private static final String SUMS = "sum(standing_count)::bigint, sum(expected_periods)::bigint,"
            + " sum(missed_periods)::bigint, sum(late_minutes)::bigint ";

    /** A student's weeks; from and until are Mondays. */
    public List<Sum> student(Connection connection, String student, LocalDate from, LocalDate until)
            throws SQLException {
        return sums(
                connection,
                "SELECT week_on, null, status, " + SUMS + "FROM attendance_student_week WHERE school_id = ?"
                        + " AND student_id = ? AND week_on >= ? AND week_on < ?" + grouped("week_on, status"),
                student,
                from,
                until);
    }

    /** A class's days. */
    public List<Sum> ofClass(Connection connection, String classId, LocalDate from, LocalDate until)
            throws SQLException {
        return sums(
                connection,
                "SELECT held_on, class_id, status, " + SUMS + "FROM attendance_class_day WHERE school_id = ?"
                        + " AND class_id = ? AND held_on >= ? AND held_on < ?" + grouped("held_on, class_id, status"),
                classId,
                from,
                until);
    }

    /** All classes on one day. */
    public List<Sum> classesOn(Connection connection, LocalDate day) throws SQLException {
        return sums(
                connection,
                "SELECT held_on, class_id, status, " + SUMS + "FROM attendance_class_day WHERE school_id = ?"
                        + " AND held_on = ?" + grouped("held_on, class_id, status"),
                day);
    }

    /** The school's weeks; from and until are Mondays. */
    public List<Sum> weeks(Connection connection, LocalDate from, LocalDate until) throws SQLException {
        return sums(
                connection,
                "SELECT week_on, null, status, " + SUMS + "FROM attendance_college_week WHERE school_id = ?"
                        + " AND week_on >= ? AND week_on < ?" + grouped("week_on, status"),
                from,
                until);
    }

    /** The journal row up to which every change is in them. */
    public long asOf(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT coalesce(max(sequence), 0) FROM roll_up WHERE school_id = ?")) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** What was corrected away leaves a zero behind, which is nobody's business. */
    private static String grouped(String columns) {
        return " GROUP BY " + columns + " HAVING sum(standing_count) <> 0 ORDER BY " + columns;
    }

    private static List<Sum> sums(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 2, arguments[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<Sum> sums = new ArrayList<>();
                while (row.next()) {
                    sums.add(new Sum(
                            row.getObject(1, LocalDate.class),
                            row.getString(2),
                            Status.valueOf(row.getString(3)),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7)));
                }
                return sums;
            }
        }
    }
}
