package cn.zhenmai.http;

import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Input;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/** Waits, for a little, until the effects of what a person just did are stored, so that the answer shows them. */
public final class Applied {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final LongSupplier sequence;
    private final ConcurrentSkipListMap<Long, Promise<Void>> waiting = new ConcurrentSkipListMap<>();

    /** {@code sequence}: up to which effects are stored. */
    public Applied(Vertx vertx, LongSupplier sequence) {
        this.vertx = vertx;
        this.sequence = sequence;
    }

    public long sequence() {
        return sequence.getAsLong();
    }

    /** Listener of the engine's worker; on any thread. */
    public void applied(Input input, Effects effects) {
        settle(input.sequence());
    }

    private void settle(long upTo) {
        for (Map.Entry<Long, Promise<Void>> one : waiting.headMap(upTo, true).entrySet()) {
            waiting.remove(one.getKey(), one.getValue());
            one.getValue().tryComplete();
        }
    }

    /** Never fails; when the engine is late it gives up and the answer is a little old. */
    Future<Void> upTo(long wanted) {
        Promise<Void> promise = waiting.computeIfAbsent(wanted, number -> Promise.promise());
        settle(sequence());
        vertx.setTimer(PATIENCE.toMillis(), id -> {
            waiting.remove(wanted, promise);
            promise.tryComplete();
        });
        return promise.future();
    }
}
