package cn.zhenmai.intake;

import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the journal once a school day what has become of the ballots: facts like others, which are judged, corrected and replayed. */
public final class BallotWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BallotWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Database database;
    private final Journal journal;
    private final InstantSource schoolClock;
    private Runnable stopTimer = () -> {};
    /** That was told last; null before the first. */
    private LocalDate told;

    public BallotWorker(Database database, Journal journal, InstantSource schoolClock) {
        this.database = database;
        this.journal = journal;
        this.schoolClock = schoolClock;
    }

    public BallotWorker start(Vertx vertx) {
        long timer = vertx.setPeriodic(EVERY.toMillis(), tick -> {
            LocalDate today = today();
            if (!today.equals(told)) {
                drainOnce()
                        .onSuccess(count -> told = today)
                        .onFailure(e -> LOG.warn("ballots are counted later: {}", e.toString()));
            }
        });
        stopTimer = () -> vertx.cancelTimer(timer);
        return this;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(schoolClock.instant(), School.ZONE);
    }

    /** Tells what is untold as of the beginning of today; answers how many summaries that were. */
    public Future<Integer> drainOnce() {
        LocalDate today = today();
        return database.transact(c -> BallotCount.untold(c, today)).compose(this::tell);
    }

    private Future<Integer> tell(List<BallotSummary> untold) {
        if (untold.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<Entry.Row> rows = new ArrayList<>(untold.size());
        for (BallotSummary summary : untold) {
            rows.add(new Entry.Row(rows.size() + 1, summary));
        }
        return journal.submit(new Entry.Facts(Source.ballots(), rows, null)).map(receipt -> {
            receipt.errors().forEach(error -> LOG.warn("a summary of ballots was set aside: {}", error.message()));
            return rows.size();
        });
    }

    @Override
    public void close() {
        stopTimer.run();
    }
}
