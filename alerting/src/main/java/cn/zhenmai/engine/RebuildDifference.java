package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.school.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where the alerts of a rebuilt engine differ from the stored ones, by alert id: after a change of the engine's code that is possible,
 * after a mere restart it is not. The stored ones stand.
 */
record RebuildDifference(Collection<String> onlyStored, Collection<String> onlyRebuilt, Collection<String> otherwise) {

    private record Key(String rule, Subject subject) {
        static Key of(Alert alert) {
            return new Key(alert.rule(), alert.subject());
        }
    }

    static RebuildDifference between(List<HandledAlert> stored, List<Alert> rebuilt) {
        Map<Key, Alert> rest = new HashMap<>();
        rebuilt.forEach(alert -> rest.put(Key.of(alert), alert));
        RebuildDifference difference = new RebuildDifference(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (HandledAlert each : stored) {
            Alert alert = each.alert();
            Alert again = rest.remove(Key.of(alert));
            if (again == null) {
                difference.onlyStored.add(alert.id());
            } else if (!again.id().equals(alert.id())
                    || again.level() != alert.level()
                    || again.condition() != alert.condition()) {
                difference.otherwise.add(alert.id());
            }
        }
        rest.values().forEach(alert -> difference.onlyRebuilt.add(alert.id()));
        return difference;
    }

    int size() {
        return onlyStored.size() + onlyRebuilt.size() + otherwise.size();
    }
}
