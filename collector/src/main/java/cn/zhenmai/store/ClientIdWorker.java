package cn.zhenmai.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps client ids that have expired, once an hour and piece by piece, so that it never holds the journal up. */
public final class ClientIdWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientIdWorker.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 5_000;

    private final Vertx vertx;
    private final Database database;
    private final InstantSource schoolClock;
    private final long timer;
    private boolean isSweeping;

    private ClientIdWorker(Vertx vertx, Database database, InstantSource schoolClock) {
        this.vertx = vertx;
        this.database = database;
        this.schoolClock = schoolClock;
        timer = vertx.setPeriodic(EVERY.toMillis(), fired -> sweep());
    }

    public static ClientIdWorker start(Vertx vertx, Database database, InstantSource schoolClock) {
        return new ClientIdWorker(vertx, database, schoolClock);
    }

    private void sweep() {
        if (!isSweeping) {
            isSweeping = true;
            drainOnce().onComplete(done -> {
                isSweeping = false;
                if (done.failed()) {
                    LOG.warn("client ids are swept later", done.cause());
                }
            });
        }
    }

    /** Until none is left that has expired; answers how many they were. */
    public Future<Integer> drainOnce() {
        return database.transact(c -> ClientIds.sweep(c, schoolClock.instant(), AT_ONCE))
                .compose(swept -> swept < AT_ONCE
                        ? Future.succeededFuture(swept)
                        : drainOnce().map(more -> swept + more));
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
