package cn.zhenmai.demo;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the source systems speak as the school's clock goes on. One thread. */
final class SimulatorWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorWorker.class);
    private static final long EVERY_MILLIS = 200;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "simulator"));
    private final Feed feed;
    private final InstantSource clock;

    SimulatorWorker(Feed feed, InstantSource clock) {
        this.feed = feed;
        this.clock = clock;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::advance, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void advance() {
        try {
            feed.advance(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("what the sources said just now was lost", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean ended = thread.awaitTermination(10, TimeUnit.SECONDS);
            LOG.debug("simulator ended: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
