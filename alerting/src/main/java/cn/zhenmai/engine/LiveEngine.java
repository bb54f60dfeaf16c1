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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that judges live, with what stands around its steps: the school, and whether any rules are known yet. */
final class LiveEngine {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEngine.class);

    private final Engine engine = new Engine(new RuleSet(List.of()));
    private School school;
    private boolean hasRules;
    private long judgedFrom;
    private long judged;

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
            LiveEngine live = new LiveEngine();
            journal.replay(0, from.sequence(), live::learn);
            live.engine.resume(StateReader.read(from, live.engine.state()));
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
