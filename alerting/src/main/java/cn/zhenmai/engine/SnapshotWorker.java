package cn.zhenmai.engine;

import cn.zhenmai.store.Database;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a snapshot of the engine beside the journal, so that a start judges only what came after it. The state is taken on the engine's
 * thread, which is quick, and written on another; only what is committed is ever in it.
 */
final class SnapshotWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWorker.class);

    /** So many are judged again in about a second. */
    private static final long EVERY_CHANGES = 200_000;

    /** At a stop it is written where judging what came since would take longer: writing ten things costs about one judged change. */
    private static final int WRITTEN_A_CHANGE = 10;

    private static final long MOST_SECONDS = 20;

    private final Database database;
    private long changes;
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
        if (changes >= EVERY_CHANGES && isFree) {
            write(engine.state());
        }
    }

    /** At an orderly stop. Blocks until what is to be written is written. */
    void finish(LiveEngine engine) throws InterruptedException {
        await();
        EngineState state = engine.state();
        if (changes > 0 && changes * WRITTEN_A_CHANGE >= state.size()) {
            write(state);
            await();
        }
    }

    private void write(EngineState state) {
        changes = 0;
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
            Snapshot snapshot = StateWriter.write(state);
            database.<Void>inTransaction(c -> {
                SnapshotStore.replace(c, snapshot);
                return null;
            });
            LOG.debug(
                    "snapshot of the engine as of journal row {}, {} parts",
                    state.sequence(),
                    snapshot.parts().size());
        } catch (SQLException | RuntimeException notWritten) {
            LOG.warn("no snapshot of the engine as of journal row {}: {}", state.sequence(), notWritten.toString());
        }
    }
}
