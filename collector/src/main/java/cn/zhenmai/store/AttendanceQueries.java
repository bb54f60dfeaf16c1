package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.RollQueries.Roll;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Effective attendance as it holds now, counted or by student. Blocks; joins the caller's transaction. */
public final class AttendanceQueries {

    /** Students of one session with one status; the groups are those of the time of the session and may be null. */
    public record Count(String session, String roll, String classId, String college, Status status, int students) {}

    /** Students of one day with one status, each session counted for itself. */
    public record DayCount(LocalDate heldOn, String college, Status status, int students) {}

    public record StudentStatus(String student, String session, Status status) {}

    private static final String COUNTS =
            "select session_id, roll_id, class_id, college_id, status, count(*)::int students from attendance"
                    + " where school_id = ? and %s and status is not null group by 1, 2, 3, 4, 5";

    /** What is known of the sessions held on that day. */
    public List<Count> countsOn(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNTS.formatted("held_on = ?"))) {
            select.setShort(1, SCHOOL_ID);
            select.setObject(2, day);
            return counts(select);
        }
    }

    /** What is known of these sessions. */
    public List<Count> countsOf(Connection connection, Collection<Session> sessions) throws SQLException {
        String sql = COUNTS.formatted("session_on = any (?::date[]) and session_id = any (?)");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            Sql.sessions(select, 2, sessions);
            return counts(select);
        }
    }

    private static List<Count> counts(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Count> counts = new ArrayList<>();
            while (row.next()) {
                counts.add(new Count(
                        row.getString("session_id"),
                        row.getString("roll_id"),
                        row.getString("class_id"),
                        row.getString("college_id"),
                        Status.valueOf(row.getString("status")),
                        row.getInt("students")));
            }
            return counts;
        }
    }

    /** What of {@code attendance} is in none of the rolls (two arrays, sessions and classes) that stand unconfirmed. */
    static final String IN_NO_ROLL_OF =
            " and (session_id, coalesce(roll_id, '')) not in (select * from unnest(?::text[], ?::text[]))";

    /** Known attendance of the days in [from, until), by day; without the rolls that stand {@link UnconfirmedRolls unconfirmed}. */
    public List<DayCount> countsByDay(Connection connection, LocalDate from, LocalDate until, Set<Roll> unconfirmed)
            throws SQLException {
        String sql = "select held_on, college_id, status, count(*)::int students from attendance"
                + " where school_id = ? and held_on >= ? and held_on < ? and status is not null" + IN_NO_ROLL_OF
                + " group by 1, 2, 3";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setObject(2, from);
            select.setObject(3, until);
            setRolls(select, 4, unconfirmed);
            try (ResultSet row = select.executeQuery()) {
                List<DayCount> counts = new ArrayList<>();
                while (row.next()) {
                    counts.add(new DayCount(
                            row.getObject("held_on", LocalDate.class),
                            row.getString("college_id"),
                            Status.valueOf(row.getString("status")),
                            row.getInt("students")));
                }
                return counts;
            }
        }
    }

    static void setRolls(PreparedStatement select, int index, Set<Roll> rolls) throws SQLException {
        List<Roll> listed = List.copyOf(rolls);
        Sql.texts(select, index, listed.stream().map(Roll::session).toList());
        Sql.texts(select, index + 1, listed.stream().map(Roll::classId).toList());
    }

    /** Statuses of these students in the sessions held on that day. */
    public List<StudentStatus> statusesOn(Connection connection, LocalDate day, Collection<String> students)
            throws SQLException {
        String sql = "select student_id, session_id, status from attendance"
                + " where school_id = ? and held_on = ? and student_id = any (?) and status is not null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setObject(2, day);
            select.setArray(3, connection.createArrayOf("text", students.toArray()));
            return statuses(select);
        }
    }

    /** Statuses of whoever has one in the session. {@code plannedOn} is the session's own first date. */
    public List<StudentStatus> statusesOf(Connection connection, LocalDate plannedOn, String session)
            throws SQLException {
        String sql = "select student_id, session_id, status from attendance"
                + " where school_id = ? and session_on = ? and session_id = ? and status is not null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setObject(2, plannedOn);
            select.setString(3, session);
            return statuses(select);
        }
    }

    private static List<StudentStatus> statuses(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<StudentStatus> statuses = new ArrayList<>();
            while (row.next()) {
                statuses.add(new StudentStatus(
                        row.getString("student_id"),
                        row.getString("session_id"),
                        Status.valueOf(row.getString("status"))));
            }
            return statuses;
        }
    }
}
