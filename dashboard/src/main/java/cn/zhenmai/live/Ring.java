package cn.zhenmai.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last steps and whom they touched, for pages that come back. Bounded in steps and in touches; what is older than the oldest
 * step held can only be answered with a snapshot.
 */
final class Ring {

    private record Held(long sequence, Touched touched, boolean byClock) {}

    private final int mostSteps;
    private final int mostTouches;
    private final Deque<Held> held = new ArrayDeque<>();
    private long floor;
    private int touches;

    /** {@code floor}: a page at this number or later misses nothing that was before the ring began. */
    Ring(long floor, int mostSteps, int mostTouches) {
        this.floor = floor;
        this.mostSteps = mostSteps;
        this.mostTouches = mostTouches;
    }

    void add(long sequence, Touched touched) {
        add(new Held(sequence, touched, false));
    }

    /** Time moved every page, at some moment after the step of that number. */
    void addByClock(long sequence) {
        add(new Held(sequence, Touched.EVERYTHING, true));
    }

    private void add(Held step) {
        held.addLast(step);
        touches += step.touched().size();
        while (held.size() > mostSteps || touches > mostTouches) {
            Held oldest = held.removeFirst();
            touches -= oldest.touched().size();
            floor = Math.max(floor, oldest.sequence());
        }
    }

    /**
     * Whom the steps after {@code number} touched; empty when that is no longer known, or when everything changed. Time moves pages
     * without a number of its own, so what it did at {@code number} itself counts as missed.
     */
    Optional<Touched> since(long number, long head) {
        if (number < floor || number > head) {
            return Optional.empty();
        }
        Touched since = Touched.NOTHING;
        for (Held step : held) {
            if (step.byClock() && step.sequence() == number) {
                return Optional.empty();
            }
            if (step.sequence() > number) {
                since = since.with(step.touched());
            }
        }
        return since.everything() ? Optional.empty() : Optional.of(since);
    }

    int size() {
        return held.size();
    }
}
