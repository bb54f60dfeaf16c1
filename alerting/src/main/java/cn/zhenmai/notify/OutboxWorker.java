package cn.zhenmai.notify;

import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits in the outbox: claim, send, settle, each in a transaction of its own and one round at a time. */
public final class OutboxWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

    /** Machine time between looks at the outbox. */
    private static final Duration EVERY = Duration.ofMillis(500);

    /** Longer than the notifier's own timeouts together, or a slow mail would be sent twice. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final int BATCH = 16;

    private final Database database;
    private final OutboxStore store;
    private final Notifier notifier;
    private final InstantSource schoolClock;
    private final InstantSource machineClock;
    private final Backoff backoff;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Future<Integer>> round = new AtomicReference<>(Future.succeededFuture(0));
    private Runnable stopTimer = () -> {};

    public OutboxWorker(
            Database database,
            OutboxStore store,
            Notifier notifier,
            InstantSource schoolClock,
            InstantSource machineClock,
            Backoff backoff) {
        this.database = database;
        this.store = store;
        this.notifier = notifier;
        this.schoolClock = schoolClock;
        this.machineClock = machineClock;
        this.backoff = backoff;
    }

    public OutboxWorker start(Vertx vertx) {
        long timer = vertx.setPeriodic(EVERY.toMillis(), tick -> {
            if (round.get().isComplete()) {
                drainOnce().onFailure(e -> LOG.warn("outbox round failed, tried again at the next: {}", e.toString()));
            }
        });
        stopTimer = () -> vertx.cancelTimer(timer);
        return this;
    }

    /** Something was just written: the next round begins now, or right after the one under way. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            drainOnce().onFailure(e -> LOG.warn("outbox round failed, tried again at the next: {}", e.toString()));
        }
    }

    /** Sends everything that is due now; how many mails were attempted. A round already under way is waited for first. */
    public synchronized Future<Integer> drainOnce() {
        Future<Integer> next = round.get().transform(before -> {
            woken.set(false);
            return drain(0);
        });
        round.set(next);
        return next;
    }

    private Future<Integer> drain(int attempted) {
        if (closed.get()) {
            return Future.succeededFuture(attempted);
        }
        return database.transact(c -> store.claim(c, machineClock.instant(), schoolClock.instant(), LEASE, BATCH))
                .compose(mails -> mails.isEmpty()
                        ? Future.succeededFuture(attempted)
                        : sendAll(mails).compose(sent -> drain(attempted + mails.size())));
    }

    private Future<List<Void>> sendAll(List<OutboxMail> mails) {
        List<Future<Void>> sends = new ArrayList<>();
        for (OutboxMail mail : mails) {
            sends.add(send(mail));
        }
        return Future.join(sends).map(all -> all.<Void>list());
    }

    private Future<Void> send(OutboxMail mail) {
        return notifier.deliver(mail)
                .otherwise(bug -> new Delivery.Retry(bug.toString()))
                .compose(delivery -> settle(mail, delivery));
    }

    private Future<Void> settle(OutboxMail mail, Delivery delivery) {
        if (delivery instanceof Delivery.Refused refused) {
            LOG.warn("mail {} to {} refused: {}", mail.id(), mail.recipient(), refused.reason());
        } else if (delivery instanceof Delivery.Retry retry) {
            LOG.info(
                    "mail {} to {} put off, attempt {}: {}",
                    mail.id(),
                    mail.recipient(),
                    mail.attempt(),
                    retry.reason());
        }
        return database.transact(c -> {
            store.settle(c, mail, delivery, machineClock.instant(), backoff);
            return null;
        });
    }

    /** Begins no further round and waits for the one under way. Blocks; not for event loops. */
    @Override
    public void close() {
        closed.set(true);
        stopTimer.run();
        Future<Integer> last = round.get();
        last.otherwise(0).await();
    }
}
