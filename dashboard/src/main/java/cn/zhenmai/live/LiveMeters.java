package cn.zhenmai.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of the live hub. */
final class LiveMeters {

    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong slowed = new AtomicLong();
    private final AtomicLong gaveUp = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void opened() {
        sockets.incrementAndGet();
    }

    void closed() {
        sockets.decrementAndGet();
    }

    void sent() {
        sent.incrementAndGet();
    }

    void slowed() {
        slowed.incrementAndGet();
    }

    void gaveUp() {
        gaveUp.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    int sockets() {
        return sockets.get();
    }

    long slowedCount() {
        return slowed.get();
    }

    long gaveUpCount() {
        return gaveUp.get();
    }

    void bindTo(MeterRegistry registry) {
        Gauge.builder("zhenmai.live.sockets", sockets, AtomicInteger::get)
                .description("open live sockets")
                .register(registry);
        FunctionCounter.builder("zhenmai.live.frames", sent, AtomicLong::get)
                .description("frames written to live sockets")
                .register(registry);
        FunctionCounter.builder("zhenmai.live.slowed", slowed, AtomicLong::get)
                .description("times that a socket took no more and its frames were merged to a snapshot")
                .register(registry);
        FunctionCounter.builder("zhenmai.live.closed.slow", gaveUp, AtomicLong::get)
                .description("sockets closed because they took nothing for too long")
                .register(registry);
        FunctionCounter.builder("zhenmai.live.rounds.failed", failed, AtomicLong::get)
                .description("rounds of pushes that failed and were tried again")
                .register(registry);
    }
}
