package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The stored changes of attendance in order, by COPY in its binary form: the quickest way out. Equal standings of a roll are one
 * object, found by their bytes before anything of them is read.
 */
final class StandingRows implements AutoCloseable {

    /** In this order, so that a standing, and within it its attribution, is one stretch of bytes. */
    private static final String SELECT = """
            COPY (SELECT sequence, ordinal, sign, student_id,
                         session_id, status, observed_status, expected_periods, missed_periods, late_minutes, slip_id,
                         source_id, received_at, class_id, roll_id, program_id, college_id, teacher_id, offering_id, held_on,
                         first_period, starts_at, ends_at
                  FROM attendance_change WHERE school_id = %d AND sequence > %d AND sequence <= %d
                  ORDER BY sequence, ordinal, sign) TO STDOUT (FORMAT binary)
            """;

    /** What is shared between rows; kept from one read to the next. */
    static final class Shared {
        private final SharedValues<String> texts = new SharedValues<>(1 << 16);
        private final SharedValues<SessionId> sessions = new SharedValues<>(1 << 12);
        private final SharedValues<Attribution> attributions = new SharedValues<>(1 << 12);
        private final SharedValues<Placed> standings = new SharedValues<>(1 << 12);
    }

    private record Placed(SessionId session, Standing standing) {}

    private final CopyOut copy;
    private final Shared shared;
    private final BinaryRow row = new BinaryRow();
    private long sequence;
    private int ordinal;
    private int sign;
    private String student;
    private Placed placed;
    private boolean hasRow;

    private StandingRows(CopyOut copy, Shared shared) {
        this.copy = copy;
        this.shared = shared;
    }

    /** The rows (after, upTo]; the connection is busy until they are closed. */
    static StandingRows open(Connection connection, long after, long upTo, Shared shared) throws SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        String sql = SELECT.formatted(Schema.SCHOOL_ID, after, upTo);
        StandingRows rows = new StandingRows(copies.copyOut(sql), shared);
        rows.advance();
        return rows;
    }

    /** Adds the changes of the journal row; the rows before it must have been taken. */
    void take(long ofSequence, List<Change> into) throws SQLException {
        while (hasRow && sequence == ofSequence) {
            into.add(next());
        }
    }

    /** One change is one or two signed rows, the one taken away first. */
    private Change next() throws SQLException {
        long ofSequence = sequence;
        int ofOrdinal = ordinal;
        String ofStudent = student;
        SessionId session = placed.session();
        Standing before = null;
        Standing now = null;
        do {
            if (sign < 0) {
                before = placed.standing();
            } else {
                now = placed.standing();
            }
            advance();
        } while (hasRow && sequence == ofSequence && ordinal == ofOrdinal);
        return new Change.OfAttendance(ofStudent, session, before, now);
    }

    private void advance() throws SQLException {
        byte[] bytes = copy.readFromCopy();
        hasRow = bytes != null && row.read(bytes);
        if (!hasRow) {
            end(bytes);
            return;
        }
        sequence = row.int8(0);
        ordinal = row.int4(1);
        sign = row.int2(2);
        student = text(3);
        placed = shared.standings.of(row, 4, 22, this::placed);
    }

    /** After the last row the server says that it is done: unheard, that would be taken for the answer to the next statement. */
    private void end(byte[] last) throws SQLException {
        byte[] further = last;
        while (further != null) {
            further = copy.readFromCopy();
        }
    }

    private Placed placed(BinaryRow of) {
        SessionId session = shared.sessions.of(of, 4, 4, at -> SessionId.of(at.text(4)));
        Attribution attribution = shared.attributions.of(of, 13, 22, this::attribution);
        String observed = of.text(6);
        return new Placed(
                session,
                new Standing(
                        Status.valueOf(of.text(5)),
                        observed == null ? null : Status.valueOf(observed),
                        of.int2(7),
                        of.int2(8),
                        of.int2(9),
                        of.text(10),
                        text(11),
                        of.instant(12),
                        attribution));
    }

    private Attribution attribution(BinaryRow of) {
        LocalDate heldOn = of.date(19);
        Instant startsAt = of.instant(21);
        return new Attribution(
                text(13),
                text(14),
                text(15),
                text(16),
                text(17),
                text(18),
                heldOn,
                of.int2(20),
                startsAt,
                of.instant(22));
    }

    private String text(int column) {
        Function<BinaryRow, String> read = of -> of.text(column);
        return row.isNull(column) ? null : shared.texts.of(row, column, column, read);
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
