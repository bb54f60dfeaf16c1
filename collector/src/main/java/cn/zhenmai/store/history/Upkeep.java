package cn.zhenmai.store.history;

import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps roll-ups current, and once in each day of the school packs and lets go what is old. One thread of its own. */
public final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** Machine time between looks; pages of the present day don't read roll-ups. */
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** Corrections of a term come for a while after its end. */
    private static final int GRACE_DAYS = 30;

    private static final int PATIENCE_SECONDS = 30;

    private final Database database;
    private final Journal journal;
    private final RollUps rollUps;
    private final Retention retention;
    private final InstantSource schoolClock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread upkeep = new Thread(task, "upkeep");
        upkeep.setDaemon(true);
        return upkeep;
    });
    private LocalDate tidiedOn;

    public Upkeep(Database database, Journal journal, Retention retention, InstantSource schoolClock) {
        this.database = database;
        this.journal = journal;
        this.rollUps = new RollUps(database, journal);
        this.retention = retention;
        this.schoolClock = schoolClock;
    }

    public Upkeep start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        try {
            runOnce();
        } catch (SQLException | RuntimeException later) {
            // The next look goes on from where this one stopped.
            LOG.warn("upkeep put off: {}", later.toString());
        }
    }

    /** One look, as the thread does it; blocks. */
    public synchronized void runOnce() throws SQLException {
        long sequence = rollUps.run();
        LOG.debug("roll-ups are at journal row {}", sequence);
        try (Connection connection = database.connect()) {
            Dialect dialect = database.dialect(connection);
            LocalDate today = LocalDate.ofInstant(schoolClock.instant(), School.ZONE);
            if (!today.equals(tidiedOn)) {
                int packed = dialect.pack(connection, lastTermEnd(today));
                int gone = retention.run(connection, dialect, today);
                if (packed + gone > 0) {
                    LOG.info("upkeep: {} pieces packed, {} old rows or pieces gone", packed, gone);
                }
                tidiedOn = today;
            }
        }
    }

    /** The end of the last term that is over for good; a day before all time where there is none. */
    private LocalDate lastTermEnd(LocalDate today) {
        School now = journal.school();
        return now.registry().terms().stream()
                .map(now::endOf)
                .filter(end -> end.plusDays(GRACE_DAYS).isBefore(today))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
    }

    /** Waits for the look under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("upkeep does not end");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
