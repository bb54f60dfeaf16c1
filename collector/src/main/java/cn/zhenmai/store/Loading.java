package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads everything that observations, or an edit of the registry, may touch: a handful of set-based reads, however many rows. */
final class Loading {

    private final Connection connection;
    private final School school;
    private final WorkingSet set = new WorkingSet();
    private final Set<AttendanceKey> keys = new HashSet<>();
    private final Map<FactKind, Set<String>> factKeys = new EnumMap<>(FactKind.class);
    private final Set<SessionId> rolls = new HashSet<>();
    private final Set<String> students = new HashSet<>();
    private final Map<String, List<Instant>> spans = new HashMap<>();
    private final Set<SessionId> moved = new HashSet<>();

    Loading(Connection connection, School school) {
        this.connection = connection;
        this.school = school;
    }

    void want(Observation observation) {
        if (observation instanceof Observation.Attendance said) {
            keys.add(new AttendanceKey(said.session(), said.student()));
            students.add(said.student());
            return;
        }
        factKeys.computeIfAbsent(FactKind.of(observation), kind -> new HashSet<>())
                .add(FactKind.keyOf(observation));
        if (observation instanceof Observation.RollCall said) {
            rolls.add(said.session());
            school.session(said.session())
                    .ifPresent(session -> school.roster(session).forEach(entry -> students.add(entry.student())));
        } else if (observation instanceof Observation.LeaveSlip said) {
            students.add(said.student());
            widen(said);
        }
    }

    private void widen(Observation.LeaveSlip slip) {
        spans.merge(
                slip.student(),
                List.of(slip.from(), slip.to()),
                (a, b) -> List.of(
                        a.get(0).isBefore(b.get(0)) ? a.get(0) : b.get(0),
                        a.get(1).isAfter(b.get(1)) ? a.get(1) : b.get(1)));
    }

    WorkingSet load() throws SQLException {
        for (Map.Entry<FactKind, Set<String>> wanted : factKeys.entrySet()) {
            FactStore.loadKeys(connection, wanted.getKey(), wanted.getValue(), set);
        }
        // What a slip covered until now is touched as well as what it will cover.
        set.all(FactKind.LEAVE_SLIP).stream()
                .filter(row -> row.holding != null)
                .forEach(row -> widen((Observation.LeaveSlip) row.holding.observation()));
        AttendanceStore.loadSessions(connection, rolls, set);
        AttendanceStore.loadKeys(connection, keys, set);
        AttendanceStore.loadHistory(connection, keys, set);
        AttendanceStore.loadSpans(connection, spans, set);
        loadOverlay();
        return set;
    }

    /** Slips of everyone and roll calls of every session that may be judged. */
    private void loadOverlay() throws SQLException {
        Set<SessionId> sessions = new HashSet<>();
        keys.forEach(key -> sessions.add(key.session()));
        set.allAttendance().forEach(row -> sessions.add(row.key.session()));
        FactStore.loadSlips(connection, students, set);
        FactStore.loadRollCalls(connection, sessions, set);
    }

    /** What an edit from {@code before} to this school may move. */
    WorkingSet loadMoved(School before) throws SQLException {
        for (SessionId id : sessionsWithFacts()) {
            if (!Fold.isSameFor(id, before, school)) {
                moved.add(id);
            }
        }
        AttendanceStore.loadSessions(connection, moved, set);
        AttendanceStore.loadOutside(connection, set);
        FactStore.loadRollCalls(connection, moved, set);
        set.allAttendance().forEach(row -> students.add(row.key.student()));
        for (FactRow row : set.all(FactKind.ROLL_CALL)) {
            school.session(((Observation.RollCall) row.holding.observation()).session())
                    .ifPresent(session -> school.roster(session).forEach(entry -> students.add(entry.student())));
        }
        loadOverlay();
        FactStore.loadChecks(connection, moved, offeringsMoved(before), set);
        return set;
    }

    /** Sessions that the edit moved, with all their rows loaded; others are there only for some of theirs. */
    Set<SessionId> moved() {
        return moved;
    }

    private Set<SessionId> sessionsWithFacts() throws SQLException {
        String sql = """
                SELECT session_id FROM roll_call WHERE school_id = ?
                UNION SELECT session_id FROM attendance WHERE school_id = ?
                UNION SELECT session_id FROM lesson_check WHERE school_id = ? AND session_id IS NOT NULL
                """;
        Set<SessionId> sessions = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                select.setShort(i, Schema.SCHOOL_ID);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sessions.add(SessionId.of(row.getString(1)));
                }
            }
        }
        return sessions;
    }

    /** Offerings with checks of their own (due days) whose enrolment on such a day is another now, or whose teacher is. */
    private Set<String> offeringsMoved(School before) throws SQLException {
        String sql = """
                SELECT DISTINCT offering_id, due_on FROM lesson_check WHERE school_id = ? AND session_id IS NULL
                """;
        Set<String> moved = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String offering = row.getString(1);
                    LocalDate due = row.getObject(2, LocalDate.class);
                    boolean isSame = before.offering(offering).equals(school.offering(offering))
                            && before.enrolled(offering, due).equals(school.enrolled(offering, due));
                    if (!isSame) {
                        moved.add(offering);
                    }
                }
            }
        }
        return moved;
    }
}
