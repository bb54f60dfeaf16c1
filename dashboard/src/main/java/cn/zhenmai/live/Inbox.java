package cn.zhenmai.live;

import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Input;
import java.util.Optional;

/** What the engine told and no round has taken yet, merged, and what was told before for pages that come back. Any thread. */
final class Inbox {

    static final int RING_STEPS = 2_000;
    private static final int RING_TOUCHES = 100_000;

    private final Ring ring;
    private Touched touched = Touched.NOTHING;
    private boolean isAwaited;
    private long heard;

    /** {@code to}: the last number that was told. */
    record Taken(Touched touched, long to) {}

    Inbox(long applied) {
        this.heard = applied;
        this.ring = new Ring(applied, RING_STEPS, RING_TOUCHES);
    }

    /** True where the reader has to be called: nothing waited before. */
    synchronized boolean add(Input input, Effects effects) {
        Touched by = Touched.by(input, effects);
        ring.add(input.sequence(), by);
        touched = touched.with(by);
        heard = input.sequence();
        boolean isFirst = !isAwaited;
        isAwaited = true;
        return isFirst;
    }

    /** The reader that was called is there. */
    synchronized void answered() {
        isAwaited = false;
    }

    synchronized Taken take() {
        Taken taken = new Taken(touched, heard);
        touched = Touched.NOTHING;
        return taken;
    }

    /** Time moved every page. */
    synchronized void movedByClock() {
        ring.addByClock(heard);
    }

    synchronized Optional<Touched> since(long number, long head) {
        return ring.since(number, head);
    }

    synchronized int held() {
        return ring.size();
    }

    synchronized int waiting() {
        return touched.size();
    }
}
