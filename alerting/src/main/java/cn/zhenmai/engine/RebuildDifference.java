package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Revision;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where the alerts of a rebuilt engine differ from the stored ones, by alert id: after a change of the engine's code that is possible,
 * after a mere restart it is not. The stored ones stand.
 */
record RebuildDifference(
        Collection<String> onlyStored,
        Collection<String> onlyRebuilt,
        Collection<String> otherwise,
        List<Revised> revised) {

    /** @param rebuilt null where the rebuilt engine has none */
    record Revised(Alert stored, Alert rebuilt) {

        Revision revision(CheckpointStore.Checkpoint asOf) {
            return new Revision(
                    stored.level(),
                    rebuilt == null ? null : rebuilt.level(),
                    number(stored),
                    rebuilt == null ? "–" : number(rebuilt),
                    stored.evidence().unit(),
                    asOf.at(),
                    asOf.sequence(),
                    Revision.Cause.REBUILT);
        }

        /** As people write it: a sum, or its parts. */
        private static String number(Alert of) {
            Evidence evidence = of.evidence();
            String sum = evidence.numerator().toPlainString();
            return evidence.denominator().signum() == 0
                    ? sum
                    : sum + "/" + evidence.denominator().toPlainString();
        }
    }

    private record Key(String rule, Subject subject) {
        static Key of(Alert alert) {
            return new Key(alert.rule(), alert.subject());
        }
    }

    static RebuildDifference between(List<HandledAlert> stored, List<Alert> rebuilt) {
        Map<Key, Alert> rest = new HashMap<>();
        rebuilt.forEach(alert -> rest.put(Key.of(alert), alert));
        RebuildDifference difference =
                new RebuildDifference(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        for (HandledAlert each : stored) {
            Alert alert = each.alert();
            Alert again = rest.remove(Key.of(alert));
            if (again == null) {
                difference.onlyStored.add(alert.id());
                difference.revised.add(new Revised(alert, null));
            } else if (!again.id().equals(alert.id())
                    || again.level() != alert.level()
                    || again.condition() != alert.condition()) {
                difference.otherwise.add(alert.id());
                difference.revised.add(new Revised(alert, again));
            }
        }
        rest.values().forEach(alert -> difference.onlyRebuilt.add(alert.id()));
        return difference;
    }

    int size() {
        return onlyStored.size() + onlyRebuilt.size() + otherwise.size();
    }
}
