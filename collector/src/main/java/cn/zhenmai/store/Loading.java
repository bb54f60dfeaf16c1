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

    private static final String NEXT_DAY = """
            WITH RECURSIVE day AS (
              (SELECT session_on FROM %1$s WHERE school_id = ? ORDER BY session_on LIMIT 1)
              UNION ALL
              SELECT (SELECT f.session_on FROM %1$s f WHERE f.school_id = ? AND f.session_on > day.session_on
                      ORDER BY f.session_on LIMIT 1)
              FROM day WHERE day.session_on IS NOT NULL)
            SELECT session_on FROM day WHERE session_on IS NOT NULL
            """;

    /** The day is the last but one part of a session's name. */
    private static final String DAYS_OF_CHECKS = """
            SELECT DISTINCT split_part(session_id, '.', -2)::date FROM lesson_check
            WHERE school_id = ? AND session_id IS NOT NULL
            """;

    private final Connection connection;
    private final School school;
    private final WorkingSet set;
    /** Sessions of which facts came: all that the store has of them is looked for, once. */
    private final Set<SessionId> whole = new HashSet<>();

    private final Map<FactKind, Set<String>> factKeys = new EnumMap<>(FactKind.class);
    /** Whose slips may matter, and of these the ones who get further slips now. */
    private final Set<String> students = new HashSet<>();

    private final Set<String> slipWriters = new HashSet<>();
    private final Map<String, List<Instant>> spans = new HashMap<>();
    private final Set<SessionId> moved = new HashSet<>();

    Loading(Connection connection, School school, Recent recent) {
        this.connection = connection;
        this.school = school;
        this.set = new WorkingSet(recent);
    }

    void want(Observation observation) {
        if (observation instanceof Observation.Attendance said) {
            whole.add(said.session());
            students.add(said.student());
            return;
        }
        factKeys.computeIfAbsent(FactKind.of(observation), kind -> new HashSet<>())
                .add(FactKind.keyOf(observation));
        if (observation instanceof Observation.RollCall said) {
            whole.add(said.session());
            school.session(said.session())
                    .ifPresent(session -> school.roster(session).forEach(entry -> students.add(entry.student())));
        } else if (observation instanceof Observation.LeaveSlip said) {
            students.add(said.student());
            slipWriters.add(said.student());
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
        return load(new Together());
    }

    /** {@code with}: what goes to the server first, together with the look-ups. */
    WorkingSet load(Together with) throws SQLException {
        factKeys.forEach((kind, keys) -> FactStore.loadKeys(with, kind, keys, set));
        if (!factKeys.isEmpty()) {
            with.run(connection);
        }
        // What a slip covered until now is touched as well as what it will cover.
        set.all(FactKind.LEAVE_SLIP).stream()
                .filter(row -> row.holding != null)
                .forEach(row -> widen((Observation.LeaveSlip) row.holding.observation()));
        whole.removeIf(session -> set.session(session).isWhole);
        AttendanceStore.loadSessions(with, whole, set);
        if (!spans.isEmpty()) {
            // Of the sessions that a slip covers the roll calls are wanted too.
            AttendanceStore.loadSpans(with, spans, set);
            with.run(connection);
        }
        loadOverlay(with);
        with.run(connection);
        whole.forEach(session -> set.session(session).isWhole = true);
        return set;
    }

    /** Slips of everyone and roll calls of every session that may be judged, as far as they are not known. */
    private void loadOverlay(Together with) {
        students.removeIf(student -> set.knowsSlipsOf(student) && !slipWriters.contains(student));
        FactStore.loadSlips(with, students, set);
        FactStore.loadRollCalls(
                with,
                set.sessions().stream()
                        .filter(session -> !session.isWhole)
                        .map(session -> session.id)
                        .toList(),
                set);
    }

    /** What was loaded, and what the batch made of it, is committed. */
    void settle() {
        set.settle(students);
    }

    /** What an edit from {@code before} to this school may move. */
    WorkingSet loadMoved(School before) throws SQLException {
        moved.addAll(MovedSessions.between(before, school, daysWithFacts()));
        Together sessions = new Together();
        AttendanceStore.loadSessions(sessions, moved, set);
        FactStore.loadRollCalls(sessions, moved, set);
        sessions.run(connection);
        AttendanceStore.loadOutside(connection, set);
        set.allAttendance().forEach(row -> students.add(row.key.student()));
        for (FactRow row : set.all(FactKind.ROLL_CALL)) {
            school.session(((Observation.RollCall) row.holding.observation()).session())
                    .ifPresent(session -> school.roster(session).forEach(entry -> students.add(entry.student())));
        }
        Together overlay = new Together();
        loadOverlay(overlay);
        FactStore.loadChecks(overlay, moved, offeringsMoved(before), set);
        overlay.run(connection);
        return set;
    }

    /** Sessions that the edit moved, with all their rows loaded; others are there only for some of theirs. */
    Set<SessionId> moved() {
        return moved;
    }

    /** Days on which sessions with facts were first planned; from one to the next by the index, however many facts there are. */
    private Set<LocalDate> daysWithFacts() throws SQLException {
        Set<LocalDate> days = new HashSet<>();
        for (String sql : List.of(NEXT_DAY.formatted("attendance"), NEXT_DAY.formatted("roll_call"), DAYS_OF_CHECKS)) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 1; i <= select.getParameterMetaData().getParameterCount(); i++) {
                    select.setShort(i, Schema.SCHOOL_ID);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        days.add(row.getObject(1, LocalDate.class));
                    }
                }
            }
        }
        return days;
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
