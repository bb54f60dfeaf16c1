package cn.zhenmai.engine;

import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes time pass for the engine. It is told by the journal, so that a replay sees the same moments. */
final class Ticks {

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final Journal journal;
    private final InstantSource schoolClock;
    private Future<Receipt> last = Future.succeededFuture();
    private Instant toldFor;

    Ticks(Journal journal, InstantSource schoolClock) {
        this.journal = journal;
        this.schoolClock = schoolClock;
    }

    /** Tells of the deadline (null = none) once the school's clock has reached it; again only where the journal did not take it. */
    void pass(Instant deadline, long applied) {
        if (deadline == null || !last.isComplete() || schoolClock.instant().isBefore(deadline)) {
            return;
        }
        boolean told = last.succeeded() && deadline.equals(toldFor);
        if (told && last.result().sequence() <= applied) {
            LOG.error("a tick did not move the deadline {}", deadline);
            return;
        }
        if (!told) {
            toldFor = deadline;
            last = journal.submit(new Entry.Tick(deadline));
        }
    }

    Future<Receipt> last() {
        return last;
    }
}
