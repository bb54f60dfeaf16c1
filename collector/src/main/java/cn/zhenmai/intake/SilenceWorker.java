package cn.zhenmai.intake;

import cn.zhenmai.school.School;
import cn.zhenmai.school.SchoolHours;
import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the system alert of a source that is expected and was not heard within its cadence, in school hours by the calendar, and ends
 * it when it speaks again. No measure is touched: of a silent source nothing is known, which is not the same as a low value.
 */
public final class SilenceWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final Supplier<School> school;
    private final InstantSource schoolClock;
    private final SilenceListener listener;
    private Runnable stopTimer = () -> {};
    private volatile int silent;

    public SilenceWorker(
            Database database, Supplier<School> school, InstantSource schoolClock, SilenceListener listener) {
        this.listener = listener;
        this.database = database;
        this.school = school;
        this.schoolClock = schoolClock;
    }

    public SilenceWorker start(Vertx vertx) {
        long timer = vertx.setPeriodic(
                EVERY.toMillis(),
                tick -> drainOnce().onFailure(e -> LOG.warn("silences are looked for later: {}", e.toString())));
        stopTimer = () -> vertx.cancelTimer(timer);
        return this;
    }

    /** Sources that are silent now, as of the last look. */
    public int silent() {
        return silent;
    }

    /** Looks once; how many sources are silent. */
    public Future<Integer> drainOnce() {
        return database.transact(this::look).onSuccess(count -> silent = count);
    }

    private int look(Connection connection) throws SQLException {
        Instant now = schoolClock.instant();
        School current = school.get();
        Map<String, SilenceStore.Silence> open = new TreeMap<>(SilenceStore.open(connection));
        int count = 0;
        for (SilenceStore.Expected one : SilenceStore.expected(connection)) {
            SilenceStore.Silence known = open.remove(one.source());
            Optional<Instant> due = SchoolHours.after(current, one.from(), one.cadence());
            if (due.isPresent() && due.get().isBefore(now)) {
                count++;
                if (known == null) {
                    begin(connection, one.silentSince(due.get()));
                }
            } else if (known != null) {
                end(connection, known, one.from());
                LOG.info("source {} is heard again", one.source());
            }
        }
        // What is left is no longer expected at all.
        for (SilenceStore.Silence one : open.values()) {
            end(connection, one, now);
        }
        return count;
    }

    private void begin(Connection connection, SilenceStore.Silence silence) throws SQLException {
        if (SilenceStore.begin(connection, silence)) {
            listener.began(connection, silence);
            LOG.warn("source {} is silent since {}", silence.source(), silence.since());
        }
    }

    private void end(Connection connection, SilenceStore.Silence silence, Instant at) throws SQLException {
        if (SilenceStore.end(connection, silence.source(), at)) {
            listener.ended(connection, silence.alert());
        }
    }

    @Override
    public void close() {
        stopTimer.run();
    }
}
