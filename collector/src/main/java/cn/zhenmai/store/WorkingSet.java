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

/** The facts that a batch touches, as they hold at its present point: loaded once, folded row by row, written once. */
final class WorkingSet {

    private final Map<AttendanceKey, AttendanceRow> attendance = new LinkedHashMap<>();
    private final Map<String, List<AttendanceRow>> attendanceOfStudent = new HashMap<>();
    private final Map<FactKind, Map<String, FactRow>> facts = new HashMap<>();
    private final Map<String, List<FactRow>> slipsOfStudent = new HashMap<>();

    WorkingSet() {
        for (FactKind kind : FactKind.values()) {
            facts.put(kind, new LinkedHashMap<>());
        }
    }

    /** The row, new and empty where the store has none. Whoever asks has made sure that it was looked for. */
    AttendanceRow attendance(AttendanceKey key) {
        AttendanceRow row = attendance.get(key);
        if (row == null) {
            row = new AttendanceRow(key);
            attendance.put(key, row);
            attendanceOfStudent
                    .computeIfAbsent(key.student(), student -> new ArrayList<>())
                    .add(row);
        }
        return row;
    }

    FactRow fact(FactKind kind, String key) {
        return facts.get(kind).computeIfAbsent(key, k -> new FactRow(kind, k));
    }

    /** A student's slip is found by its student from the moment that it has a version. */
    void hold(FactRow row, Version<Observation> version) {
        if (row.kind == FactKind.LEAVE_SLIP && row.holding == null) {
            String student = ((Observation.LeaveSlip) version.observation()).student();
            slipsOfStudent.computeIfAbsent(student, s -> new ArrayList<>()).add(row);
        }
        row.holding = version;
    }

    List<AttendanceRow> attendanceOf(String student) {
        return attendanceOfStudent.getOrDefault(student, List.of());
    }

    List<Version<Observation.LeaveSlip>> slipsOf(String student) {
        List<FactRow> rows = slipsOfStudent.get(student);
        if (rows == null) {
            return List.of();
        }
        List<Version<Observation.LeaveSlip>> slips = new ArrayList<>(rows.size());
        rows.forEach(row -> slips.add(typed(row.holding)));
        return slips;
    }

    /** The roll call that holds, or null. */
    Version<Observation.RollCall> rollCall(SessionId session, String classId) {
        FactRow row = facts.get(FactKind.ROLL_CALL).get(FactKind.rollCallKey(session, classId));
        return row == null ? null : typed(row.holding);
    }

    /** The kind of the row vouches for the type. */
    @SuppressWarnings("unchecked")
    private static <T extends Observation> Version<T> typed(Version<Observation> version) {
        return (Version<T>) (Version<?>) version;
    }

    Collection<AttendanceRow> allAttendance() {
        return attendance.values();
    }

    Collection<FactRow> all(FactKind kind) {
        return facts.get(kind).values();
    }
}
