package cn.zhenmai.engine;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.engine.CheckpointStore.Checkpoint;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch of steps: alerts, people's acts, what follows from them, and the checkpoint, all or nothing. It does not wait for the
 * disk: whatever leaves the house rests on a later commit that does, and what a killed database comes back without is written again.
 */
final class EffectsTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(EffectsTransaction.class);

    private final Database database;
    private final AlertStore alerts;
    private final List<EffectsWriter> writers;
    private final LongSupplier journalAt;
    private final Unflushed unflushed = new Unflushed();

    /** {@code journalAt}: the last committed row of the journal. */
    EffectsTransaction(Database database, AlertStore alerts, List<EffectsWriter> writers, LongSupplier journalAt) {
        this.journalAt = journalAt;
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
        unflushed.settle(journalAt.getAsLong());
        boolean waits = unflushed.isFull();
        Input last = steps.get(steps.size() - 1).input();
        database.<Void>inTransaction(c -> {
            long stored = CheckpointStore.lock(c, waits).sequence();
            if (stored == last.sequence()) {
                return null;
            }
            Together with = new Together();
            if (stored != after) {
                for (AppliedStep lost : lost(after, stored)) {
                    write(c, with, lost);
                }
            }
            for (AppliedStep step : steps) {
                write(c, with, step);
            }
            CheckpointStore.move(with, new Checkpoint(last.sequence(), last.knownAt(), EngineWorker.VERSION));
            with.run(c);
            return null;
        });
        if (waits) {
            unflushed.clear();
        } else {
            unflushed.add(after, steps, journalAt.getAsLong());
        }
    }

    private List<AppliedStep> lost(long after, long stored) {
        List<AppliedStep> lost = unflushed.since(stored).orElseThrow(() -> new FencedException(after, stored));
        LOG.warn(
                "the store came back without the effects of journal rows {} to {}; they are written again",
                stored + 1,
                after);
        return lost;
    }

    private void write(Connection c, Together with, AppliedStep step) throws SQLException {
        alerts.apply(
                with,
                step.effects().transitions(),
                superseded -> LOG.warn(
                        "journal row {} superseded {} open alerts", step.input().sequence(), superseded));
        if (step.input() instanceof Input.Acted acted) {
            with.run(c);
            if (!alerts.act(c, acted)) {
                LOG.warn("journal row {}: no such alert or act: {} {}", acted.sequence(), acted.act(), acted.alert());
            }
        }
        for (EffectsWriter writer : writers) {
            writer.write(c, with, step);
        }
    }

    /** Another process applies effects to this store: this one must stop. */
    static final class FencedException extends RuntimeException {
        FencedException(long expected, long stored) {
            super("另一个进程在写预警／another process applies effects: checkpoint " + stored + ", expected " + expected);
        }
    }
}
