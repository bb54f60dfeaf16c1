package cn.zhenmai.view;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many students each session expects, by group. Kept until the registry changes: rosters are asked at every push. Bounded by the
 * sessions of the few days that are looked at; the longest unasked is forgotten first.
 */
public final class RosterCounts {

    private static final int MOST_SESSIONS = 5_000;

    /** A student's groups in a session; each may be null. */
    record Group(String roll, String classId, String college) {}

    private School school;
    private final Map<SessionId, Map<Group, Integer>> bySession = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Map<Group, Integer>> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /** Students whose attendance is expected, by group. */
    synchronized Map<Group, Integer> of(School current, Session session) {
        if (school != current) {
            bySession.clear();
            school = current;
        }
        return bySession.computeIfAbsent(session.id(), id -> count(current, session));
    }

    private static Map<Group, Integer> count(School school, Session session) {
        Map<Group, Integer> counts = new LinkedHashMap<>();
        for (RosterEntry entry : school.roster(session)) {
            if (entry.expected()) {
                counts.merge(new Group(entry.roll(), entry.classId(), entry.college()), 1, Integer::sum);
            }
        }
        return counts;
    }
}
