package cn.zhenmai.engine;

import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.engine.CheckpointStore.Checkpoint;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that judges live, with what stands around its steps: the school, and whether any rules are known yet. */
final class LiveEngine {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEngine.class);

    private final Engine engine;
    private School school;
    private boolean hasRules;
    private long judgedFrom;
    private long judged;

    private LiveEngine() {
        this(new Engine(new RuleSet(List.of())));
    }

    private LiveEngine(Engine engine) {
        this.engine = engine;
    }

    /** As of the checkpoint, in silence: the effects were written when the rows were new. */
    static LiveEngine rebuild(Journal journal, Checkpoint asOf, Optional<Snapshot> snapshot) {
        LiveEngine live = snapshot.flatMap(from -> resumed(journal, asOf, from)).orElseGet(LiveEngine::new);
        long from = live.judgedFrom;
        journal.replay(from, asOf.sequence(), input -> {
            int forgotten = live.step(input).effects().transitions().size();
            live.judged += JournalTail.changes(input);
            LOG.trace("row {}: {} transitions", input.sequence(), forgotten);
        });
        LOG.info(
                "engine rebuilt as of journal row {}, judged from row {} on, {} open alerts",
                asOf.sequence(),
                from + 1,
                live.engine.open().size());
        return live;
    }

    /** Empty where the snapshot can't be used: then everything is judged again. */
    private static Optional<LiveEngine> resumed(Journal journal, Checkpoint asOf, Snapshot from) {
        try {
            from.check(asOf);
            LiveEngine live = knowing(journal, from);
            live.engine.resume(StateReader.read(from, live.engine));
            live.judgedFrom = from.sequence();
            return Optional.of(live);
        } catch (Snapshot.UnfitException unfit) {
            LOG.warn(
                    "the snapshot as of journal row {} is not used, the journal is judged again: {}",
                    from.sequence(),
                    unfit.getMessage());
            return Optional.empty();
        }
    }

    /** What was known as of the snapshot's row: from the snapshot itself, or read again from the journal. */
    private static LiveEngine knowing(Journal journal, Snapshot from) {
        try {
            return remembering(journal, from);
        } catch (Snapshot.UnfitException unfit) {
            LOG.warn(
                    "the facts of the snapshot as of journal row {} are not used, the journal is read again: {}",
                    from.sequence(),
                    unfit.getMessage());
            LiveEngine live = new LiveEngine();
            journal.replay(0, from.sequence(), live::learn);
            return live;
        }
    }

    /** The bytes are read on a thread of their own while the school is put together. */
    private static LiveEngine remembering(Journal journal, Snapshot from) throws Snapshot.UnfitException {
        FutureTask<Remembered> reading = new FutureTask<>(() -> Remembered.of(from));
        new Thread(reading, "engine-snapshot").start();
        School school = journal.schoolAsOf(from.sequence());
        List<Input.RulesEdited> editions = journal.rulesUpTo(from.sequence());
        Remembered remembered = result(reading);
        LiveEngine live = new LiveEngine(remembered.engine(new RuleSet(List.of()), editions, school));
        live.school = remembered.since() == null ? null : school;
        live.hasRules = !editions.isEmpty();
        return live;
    }

    private static Remembered result(FutureTask<Remembered> reading) throws Snapshot.UnfitException {
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Snapshot.UnfitException unfit
                    ? unfit
                    : new Snapshot.UnfitException(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while the engine is rebuilt");
        }
    }

    private void learn(Input input) {
        engine.learn(input);
        note(input);
    }

    /** Changes that were judged at the rebuilding. */
    long judged() {
        return judged;
    }

    /** The row after which everything was judged. */
    long judgedFrom() {
        return judgedFrom;
    }

    EngineState state() {
        return engine.state();
    }

    AppliedStep step(Input input) {
        Effects caused = engine.step(input);
        note(input);
        return new AppliedStep(input, caused, engine.rules(), school);
    }

    private void note(Input input) {
        if (input instanceof Input.SchoolEdited edited) {
            school = edited.school();
        }
        hasRules |= input instanceof Input.RulesEdited;
    }

    /** Null until the first rule set was applied. */
    RuleSet rules() {
        return hasRules ? engine.rules() : null;
    }

    Optional<Instant> nextDeadline() {
        return engine.nextDeadline();
    }

    /** How many open alerts it sees otherwise than the store. Those that are stored stand, marked as revised. */
    int compare(Database database, AlertStore alerts, Checkpoint asOf) throws SQLException {
        RebuildDifference difference = RebuildDifference.between(
                database.inTransaction(c -> alerts.open(c, AlertScope.EVERYTHING, Integer.MAX_VALUE)), engine.open());
        if (difference.size() > 0) {
            database.<Void>inTransaction(c -> {
                for (RebuildDifference.Revised each : difference.revised()) {
                    alerts.mark(c, each.stored().id(), each.revision(asOf));
                }
                return null;
            });
            LOG.warn(
                    "rebuilt engine differs, the stored alerts stand, marked as revised: only stored {}, only rebuilt"
                            + " {}, otherwise {} (engine {}, then {})",
                    difference.onlyStored(),
                    difference.onlyRebuilt(),
                    difference.otherwise(),
                    EngineWorker.VERSION,
                    asOf.engineVersion());
        }
        return difference.size();
    }
}
