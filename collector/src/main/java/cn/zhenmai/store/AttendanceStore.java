package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Attendance that holds and its older versions: set-based reads into a {@link WorkingSet}, and the writing of what it changed. */
final class AttendanceStore {

    private static final String COLUMNS = """
            SELECT a.session_id, a.student_id,
                   a.observed_status, a.observed_missed, a.minutes_late, a.source_id, a.source_rank, a.off_roster,
                   a.recorded_at, a.received_at, a.observed_sequence,
                   a.status, a.missed_periods, a.late_minutes, a.expected_periods, a.slip_id, a.standing_source_id,
                   a.standing_received_at, a.class_id, a.roll_id, a.program_id, a.college_id, a.teacher_id, a.offering_id,
                   a.held_on, a.first_period, a.starts_at, a.ends_at, a.sequence
            """;

    // Each look-up by keys is a LATERAL with OFFSET 0, which the planner may not turn into anything else than one
    // descent of the index a
    // key: taking a growing piece for tiny, it read all of the piece's day for each of a batch's sessions.
    private static final String BY_KEY = COLUMNS + """
            FROM unnest(?, ?, ?) AS k(session_on, session_id, student_id), LATERAL (
              SELECT * FROM attendance a WHERE a.school_id = ? AND a.session_on = k.session_on AND a.session_id = k.session_id
                 AND a.student_id = k.student_id AND a.session_on BETWEEN ? AND ? OFFSET 0) a
            """;

    private static final String BY_SESSION = COLUMNS + """
            FROM unnest(?, ?) AS k(session_on, session_id), LATERAL (
              SELECT * FROM attendance a WHERE a.school_id = ? AND a.session_on = k.session_on AND a.session_id = k.session_id
                 AND a.session_on BETWEEN ? AND ? OFFSET 0) a
            """;

    private static final String BY_STUDENT = COLUMNS + """
            FROM unnest(?, ?, ?) AS k(student_id, from_at, to_at)
            JOIN attendance a ON a.school_id = ? AND a.student_id = k.student_id
                             AND a.starts_at >= k.from_at AND a.starts_at < k.to_at
            """;

    private static final String OUTSIDE = COLUMNS + """
            FROM attendance a WHERE a.school_id = ? AND a.off_roster AND a.observed_status IS NOT NULL
            """;

    private static final String OLDER = """
            SELECT h.session_id, h.student_id, h.observed_status, h.observed_missed, h.minutes_late, h.source_id,
                   h.source_rank, h.off_roster, h.recorded_at, h.received_at, h.sequence
            """;

    private static final String OLDER_BY_SESSION = OLDER + """
            FROM unnest(?, ?) AS k(session_on, session_id), LATERAL (
              SELECT * FROM attendance_history h
              WHERE h.school_id = ? AND h.session_on = k.session_on AND h.session_id = k.session_id
                AND h.session_on BETWEEN ? AND ? OFFSET 0) h
            """;

    private static final String OLDER_BY_KEY = OLDER + """
            FROM unnest(?, ?, ?) AS k(session_on, session_id, student_id), LATERAL (
              SELECT * FROM attendance_history h
              WHERE h.school_id = ? AND h.session_on = k.session_on AND h.session_id = k.session_id
                AND h.student_id = k.student_id AND h.session_on BETWEEN ? AND ? OFFSET 0) h
            """;

    private static final String DELETE = """
            DELETE FROM attendance a USING unnest(?, ?, ?) AS k(session_on, session_id, student_id)
            WHERE a.school_id = ? AND a.session_on = k.session_on AND a.session_id = k.session_id
              AND a.student_id = k.student_id AND a.session_on BETWEEN ? AND ?
            """;

    private AttendanceStore() {}

