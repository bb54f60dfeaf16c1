package cn.zhenmai.engine;

import cn.zhenmai.store.Database;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a snapshot of the engine beside the journal, so that a start reads and judges only what came after it. The state is taken on the
 * engine's thread, which is quick, and written on another; only what is committed is ever in it.
 */
final class SnapshotWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWorker.class);

    /** Changes after which it is written anew at the earliest: judging them again takes about a second. */
    private static final long EVERY_CHANGES = 50_000;

    /** Machine time between two, unless what came since is this part of all: writing goes on beside the engine, for a second or two. */
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(20);

    private static final int PART_OF_ALL = 10;

    /** At a stop it is written where judging what came since would take longer: as long as writing so many facts a change. */
    private static final int WRITTEN_A_CHANGE = 100;

    private static final long MOST_SECONDS = 20;

    private final Database database;
    private long changes;
    private long facts;
    private long writtenAt = System.nanoTime();
    /** Null before the first. */
    private Thread writing;

    SnapshotWorker(Database database) {
        this.database = database;
    }

    /** Changes that were judged since. */
    void count(long judged) {
        changes += judged;
    }

    /** After a commit. */
    void offer(LiveEngine engine) {
        boolean isFree = writing == null || !writing.isAlive();
        if (isFree && changes >= EVERY_CHANGES && isDue()) {
            write(engine.state());
        }
    }

    private boolean isDue() {
        return changes >= facts / PART_OF_ALL || System.nanoTime() - writtenAt >= EVERY_NANOS;
    }

    /** At an orderly stop. Blocks until what is to be written is written. */
    void finish(LiveEngine engine) throws InterruptedException {
        await();
        EngineState state = engine.state();
        if (changes > 0 && changes * WRITTEN_A_CHANGE >= state.ledger().facts()) {
            write(state);
            await();
        }
    }

    private void write(EngineState state) {
        changes = 0;
        facts = state.ledger().facts();
        writtenAt = System.nanoTime();
        writing = new Thread(() -> store(state), "engine-snapshot");
        writing.setDaemon(true);
        writing.setPriority(Thread.MIN_PRIORITY);
        writing.start();
    }

    private void await() throws InterruptedException {
        if (writing != null) {
            writing.join(MOST_SECONDS * 1_000);
        }
    }

    private void store(EngineState state) {
        try {
            Snapshot snapshot = Snapshot.of(state);
            database.<Void>inTransaction(c -> {
                SnapshotStore.replace(c, snapshot);
                return null;
            });
            LOG.debug("snapshot of the engine as of journal row {}, {} bytes", state.sequence(), snapshot.bytes());
        } catch (SQLException | RuntimeException notWritten) {
            LOG.warn("no snapshot of the engine as of journal row {}: {}", state.sequence(), notWritten.toString());
        }
    }
}
