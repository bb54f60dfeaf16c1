package cn.zhenmai.engine;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.engine.CheckpointStore.Checkpoint;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a batch of steps: alerts, people's acts, what follows from them, and the checkpoint, all or nothing. */
final class EffectsTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(EffectsTransaction.class);

    private final Database database;
    private final AlertStore alerts;
    private final List<EffectsWriter> writers;

    EffectsTransaction(Database database, AlertStore alerts, List<EffectsWriter> writers) {
        this.database = database;
        this.alerts = alerts;
        this.writers = List.copyOf(writers);
    }

    /**
     * May be called again with the same batch after any failure: where an earlier commit did happen, nothing is written twice.
     *
     * @param after the sequence before the batch
     */
    void commit(long after, List<AppliedStep> steps) throws SQLException {
        Input last = steps.get(steps.size() - 1).input();
        database.<Void>inTransaction(c -> {
            long stored = CheckpointStore.lock(c).sequence();
            if (stored == last.sequence()) {
                return null;
            }
            if (stored != after) {
                throw new FencedException(after, stored);
            }
            for (AppliedStep step : steps) {
                write(c, step);
            }
            CheckpointStore.move(c, new Checkpoint(last.sequence(), last.knownAt(), EngineWorker.VERSION));
            return null;
        });
    }

    private void write(Connection c, AppliedStep step) throws SQLException {
        int superseded = alerts.apply(c, step.effects().transitions());
        if (superseded > 0) {
            LOG.warn("journal row {} superseded {} open alerts", step.input().sequence(), superseded);
        }
        if (step.input() instanceof Input.Acted acted && !alerts.act(c, acted)) {
            LOG.warn("journal row {}: no such alert or act: {} {}", acted.sequence(), acted.act(), acted.alert());
        }
        for (EffectsWriter writer : writers) {
            writer.write(c, step);
        }
    }

    /** Another process applies effects to this store: this one must stop. */
    static final class FencedException extends RuntimeException {
        FencedException(long expected, long stored) {
            super("另一个进程在写预警／another process applies effects: checkpoint " + stored + ", expected " + expected);
        }
    }
}