    static void loadKeys(Connection connection, Collection<AttendanceKey> keys, WorkingSet into) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Together alone = new Together();
        alone.select(BY_KEY, to -> bind(to, keys), rows -> read(rows, into));
        alone.run(connection);
    }

    /** Older versions too: what was said before must be known again as a duplicate. */
    static void loadHistory(Connection connection, Collection<AttendanceKey> keys, WorkingSet into)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Together alone = new Together();
        alone.select(OLDER_BY_KEY, to -> bind(to, keys), rows -> readOlder(rows, into));
        alone.run(connection);
    }

    private static void readOlder(ResultSet row, WorkingSet into) throws SQLException {
        while (row.next()) {
            AttendanceRow of = row(row, into);
            of.addOther(version(row, of.key, 3));
        }
    }

    /** Whatever the store has of the sessions, older versions too. */
    static void loadSessions(Together with, Collection<SessionId> sessions, WorkingSet into) {
        if (!sessions.isEmpty()) {
            with.select(BY_SESSION, to -> bindSessions(to, sessions), rows -> read(rows, into));
            with.select(OLDER_BY_SESSION, to -> bindSessions(to, sessions), rows -> readOlder(rows, into));
        }
    }

    private static void bindSessions(Parameters to, Collection<SessionId> sessions) throws SQLException {
        to.dates(sessions.stream().map(SessionId::plannedOn).toList());
        to.texts(sessions.stream().map(SessionId::toString).toList());
        to.school();
        bindRange(to, sessions);
    }

    /** From and to of the spans by student: rows of sessions that start in them. */
    static void loadSpans(Together with, Map<String, List<Instant>> spans, WorkingSet into) {
        Together.Values values = to -> {
            to.texts(spans.keySet());
            to.instants(spans.values().stream().map(span -> span.get(0)).toList());
            to.instants(spans.values().stream().map(span -> span.get(1)).toList());
            to.school();
        };
        if (!spans.isEmpty()) {
            with.select(BY_STUDENT, values, rows -> read(rows, into));
        }
    }

    /** Rows of students outside the roster, whose own class decides. */
    static void loadOutside(Connection connection, WorkingSet into) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OUTSIDE)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet rows = select.executeQuery()) {
                read(rows, into);
            }
        }
    }

    private static void bind(Parameters to, Collection<AttendanceKey> keys) throws SQLException {
        to.dates(keys.stream().map(key -> key.session().plannedOn()).toList());
        to.texts(keys.stream().map(key -> key.session().toString()).toList());
        to.texts(keys.stream().map(AttendanceKey::student).toList());
        to.school();
        bindRange(to, keys.stream().map(AttendanceKey::session).toList());
    }

    /** First and last day: without them every piece of the table would be planned for, each time (0.6 instead of 350 ms at 60 pieces). */
    private static void bindRange(Parameters to, Collection<SessionId> sessions) throws SQLException {
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (SessionId session : sessions) {
            first = session.plannedOn().isBefore(first) ? session.plannedOn() : first;
            last = session.plannedOn().isAfter(last) ? session.plannedOn() : last;
        }
        to.date(first);
        to.date(last);
    }

    private static AttendanceRow row(ResultSet row, WorkingSet in) throws SQLException {
        return in.attendance(SessionId.of(row.getString(1)), row.getString(2));
    }

    private static void read(ResultSet row, WorkingSet into) throws SQLException {
        while (row.next()) {
            AttendanceRow loaded = row(row, into);
            if (!loaded.isStored) {
                loaded.isStored = true;
                loaded.observed = row.getString(3) == null ? null : version(row, loaded.key, 3);
                loaded.standing = row.getString(12) == null ? null : standing(row);
                loaded.startsAt = Sql.instant(row, 27);
                loaded.sequence = row.getLong(29);
            }
        }
    }

    private static Version<Observation.Attendance> version(ResultSet row, AttendanceKey key, int first)
            throws SQLException {
        Observation.Attendance said = new Observation.Attendance(
                key.student(),
                key.session(),
                Status.valueOf(row.getString(first)),
                Sql.optionalInt(row, first + 1),
                row.getInt(first + 2),
                Sql.instant(row, first + 6));
        return new Version<>(
                said,
                row.getString(first + 3),
                row.getInt(first + 4),
                row.getBoolean(first + 5),
                Sql.instant(row, first + 7),
                row.getLong(first + 8));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String observed = row.getString(3);
        Attribution at = new Attribution(
                row.getString(19),
                row.getString(20),
                row.getString(21),
                row.getString(22),
                row.getString(23),
                row.getString(24),
                row.getObject(25, LocalDate.class),
                row.getInt(26),
                Sql.instant(row, 27),
                Sql.instant(row, 28));
        return new Standing(
                Status.valueOf(row.getString(12)),
                observed == null ? null : Status.valueOf(observed),
                row.getInt(15),
                row.getInt(13),
                row.getInt(14),
                row.getString(16),
                row.getString(17),
                Sql.instant(row, 18),
                at);
    }

    /** Returns how many rows it wrote. */
    static int write(Connection connection, WorkingSet set) throws SQLException {
        List<AttendanceRow> dirty = set.changed();
        List<AttendanceKey> replaced =
                dirty.stream().filter(row -> row.isStored).map(row -> row.key).toList();
        if (!replaced.isEmpty()) {
            Together alone = new Together();
            alone.update(DELETE, to -> bind(to, replaced));
            alone.run(connection);
        }
        CopyRows history = new CopyRows("attendance_history");
        try (CopyRows current = new CopyRows("attendance", connection)) {
            for (AttendanceRow row : dirty) {
                current(current, row);
                row.newHistory().forEach(version -> history(history, row.key, version));
            }
            current.send(connection);
        }
        history.send(connection);
        return dirty.size();
    }

    private static void current(CopyRows rows, AttendanceRow row) throws SQLException {
        Version<Observation.Attendance> held = row.observed;
        Observation.Attendance said = held == null ? null : held.observation();
        Standing standing = row.standing;
        Attribution at = standing == null ? null : standing.at();
        rows.int2("school_id", (int) Schema.SCHOOL_ID)
                .date("session_on", row.key.session().plannedOn())
                .text("session_id", row.key.session().toString())
                .text("student_id", row.key.student())
                .text("observed_status", said == null ? null : said.status().name())
                .int2("observed_missed", said == null ? null : said.missedPeriods())
                .int2("minutes_late", said == null ? 0 : said.minutesLate())
                .text("source_id", held == null ? null : held.source())
                .int2("source_rank", held == null ? null : held.rank())
                .bool("off_roster", held != null && held.offRoster())
                .instant("recorded_at", said == null ? null : said.recordedAt())
                .instant("received_at", held == null ? null : held.receivedAt())
                .int8("observed_sequence", held == null ? null : held.sequence())
                .text("status", standing == null ? null : standing.status().name())
                .int2("missed_periods", standing == null ? null : standing.missedPeriods())
                .int2("late_minutes", standing == null ? null : standing.minutesLate())
                .int2("expected_periods", standing == null ? null : standing.expectedPeriods())
                .text("slip_id", standing == null ? null : standing.slip())
                .text("standing_source_id", standing == null ? null : standing.source())
                .instant("standing_received_at", standing == null ? null : standing.receivedAt())
                .text("class_id", at == null ? null : at.classId())
                .text("roll_id", at == null ? null : at.roll())
                .text("program_id", at == null ? null : at.program())
                .text("college_id", at == null ? null : at.college())
                .text("teacher_id", at == null ? null : at.teacher())
                .text("offering_id", at == null ? null : at.offering())
                .date("held_on", at == null ? null : at.heldOn())
                .int2("first_period", at == null ? null : at.firstPeriod())
                .instant("starts_at", row.startsAt)
                .instant("ends_at", at == null ? null : at.endsAt())
                .int8("sequence", row.sequence)
                .endRowAndGo();
    }

    private static void history(CopyRows rows, AttendanceKey key, Version<Observation.Attendance> version) {
        Observation.Attendance said = version.observation();
        rows.int2("school_id", (int) Schema.SCHOOL_ID)
                .date("session_on", key.session().plannedOn())
                .text("session_id", key.session().toString())
                .text("student_id", key.student())
                .text("observed_status", said.status().name())
                .int2("observed_missed", said.missedPeriods())
                .int2("minutes_late", said.minutesLate())
                .text("source_id", version.source())
                .int2("source_rank", version.rank())
                .bool("off_roster", version.offRoster())
                .instant("recorded_at", said.recordedAt())
                .instant("received_at", version.receivedAt())
                .int8("sequence", version.sequence())
                .endRow();
    }
}
