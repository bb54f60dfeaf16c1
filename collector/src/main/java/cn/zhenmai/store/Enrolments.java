package cn.zhenmai.store;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is enrolled in an offering on a day, and who is on a session's roster, remembered for the last occasions: what is said of one
 * arrives together. One thread.
 */
final class Enrolments {

    private static final int MOST_DAYS = 256;
    /** Lessons of a large school that are held at one time, and half as many again. */
    private static final int MOST_SESSIONS = 600;

    private record Occasion(String offering, LocalDate on) {}

    private School of;
    private final Map<Occasion, Map<String, RosterEntry>> days = new Latest<>(MOST_DAYS);
    private final Map<SessionId, Map<String, RosterEntry>> sessions = new Latest<>(MOST_SESSIONS);
    private SessionId lastSession;
    private Map<String, RosterEntry> last;

    /** Forgets who was not asked for the longest. */
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    Optional<RosterEntry> entry(School school, String offering, LocalDate on, String student) {
        startAnew(school);
        return Optional.ofNullable(
                days.computeIfAbsent(new Occasion(offering, on), none -> byStudent(school.enrolled(offering, on)))
                        .get(student));
    }

    /** As {@link School#rosterEntry}; the session is the school's own. */
    Optional<RosterEntry> entry(School school, Session session, String student) {
        startAnew(school);
        if (session.id() != lastSession) {
            last = sessions.computeIfAbsent(session.id(), none -> byStudent(school.roster(session)));
            lastSession = session.id();
        }
        return Optional.ofNullable(last.get(student));
    }

    private void startAnew(School school) {
        if (school != of) {
            days.clear();
            sessions.clear();
            lastSession = null;
            of = school;
        }
    }

    private static Map<String, RosterEntry> byStudent(List<RosterEntry> entries) {
        Map<String, RosterEntry> byStudent = new HashMap<>(entries.size() * 2);
        entries.forEach(entry -> byStudent.put(entry.student(), entry));
        return byStudent;
    }
}
