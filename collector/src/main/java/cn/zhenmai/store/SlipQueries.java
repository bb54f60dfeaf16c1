package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Leave slips as they hold now. Blocks; joins the caller's transaction. */
public final class SlipQueries {

    /** A slip that is submitted or approved (or was returned early), not withdrawn. */
    public record Slip(String student, String slip, Status kind, LeaveSlip.State state, Instant from, Instant to) {}

    /** Whether a slip of the student holds as the journal row told it. */
    public boolean isToldBy(Connection connection, String student, long sequence) throws SQLException {
        String sql = "select 1 from leave_slip where school_id = ? and student_id = ? and sequence = ? limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, student);
            select.setLong(3, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Slips of these students that touch [from, to), latest first; withdrawn ones are left out. */
    public List<Slip> touching(Connection connection, Collection<String> students, Instant from, Instant to)
            throws SQLException {
        String sql = "select student_id, slip_id, kind, state, from_at, to_at from leave_slip"
                + " where school_id = ? and student_id = any (?) and from_at < ? and to_at > ? and state <> 'WITHDRAWN'"
                + " order by from_at desc, slip_id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setArray(2, connection.createArrayOf("text", students.toArray()));
            select.setObject(3, to.atOffset(ZoneOffset.UTC));
            select.setObject(4, from.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                List<Slip> slips = new ArrayList<>();
                while (row.next()) {
                    slips.add(new Slip(
                            row.getString("student_id"),
                            row.getString("slip_id"),
                            Status.valueOf(row.getString("kind")),
                            LeaveSlip.State.valueOf(row.getString("state")),
                            row.getObject("from_at", OffsetDateTime.class).toInstant(),
                            row.getObject("to_at", OffsetDateTime.class).toInstant()));
                }
                return slips;
            }
        }
    }
}
