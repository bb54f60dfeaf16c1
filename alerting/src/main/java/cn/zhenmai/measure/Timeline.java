package cn.zhenmai.measure;

import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Attendance of one person in event time, with the exceptions (few) kept apart so that most readings need not walk it. */
final class Timeline {

    private final List<Fact> facts = new ArrayList<>();
    private final List<Fact> exceptions = new ArrayList<>(2);

    int size() {
        return facts.size();
    }

    Fact get(int index) {
        return facts.get(index);
    }

    /** Absent, late, early and on leave, in event time. */
    List<Fact> exceptions() {
        return exceptions;
    }

    Fact find(Instant start, SessionId session) {
        int place = place(facts, start, session);
        return place >= 0 ? facts.get(place) : null;
    }

    void add(Fact fact) {
        insert(facts, fact);
        if (fact.isException()) {
            insert(exceptions, fact);
        }
    }

    void remove(Fact fact) {
        drop(facts, fact);
        drop(exceptions, fact);
    }

    /** The fact's standing has changed, not its place. */
    void replaced(Fact fact, boolean wasException) {
        if (wasException != fact.isException()) {
            if (wasException) {
                drop(exceptions, fact);
            } else {
                insert(exceptions, fact);
            }
        }
    }

    /** Whether at least {@code sessions} sessions with presence follow {@code from}, before {@code until} (null = the end). */
    boolean isQuiet(Fact from, Fact until, int sessions) {
        int present = 0;
        int place = place(facts, from.startsAt(), from.sessionId()) + 1;
        for (int i = place; i < facts.size() && facts.get(i) != until; i++) {
            if (facts.get(i).status().isPresent() && ++present >= sessions) {
                return true;
            }
        }
        return sessions <= 0;
    }

    private static void insert(List<Fact> list, Fact fact) {
        int last = list.size() - 1;
        if (last < 0 || list.get(last).compareTo(fact) < 0) {
            list.add(fact);
            return;
        }
        int place = place(list, fact.startsAt(), fact.sessionId());
        list.add(place >= 0 ? place : -place - 1, fact);
    }

    private static void drop(List<Fact> list, Fact fact) {
        int place = place(list, fact.startsAt(), fact.sessionId());
        if (place >= 0) {
            list.remove(place);
        }
    }

    private static int place(List<Fact> list, Instant start, SessionId session) {
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = list.get(middle).compareTo(start, session);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
