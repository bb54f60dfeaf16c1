package cn.zhenmai.measure;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.util.HashMap;
import java.util.Map;

/** How many students each roll of a session expects; sessions mostly expect what others do, so equal answers are one. */
final class Expectations {

    private final Map<Map<String, Integer>, Map<String, Integer>> known = new HashMap<>();

    /** {@code session} null expects nobody. */
    Map<String, Integer> of(Session session, School school) {
        Map<String, Integer> counted = new HashMap<>();
        if (session != null) {
            for (RosterEntry entry : school.roster(session)) {
                if (entry.expected()) {
                    counted.merge(entry.roll() == null ? "" : entry.roll(), 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> expected = Map.copyOf(counted);
        Map<String, Integer> same = known.putIfAbsent(expected, expected);
        return same == null ? expected : same;
    }
}
