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
    private Runnable stopTimer = () -> {};
    private volatile int silent;

    public SilenceWorker(Database database, Supplier<School> school, InstantSource schoolClock) {
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
        Map<String, Instant> open = new TreeMap<>(SilenceStore.open(connection));
        int count = 0;
        for (SilenceStore.Expected one : SilenceStore.expected(connection)) {
            Instant since = open.remove(one.source());
            Optional<Instant> due = SchoolHours.after(current, one.from(), one.cadence());
            if (due.isPresent() && due.get().isBefore(now)) {
                count++;
                if (since == null && SilenceStore.begin(connection, one, due.get())) {
                    LOG.warn("source {} is silent since {}", one.source(), due.get());
                }
            } else if (since != null) {
                SilenceStore.end(connection, one.source(), one.from());
                LOG.info("source {} is heard again", one.source());
            }
        }
        // What is left is no longer expected at all.
        for (String source : open.keySet()) {
            SilenceStore.end(connection, source, now);
        }
        return count;
    }

    @Override
    public void close() {
        stopTimer.run();
    }
}
