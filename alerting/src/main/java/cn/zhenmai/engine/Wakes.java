package cn.zhenmai.engine;

import cn.zhenmai.measure.SubjectFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Deadlines in order of time, then of setting. One that was set anew or taken back stays in the queue and is skipped. */
final class Wakes {

    /** @param subject null = the rule as a whole */
    record Wake(Instant at, long order, Watch watch, SubjectFacts subject) {

        private boolean isValid() {
            return at.equals(watch.wakes.get(subject));
        }
    }

    private final PriorityQueue<Wake> queue =
            new PriorityQueue<>(Comparator.comparing(Wake::at).thenComparingLong(Wake::order));
    private long order;

    /** Null takes the subject's deadline back. */
    void set(Watch watch, SubjectFacts subject, Instant at) {
        if (at == null) {
            watch.wakes.remove(subject);
        } else if (!at.equals(watch.wakes.put(subject, at))) {
            queue.add(new Wake(at, order++, watch, subject));
        }
    }

    /** Forgets every deadline of a rule that is no longer watched. */
    static void drop(Watch watch) {
        watch.wakes.clear();
    }

    /** When the next one is due, or null. */
    Instant next() {
        while (!queue.isEmpty() && !queue.peek().isValid()) {
            queue.remove();
        }
        return queue.isEmpty() ? null : queue.peek().at();
    }

    /** Takes the next one, if it is due at {@code at} or before; null if none is. */
    Wake take(Instant at) {
        Instant next = next();
        if (next == null || next.isAfter(at)) {
            return null;
        }
        Wake wake = queue.remove();
        wake.watch().wakes.remove(wake.subject());
        return wake;
    }
}
