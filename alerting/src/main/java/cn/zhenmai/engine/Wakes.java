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

    static final class Wake {
        private final Instant at;
        private final Watch watch;
        private final SubjectFacts subject;
        /** Whether it is the one that was set last. */
        private boolean isValid = true;

        private Wake(Instant at, Watch watch, SubjectFacts subject) {
            this.at = at;
            this.watch = watch;
            this.subject = subject;
        }

        Instant at() {
            return at;
        }

        Watch watch() {
            return watch;
        }

        /** Null = the rule as a whole. */
        SubjectFacts subject() {
            return subject;
        }
    }

    /** What is due at one moment. */
    private record Due(Instant at, ArrayDeque<Wake> wakes) {}

    private final TreeMap<Instant, Due> queue = new TreeMap<>();
    /** Set last: one step sets many for the same moment. */
    private Due latest;
    /** Of the queue; null = to be looked up. */
    private Due first;

    /** Null takes the subject's deadline back. */
    void set(Watch watch, SubjectFacts subject, Instant at) {
        if (at == null) {
            forget(watch, subject);
            return;
        }
        Wake before = isWaiting(watch, subject) ? watch.wakes.get(subject) : null;
        if (before != null && before.at.equals(at)) {
            return;
        }
        if (before != null) {
            before.isValid = false;
        }
        add(watch, subject, at);
    }

    private void add(Watch watch, SubjectFacts subject, Instant at) {
        Due due = due(at);
        Wake wake = new Wake(due.at, watch, subject);
        due.wakes.add(wake);
        watch.wakes.put(subject, wake);
        if (subject != null) {
            subject.waits(watch.bit, true);
        }
    }

    /** False where its bit says that there is none. */
    private static boolean isWaiting(Watch watch, SubjectFacts subject) {
        return subject == null || watch.bit == 0 || (subject.waiting() & watch.bit) != 0;
    }

    private Due due(Instant at) {
        if (latest == null || !latest.at.equals(at) || latest.wakes.isEmpty()) {
            latest = queue.computeIfAbsent(at, none -> new Due(at, new ArrayDeque<>()));
            first = null;
        }
        return latest;
    }

    private static void forget(Watch watch, SubjectFacts subject) {
        Wake before = isWaiting(watch, subject) ? watch.wakes.remove(subject) : null;
        if (before != null) {
            before.isValid = false;
        }
        if (subject != null) {
            subject.waits(watch.bit, false);
        }
    }

    /** Forgets every deadline of a rule that is no longer watched. */
    static void drop(Watch watch) {
        watch.wakes.values().forEach(wake -> wake.isValid = false);
        watch.wakes.clear();
    }

    /** All that will be taken, in order. */
    List<Wake> all() {
        List<Wake> all = new ArrayList<>();
        for (Due due : queue.values()) {
            for (Wake wake : due.wakes) {
                if (wake.isValid) {
                    all.add(wake);
                }
            }
        }
        return all;
    }

    /** The next in the order of the queue. */
    void restore(Watch watch, SubjectFacts subject, Instant at) {
        add(watch, subject, at);
    }

    /** When the next one is due, or null. */
    Instant next() {
        while (!queue.isEmpty()) {
            first = first == null ? queue.firstEntry().getValue() : first;
            while (!first.wakes.isEmpty() && !first.wakes.peek().isValid) {
                first.wakes.remove();
            }
            if (!first.wakes.isEmpty()) {
                return first.at;
            }
            queue.pollFirstEntry();
            first = null;
        }
        return null;
    }

    /** Takes the next one, if it is due at {@code at} or before; null if none is. */
    Wake take(Instant at) {
        Instant next = next();
        if (next == null || next.isAfter(at)) {
            return null;
        }
        Wake wake = first.wakes.remove();
        forget(wake.watch, wake.subject);
        return wake;
    }
}
