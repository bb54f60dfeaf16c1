package cn.zhenmai.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed attempts by key within a sliding pause: after {@code most} failures a key waits until the pause since its last one is
 * over. Bounded: the longest untouched key is forgotten first. Safe for any thread.
 */
final class AttemptLimit {

    private record Failures(int count, Instant last) {}

    private final int most;
    private final Duration pause;
    private final Map<String, Failures> byKey;

    AttemptLimit(int most, Duration pause, int mostKeys) {
        this.most = most;
        this.pause = pause;
        this.byKey = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > mostKeys;
            }
        };
    }

    /** How long the key still has to wait; zero when it may try. Counts the try as failed until it is forgiven. */
    synchronized Duration tryAt(String key, Instant now) {
        Failures known = byKey.get(key);
        boolean over = known == null || !known.last().plus(pause).isAfter(now);
        int before = over ? 0 : known.count();
        if (before >= most) {
            return Duration.between(now, known.last().plus(pause));
        }
        byKey.put(key, new Failures(before + 1, now));
        return Duration.ZERO;
    }

    /** The try was a good one, and so are the earlier ones of the key. */
    synchronized void forget(String key) {
        byKey.remove(key);
    }

    /** The try was a good one; the key's failures before it still count. */
    synchronized void forgive(String key) {
        byKey.computeIfPresent(
                key, (same, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, known.last()));
    }

    synchronized int size() {
        return byKey.size();
    }
}
