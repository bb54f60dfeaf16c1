package cn.zhenmai.measure;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One occasion: how it is registered, and its rolls. */
public final class SessionFacts extends SubjectFacts {

    private final SessionId id;
    private final TreeMap<String, RollFacts> rolls = new TreeMap<>();
    private Session session;
    private School rosterOf;
    private Map<String, Integer> expected = Map.of();

    SessionFacts(SessionId id) {
        super(Subject.session(id));
        this.id = id;
    }

    public SessionId id() {
        return id;
    }

    /** As registered now; null when the timetable does not hold it any more. */
    public Session session() {
        return session;
    }

    void register(Session now) {
        session = now;
    }

    Collection<RollFacts> rolls() {
        return rolls.values();
    }

    /** {@code roll} null is the roll of students without a class. */
    RollFacts roll(String roll, Ledger ledger) {
        String name = roll == null ? "" : roll;
        RollFacts known = rolls.get(name);
        if (known == null) {
            known = ledger.keep(new RollFacts(this, name));
            rolls.put(name, known);
        }
        return known;
    }

    RollFacts findRoll(String name) {
        return rolls.get(name);
    }

    /** Any roll call or attendance at all. */
    boolean isCalled() {
        for (RollFacts roll : rolls.values()) {
            if (roll.call() != null || roll.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** How many students each roll expects, by the roster of the session's day. */
    Map<String, Integer> expected(School school) {
        if (rosterOf != school) {
            Map<String, Integer> counted = new HashMap<>();
            if (session != null) {
                for (RosterEntry entry : school.roster(session)) {
                    if (entry.expected()) {
                        counted.merge(entry.roll() == null ? "" : entry.roll(), 1, Integer::sum);
                    }
                }
            }
            expected = counted;
            rosterOf = school;
        }
        return expected;
    }
}
