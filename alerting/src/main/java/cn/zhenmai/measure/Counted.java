package cn.zhenmai.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Facts of one kind that hold, by key, each with what it adds to the day of those for whom it counts. For whom that is follows from the
 * registered school, so an edit of the registry counts them anew.
 *
 * @param <K> natural key
 * @param <F> fact
 */
final class Counted<K, F> {

    private record Held<F>(F fact, DayCounts counts) {}

    private final Touched touched;
    /** Bits that tell what has moved. */
    private final int moves;

    private final Function<F, DayCounts> counting;
    private final Map<K, Held<F>> held = new LinkedHashMap<>();

    Counted(Touched touched, int moves, Function<F, DayCounts> counting) {
        this.touched = touched;
        this.moves = moves;
        this.counting = counting;
    }

    /** {@code after} null = no longer holds. */
    void put(K key, F after, boolean corrected) {
        Held<F> before = held.remove(key);
        if (before != null) {
            before.counts().add(-1);
            before.counts().touch(touched, moves, corrected);
        }
        if (after != null) {
            DayCounts counts = counting.apply(after);
            held.put(key, new Held<>(after, counts));
            counts.add(1);
            counts.touch(touched, moves, corrected);
        }
    }

    /** Counts for nobody before {@link #countAnew} is asked. */
    void keep(K key, F fact) {
        held.put(key, new Held<>(fact, DayCounts.NOTHING));
    }

    /** In the order in which they were said. */
    List<F> all() {
        List<F> all = new ArrayList<>(held.size());
        held.values().forEach(each -> all.add(each.fact()));
        return all;
    }

    void countAnew() {
        held.replaceAll((key, before) -> {
            before.counts().add(-1);
            DayCounts counts = counting.apply(before.fact());
            counts.add(1);
            return new Held<>(before.fact(), counts);
        });
    }
}
