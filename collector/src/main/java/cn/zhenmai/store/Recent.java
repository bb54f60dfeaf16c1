package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journal had in its hands last: whole sessions, and slips of students. The next facts of the same sessions then cost no
 * look-up. It is right because only the holder of the journal's head writes, and it is forgotten whenever a transaction does not end
 * as expected or the registry is edited. One thread.
 */
final class Recent {

    /** One lesson of a large school, everybody's row for itself. */
    private static final int MOST_ROWS = 20_000;

    private static final int MOST_STUDENTS = 20_000;

    private final Map<SessionId, SessionRows> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, List<Version<Observation.LeaveSlip>>> slips = new LinkedHashMap<>(16, 0.75f, true);
    private int rows;

    /** Whole, or null. */
    SessionRows session(SessionId id) {
        return sessions.get(id);
    }

    /** Null where they are not known; none is a list without any. */
    List<Version<Observation.LeaveSlip>> slips(String student) {
        return slips.get(student);
    }

    /** After the commit. */
    void keep(SessionRows whole) {
        if (sessions.put(whole.id, whole) == null) {
            whole.counted = 0;
        }
        rows += whole.rows.size() - whole.counted;
        whole.counted = whole.rows.size();
    }

    void keep(String student, List<Version<Observation.LeaveSlip>> hold) {
        slips.put(student, hold);
    }

    /** Drops what was not asked for the longest. */
    void shrink() {
        Iterator<SessionRows> eldest = sessions.values().iterator();
        while (rows > MOST_ROWS && eldest.hasNext()) {
            rows -= eldest.next().counted;
            eldest.remove();
        }
        Iterator<String> students = slips.keySet().iterator();
        for (int over = slips.size() - MOST_STUDENTS; over > 0; over--) {
            students.next();
            students.remove();
        }
    }

    void clear() {
        sessions.clear();
        slips.clear();
        rows = 0;
    }
}
