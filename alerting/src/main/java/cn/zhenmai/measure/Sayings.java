package cn.zhenmai.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every distinct saying once, by number. */
final class Sayings {

    private final Map<Said, Integer> ordinals = new HashMap<>();
    private final List<Said> all = new ArrayList<>();

    int ordinal(Said said) {
        Integer known = ordinals.get(said);
        if (known != null) {
            return known;
        }
        ordinals.put(said, all.size());
        all.add(said);
        return all.size() - 1;
    }

    Said[] all() {
        return all.toArray(new Said[0]);
    }

    Said get(int ordinal) {
        return all.get(ordinal);
    }
}
