package cn.zhenmai;

import cn.zhenmai.engine.EngineWorker;
import cn.zhenmai.live.LiveHub;
import cn.zhenmai.notify.OutboxStore;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.DiskGuard;
import cn.zhenmai.store.Journal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges of everything that can fill up or fall behind. What lies in the database is looked up at intervals, not when asked. */
final class AppMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppMeters.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Those of the outbox table. */
    private static final List<String> OUTBOX_STATES =
            List.of("WAITING", "CLAIMED", "SENT", "DEAD", "DROPPED", "SUMMED");

    private final Runnable stopTimer;
    private volatile Map<String, Long> outboxStates = Map.of();

    private AppMeters(Vertx vertx, Database database, OutboxStore outbox) {
        look(database, outbox);
        long timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), tick -> look(database, outbox));
        stopTimer = () -> vertx.cancelTimer(timer);
    }

    static AppMeters bind(
            Vertx vertx,
            Meters meters,
            Database database,
            Journal journal,
            EngineWorker engine,
            OutboxStore outbox,
            LiveHub live) {
        AppMeters own = new AppMeters(vertx, database, outbox);
        database.bindTo(meters.registry());
        live.bindTo(meters.registry());
        meters.gauge("zhenmai.journal.waiting", "requests that wait for the journal", journal::waiting);
        meters.gauge("zhenmai.journal.sequence", "last committed journal row", journal::sequence);
        meters.gauge("zhenmai.engine.sequence", "last journal row whose effects are stored", engine::appliedSequence);
        meters.gauge("zhenmai.engine.lag", "journal rows that the engine is behind", engine::lag);
        meters.gauge(
                "zhenmai.engine.failed",
                "1 = the engine has stopped for good",
                () -> engine.failure().isPresent() ? 1 : 0);
        meters.gauge(
                "zhenmai.engine.rebuild.differences",
                "open alerts that the rebuilt engine saw otherwise at the last start",
                engine::rebuildDifferences);
        meters.gauge(
                "zhenmai.engine.rebuilt.from",
                "journal row of the snapshot that the last start went on from, 0 = all rows were judged again",
                engine::rebuiltFrom);
        for (String state : OUTBOX_STATES) {
            meters.gauge(
                    "zhenmai.outbox." + state.toLowerCase(Locale.ROOT),
                    "mails in the outbox, as of some seconds ago",
                    () -> own.count(state));
        }
        return own;
    }

    /** Of the embedded database's disk. */
    static void bind(Meters meters, DiskGuard disk) {
        meters.gauge("zhenmai.disk.free", "bytes free below the embedded database", disk::freeBytes);
        meters.gauge("zhenmai.disk.full", "1 = too little is free, writes are refused", () -> disk.isFull() ? 1 : 0);
    }

    private long count(String state) {
        return outboxStates.getOrDefault(state, 0L);
    }

    private void look(Database database, OutboxStore outbox) {
        database.transact(outbox::countByState)
                .onComplete(
                        states -> outboxStates = states,
                        failure -> LOG.debug("outbox not counted: {}", failure.getMessage()));
    }

    @Override
    public void close() {
        stopTimer.run();
    }
}
