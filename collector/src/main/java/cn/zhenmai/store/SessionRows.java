package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.util.HashMap;
import java.util.Map;

/** What is known of one session: rows of attendance by student, and the roll calls that hold, by class. */
final class SessionRows {

    final SessionId id;
    final Map<String, AttendanceRow> rows = new HashMap<>();
    final Map<String, Version<Observation.RollCall>> rolls = new HashMap<>();
    /** Everything that the store has of it was looked for, older versions too. */
    boolean isWhole;
    /** Rows that {@link Recent} has counted. */
    int counted;

    SessionRows(SessionId id) {
        this.id = id;
    }

    /** The row, new and empty where the store has none. */
    AttendanceRow row(String student) {
        AttendanceRow row = rows.get(student);
        if (row == null) {
            row = new AttendanceRow(new AttendanceKey(id, student));
            rows.put(student, row);
        }
        return row;
    }
}
