package cn.zhenmai.engine;

import cn.zhenmai.measure.SubjectFacts;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Deadlines in order of time, then of setting: most fall on few moments. One that was set anew or taken back stays in the queue and is
 * skipped.
 */
final class Wakes {

    /** @param subject null = the rule as a whole */
    record Wake(Instant at, Watch watch, SubjectFacts subject) {

        /** Whether it is the one that was set last. */
        boolean isValid() {
            boolean isMarked = subject == null || watch.bit == 0 || (subject.waiting() & watch.bit) != 0;
            return isMarked && at.equals(watch.wakes.get(subject));
        }
    }

    /** What is due at one moment. */
    private record Due(Instant at, ArrayDeque<Wake> wakes) {}

    private final TreeMap<Instant, Due> queue = new TreeMap<>();
    /** Set last: one step sets many for the same moment. */
    private Due latest;

    /** Null takes the subject's deadline back. */
    void set(Watch watch, SubjectFacts subject, Instant at) {
        if (at == null) {
            forget(watch, subject);
            return;
        }
        Due due = due(at);
        if (!at.equals(watch.wakes.put(subject, due.at))) {
            due.wakes.add(new Wake(due.at, watch, subject));
        }
        if (subject != null) {
            subject.waits(watch.bit, true);
        }
    }

    private Due due(Instant at) {
        if (latest == null || !latest.at.equals(at) || latest.wakes.isEmpty()) {
            latest = queue.computeIfAbsent(at, none -> new Due(at, new ArrayDeque<>()));
        }
        return latest;
    }

    private static void forget(Watch watch, SubjectFacts subject) {
        boolean isMarked = subject != null && watch.bit != 0;
        if (!isMarked || (subject.waiting() & watch.bit) != 0) {
            watch.wakes.remove(subject);
        }
        if (isMarked) {
            subject.waits(watch.bit, false);
        }
    }

    /** Forgets every deadline of a rule that is no longer watched. */
    static void drop(Watch watch) {
        watch.wakes.clear();
    }

    /** All in the order of the queue. Those that are skipped too: set again for the same moment, they would have kept their place. */
    List<Wake> all() {
        List<Wake> all = new ArrayList<>();
        queue.values().forEach(due -> all.addAll(due.wakes));
        return all;
    }

    /** The next in the order of the queue; {@code counts} as {@link Wake#isValid} was. */
    void restore(Watch watch, SubjectFacts subject, Instant at, boolean counts) {
        Due due = due(at);
        due.wakes.add(new Wake(due.at, watch, subject));
        if (counts) {
            watch.wakes.put(subject, due.at);
            if (subject != null) {
                subject.waits(watch.bit, true);
            }
        }
    }

    /** When the next one is due, or null. */
    Instant next() {
        while (!queue.isEmpty()) {
            Due first = queue.firstEntry().getValue();
            while (!first.wakes.isEmpty() && !first.wakes.peek().isValid()) {
                first.wakes.remove();
            }
            if (!first.wakes.isEmpty()) {
                return first.at;
            }
            queue.pollFirstEntry();
        }
        return null;
    }

    /** Takes the next one, if it is due at {@code at} or before; null if none is. */
    Wake take(Instant at) {
        Instant next = next();
        if (next == null || next.isAfter(at)) {
            return null;
        }
        Wake wake = queue.firstEntry().getValue().wakes.remove();
        forget(wake.watch(), wake.subject());
        return wake;
    }
}
