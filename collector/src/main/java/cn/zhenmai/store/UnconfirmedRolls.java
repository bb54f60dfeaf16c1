package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.RollQueries.Said;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rolls that stand unconfirmed (待核实): what they say is in no rate. The same rolls as the engine sets aside. */
public final class UnconfirmedRolls {

    /** How many stand in which status; {@code answered}: in any but UNKNOWN and EXEMPT. */
    private record Seen(int present, int absent, int unknown, int answered) {

        static Seen of(Status status, int students) {
            return new Seen(
                    status.isPresent() ? students : 0,
                    status == Status.ABSENT ? students : 0,
                    status == Status.UNKNOWN ? students : 0,
                    status == Status.UNKNOWN || status == Status.EXEMPT ? 0 : students);
        }

        Seen plus(Seen other) {
            return new Seen(
                    present + other.present, absent + other.absent, unknown + other.unknown, answered + other.answered);
        }
    }

    private UnconfirmedRolls() {}

    /** Among counts of one day that were read already. {@code doubt} null: the rules know of none. */
    public static Set<Roll> among(
            School school,
            List<Session> held,
            List<AttendanceQueries.Count> counts,
            Map<Roll, Said> calls,
            RollDoubt doubt) {
        Set<Roll> unconfirmed = new HashSet<>();
        if (doubt == null) {
            return unconfirmed;
        }
        Map<String, Session> sessions =
                held.stream().collect(Collectors.toMap(one -> one.id().toString(), one -> one));
        Map<Roll, Seen> rolls = new HashMap<>();
        for (AttendanceQueries.Count count : counts) {
            if (count.roll() != null) {
                rolls.merge(
                        new Roll(count.session(), count.roll()), Seen.of(count.status(), count.students()), Seen::plus);
            }
        }
        rolls.forEach((roll, seen) -> {
            Session session = sessions.get(roll.session());
            if (session != null && isUnconfirmed(school, session, roll, seen, calls.get(roll), doubt)) {
                unconfirmed.add(roll);
            }
        });
        return unconfirmed;
    }

    /** Of the days in [from, until). Blocks; joins the caller's transaction. */
    public static Set<Roll> between(
            Connection connection, School school, LocalDate from, LocalDate until, RollDoubt doubt)
            throws SQLException {
        Set<Roll> unconfirmed = new HashSet<>();
        if (doubt == null) {
            return unconfirmed;
        }
        String sql = """
                WITH seen AS (
                    SELECT session_on, session_id, roll_id,
                           count(*) FILTER (WHERE status IN ('PRESENT', 'LATE', 'EARLY'))::int present,
                           count(*) FILTER (WHERE status = 'ABSENT')::int absent,
                           count(*) FILTER (WHERE status = 'UNKNOWN')::int unknown,
                           count(*) FILTER (WHERE status NOT IN ('UNKNOWN', 'EXEMPT'))::int answered
                    FROM attendance
                    WHERE school_id = ? AND held_on >= ? AND held_on < ? AND status IS NOT NULL AND roll_id IS NOT NULL
                    GROUP BY session_on, session_id, roll_id)
                SELECT s.session_id, s.roll_id, present, absent, unknown, answered, c.mode, c.recorded_at
                FROM seen s LEFT JOIN roll_call c
                  ON c.school_id = ? AND c.session_on = s.session_on AND c.session_id = s.session_id AND c.class_id = s.roll_id
                WHERE present + absent + unknown >= ? AND present * ?::bigint <= (present + absent + unknown) * ?::bigint
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setObject(2, from);
            select.setObject(3, until);
            select.setShort(4, SCHOOL_ID);
            select.setInt(5, doubt.smallest());
            select.setLong(6, doubt.parts());
            select.setLong(7, doubt.seen());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Roll roll = new Roll(row.getString(1), row.getString(2));
                    Seen seen = new Seen(row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6));
                    Said call = row.getString(7) == null ? null : said(row);
                    boolean isUnconfirmed = school.session(SessionId.of(roll.session()))
                            .filter(Session::isHeld)
                            .filter(session -> isUnconfirmed(school, session, roll, seen, call, doubt))
                            .isPresent();
                    if (isUnconfirmed) {
                        unconfirmed.add(roll);
                    }
                }
            }
        }
        return unconfirmed;
    }

    private static Said said(ResultSet row) throws SQLException {
        Instant at = row.getObject(8, OffsetDateTime.class).toInstant();
        return new Said(Mode.valueOf(row.getString(7)), at);
    }

    /** {@code call} null where there is none: then it is complete when all whom the roster expects have a status. */
    private static boolean isUnconfirmed(
            School school, Session session, Roll roll, Seen seen, Said call, RollDoubt doubt) {
        boolean after = call != null && !call.recordedAt().isBefore(session.endsAt());
        Mode mode = call == null ? null : call.mode();
        RollDoubt.Roll known = new RollDoubt.Roll(seen.present, seen.absent, seen.unknown, mode, after);
        return doubt.isOf(known) && (call != null || isComplete(school, session, roll, seen));
    }

    private static boolean isComplete(School school, Session session, Roll roll, Seen seen) {
        long expected = school.roster(session).stream()
                .filter(entry -> entry.expected() && roll.classId().equals(entry.roll()))
                .count();
        return seen.answered > 0 && seen.answered >= expected;
    }
}
