package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Set;

/** Tallies of the whole school that only the wall and reports ask for. Blocks; joins the caller's transaction. */
public final class MeasureQueries {

    /** {@code n} is how many there are, {@code numerator} how many of them have it. */
    public record Share(long numerator, long n) {}

    /** {@code value} 0 where n is 0. */
    public record Mean(double value, long n) {}

    /**
     * 旷课学时 of the days in [from, until): periods missed without leave; n = expected periods whose status is known. Rolls that stand
     * {@link UnconfirmedRolls unconfirmed} are in neither.
     */
    public Share missedPeriods(
            Connection connection, LocalDate from, LocalDate until, Set<RollQueries.Roll> unconfirmed)
            throws SQLException {
        String sql = "select coalesce(sum(missed_periods), 0), coalesce(sum(expected_periods), 0) from attendance"
                + " where school_id = ? and held_on >= ? and held_on < ?"
                + " and status in ('PRESENT', 'LATE', 'EARLY', 'ABSENT', 'SICK', 'PERSONAL')"
                + AttendanceQueries.IN_NO_ROLL_OF;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            AttendanceQueries.setRolls(select, 4, unconfirmed);
            return share(select, from, until);
        }
    }

    /** 检测合格率 of checks held or due in [from, until): at least 60 % of the points, among the marked ones. */
    public Share passedChecks(Connection connection, LocalDate from, LocalDate until) throws SQLException {
        return share(
                connection,
                "select count(*) filter (where score >= 0.6 * max_score), count(*) from lesson_check"
                        + " where school_id = ? and held_on >= ? and held_on < ?"
                        + " and state in ('TAKEN', 'MAKEUP') and score is not null and max_score > 0",
                from,
                until);
    }

    /** Rolls called within fifteen minutes of the start (点名及时率), of the sessions first planned in [from, until). */
    public Share promptRolls(Connection connection, LocalDate from, LocalDate until) throws SQLException {
        return share(
                connection,
                "select count(*) filter (where r.recorded_at <= s.starts_at + interval '15 minutes'), count(*)"
                        + " from roll_call r join lateral (select a.starts_at from attendance a"
                        + " where a.school_id = r.school_id and a.session_on = r.session_on"
                        + " and a.session_id = r.session_id limit 1) s on true"
                        + " where r.school_id = ? and r.session_on >= ? and r.session_on < ?",
                from,
                until);
    }

    /** 评学均分 of one month, of 1…5. */
    public Mean learningEvaluation(Connection connection, String month) throws SQLException {
        String sql = "select coalesce(avg(mean_score), 0), count(*) from learning_evaluation"
                + " where school_id = ? and month = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, month);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Mean(row.getDouble(1), row.getLong(2));
            }
        }
    }

    private static Share share(Connection connection, String sql, LocalDate from, LocalDate until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return share(select, from, until);
        }
    }

    private static Share share(PreparedStatement select, LocalDate from, LocalDate until) throws SQLException {
        select.setShort(1, SCHOOL_ID);
        select.setObject(2, from);
        select.setObject(3, until);
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return new Share(row.getLong(1), row.getLong(2));
        }
    }
}
