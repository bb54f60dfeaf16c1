package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts that a batch touches, as they hold at its present point: loaded once, folded row by row, written once. */
final class WorkingSet {

    private final Recent recent;
    private final Map<SessionId, SessionRows> sessions = new LinkedHashMap<>();
    private final Map<FactKind, Map<String, FactRow>> facts = new HashMap<>();
    private final Map<String, List<FactRow>> slipsOfStudent = new HashMap<>();
    private final List<AttendanceRow> dirty = new ArrayList<>();
    /** Rows of one session come together. */
    private SessionRows last;

    /** A set of its own, which nothing is remembered of. */
    WorkingSet() {
        this(new Recent());
    }

    WorkingSet(Recent recent) {
        this.recent = recent;
        for (FactKind kind : FactKind.values()) {
            facts.put(kind, new LinkedHashMap<>());
        }
    }

    /** The row, new and empty where the store has none. Whoever asks has made sure that it was looked for. */
    AttendanceRow attendance(SessionId session, String student) {
        return session(session).row(student);
    }

    SessionRows session(SessionId id) {
        if (last == null || !last.id.equals(id)) {
            last = sessions.computeIfAbsent(id, none -> {
                SessionRows known = recent.session(id);
                return known == null ? new SessionRows(id) : known;
            });
        }
        return last;
    }

    Collection<SessionRows> sessions() {
        return sessions.values();
    }

    /** Changed, so to be written. */
    void change(AttendanceRow row) {
        if (!row.isDirty) {
            row.isDirty = true;
            dirty.add(row);
        }
    }

    List<AttendanceRow> changed() {
        return dirty;
    }

    FactRow fact(FactKind kind, String key) {
        return facts.get(kind).computeIfAbsent(key, k -> new FactRow(kind, k));
    }

    /** A student's slip is found by its student from the moment that it has a version, a roll call by its session. */
    void hold(FactRow row, Version<Observation> version) {
        if (row.kind == FactKind.LEAVE_SLIP && row.holding == null) {
            String student = ((Observation.LeaveSlip) version.observation()).student();
            slipsOfStudent.computeIfAbsent(student, s -> new ArrayList<>()).add(row);
        } else if (version.observation() instanceof Observation.RollCall call) {
            session(call.session()).rolls.put(call.classId(), typed(version));
        }
        row.holding = version;
    }

    /** What holds after the version that held was withdrawn; null for nothing. */
    void holdInstead(FactRow row, Version<Observation> version) {
        if (row.holding.observation() instanceof Observation.RollCall call) {
            Map<String, Version<Observation.RollCall>> rolls = session(call.session()).rolls;
            if (version == null) {
                rolls.remove(call.classId());
            } else {
                rolls.put(call.classId(), typed(version));
            }
        }
        row.holding = version;
    }

    /** What is loaded of the student. */
    List<AttendanceRow> attendanceOf(String student) {
        List<AttendanceRow> rows = new ArrayList<>();
        for (SessionRows session : sessions.values()) {
            AttendanceRow row = session.rows.get(student);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    boolean knowsSlipsOf(String student) {
        return recent.slips(student) != null;
    }

    List<Version<Observation.LeaveSlip>> slipsOf(String student) {
        List<FactRow> rows = slipsOfStudent.get(student);
        if (rows == null) {
            List<Version<Observation.LeaveSlip>> known = recent.slips(student);
            return known == null ? List.of() : known;
        }
        List<Version<Observation.LeaveSlip>> slips = new ArrayList<>(rows.size());
        rows.stream().filter(row -> row.holding != null).forEach(row -> slips.add(typed(row.holding)));
        return slips;
    }

    /** The roll call that holds, or null. */
    Version<Observation.RollCall> rollCall(SessionId session, String classId) {
        return session(session).rolls.get(classId);
    }

    /** The kind of the row vouches for the type. */
    @SuppressWarnings("unchecked")
    private static <T extends Observation> Version<T> typed(Version<Observation> version) {
        return (Version<T>) (Version<?>) version;
    }

    List<AttendanceRow> allAttendance() {
        return sessions.values().stream()
                .flatMap(session -> session.rows.values().stream())
                .toList();
    }

    Collection<FactRow> all(FactKind kind) {
        return facts.get(kind).values();
    }

    /** All of it is committed: it may be remembered. {@code students} are those whose slips were looked for. */
    void settle(Set<String> students) {
        dirty.forEach(AttendanceRow::settle);
        sessions.values().stream().filter(session -> session.isWhole).forEach(recent::keep);
        students.forEach(student -> recent.keep(student, slipsOf(student)));
        recent.shrink();
    }
}
