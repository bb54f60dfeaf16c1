package cn.zhenmai.engine;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one school's engine from the journal on a thread of its own, writes the effects, and makes time pass for it. At the start the
 * engine is rebuilt as of the checkpoint, in silence; the rows after it have effects.
 */
public final class EngineWorker implements AutoCloseable {

    /** Raised when the engine judges otherwise than before; stored with the checkpoint. */
    static final String VERSION = "2";

    private static final Logger LOG = LoggerFactory.getLogger(EngineWorker.class);

    /** Machine time between looks at the school's clock, and before a failed transaction is tried again. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Journal journal;
    private final Database database;
    private final AlertStore alerts;
    private final EffectsTransaction effects;
    private final RulesOffer rulesOffer;
    private final Ticks ticks;
    private final JournalTail tail;
    private final SnapshotWorker snapshots;
    private final List<BiConsumer<Input, Effects>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "engine");

    private volatile boolean isClosed;
    private volatile boolean isCaughtUp;
    private volatile long applied;
    private volatile int differences;
    private volatile long rebuiltFrom;
    private volatile RuntimeException failure;
    private volatile RuleSet rules;

    // Below: guarded by this.
    /** Null until it is rebuilt. */
    private LiveEngine engine;

    private List<AppliedStep> unwritten = List.of();

    /**
     * Nothing runs before {@link #start()} or {@link #drainOnce()}; listeners are to be added before.
     *
     * @param writers write what follows from each step in the same transaction: the outbox
     * @param provisioned becomes the rule set in force where it is wanted; {@link RuleProblems} if it is none
     */
    public EngineWorker(
            Journal journal,
            Database database,
            AlertStore alerts,
            List<EffectsWriter> writers,
            ProvisionedRules provisioned,
            InstantSource schoolClock) {
        this.journal = journal;
        this.database = database;
        this.alerts = alerts;
        this.effects = new EffectsTransaction(database, alerts, writers, journal::sequence);
        this.rulesOffer = new RulesOffer(journal, database, provisioned);
        this.ticks = new Ticks(journal, schoolClock);
        this.snapshots = new SnapshotWorker(database);
        this.tail = new JournalTail(journal, () -> isClosed);
        LOG.info(
                "{} rules provisioned by {}",
                RuleSet.parse(provisioned.yaml()).rules().size(),
                provisioned.by());
        thread.setDaemon(true);
    }

    public EngineWorker start() {
        synchronized (this) {
            rulesOffer.beforeTheFirstFact();
        }
        thread.start();
        return this;
    }

    /** Called after each committed step, in order, on the engine's thread: it must be quick and may not wait for the engine. */
    public void listen(BiConsumer<Input, Effects> listener) {
        listeners.add(listener);
    }

    /** The last journal row whose effects are committed. */
    public long appliedSequence() {
        return applied;
    }

    /** Journal rows behind. */
    public long lag() {
        return Math.max(0, journal.sequence() - applied);
    }

    /** Whether what was in the journal at the start has been worked off. */
    public boolean isCaughtUp() {
        return isCaughtUp;
    }

    /** The journal row as of which the engine was taken from a snapshot at the last start; 0 = all rows were judged again. */
    public long rebuiltFrom() {
        return rebuiltFrom;
    }

    /** How many open alerts the rebuilt engine saw otherwise than the store at the last start. */
    public int rebuildDifferences() {
        return differences;
    }

    /** Why it has stopped for good, if it has. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The rules in force; empty until the first rule set was applied. */
    public Optional<RuleSet> rules() {
        return Optional.ofNullable(rules);
    }

    /** Works off the journal and every deadline that the school's clock has reached, then returns. Blocks; for tests and the demo. */
    public synchronized void drainOnce() throws SQLException {
        do {
            catchUp();
            rulesOffer.offer();
            passTime();
            await(rulesOffer.last());
            await(ticks.last());
        } while (applied < journal.sequence());
    }

    private static void await(Future<Receipt> entry) {
        if (!entry.isComplete()) {
            Receipt done = entry.await();
            LOG.trace("row {}", done.sequence());
        }
    }

    private void run() {
        while (!isClosed && failure == null) {
            try {
                round();
                waitForInput();
            } catch (SQLException | Journal.UnavailableException unavailable) {
                LOG.warn("effects not written, tried again: {}", unavailable.getMessage());
                pause();
            } catch (RuntimeException bug) {
                failure = bug;
                LOG.error("the engine has stopped at journal row {}", applied, bug);
            }
        }
    }

    private synchronized void round() throws SQLException {
        catchUp();
        rulesOffer.offer();
        passTime();
        isCaughtUp = true;
    }

    private void waitForInput() {
        try {
            Input next = tail.await(LOOK_EVERY);
            if (next != null) {
                synchronized (this) {
                    rebuild();
                    flush();
                    tail.take(next, applied, this::apply);
                }
            }
        } catch (InterruptedException ended) {
            isClosed = true;
        } catch (SQLException unavailable) {
            LOG.warn("effects not written, tried again: {}", unavailable.getMessage());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the journal's head: from what was handed over where that follows on, else from the store. */
    private void catchUp() throws SQLException {
        rebuild();
        flush();
        while (applied < journal.sequence() && !isClosed) {
            tail.next(applied, this::apply);
        }
    }

    private void apply(List<Input> inputs) throws SQLException {
        List<AppliedStep> steps = new ArrayList<>();
        for (Input input : inputs) {
            steps.add(engine.step(input));
        }
        unwritten = steps;
        flush();
    }

    /** Writes what the engine has already stepped through; after a failure the same is tried again, the engine is not asked twice. */
    private void flush() throws SQLException {
        if (unwritten.isEmpty()) {
            return;
        }
        effects.commit(applied, unwritten);
        List<AppliedStep> written = unwritten;
        unwritten = List.of();
        applied = written.get(written.size() - 1).input().sequence();
        rules = engine.rules();
        for (AppliedStep step : written) {
            tell(step);
            snapshots.count(JournalTail.changes(step.input()));
        }
        snapshots.offer(engine);
    }

    private void tell(AppliedStep step) {
        for (BiConsumer<Input, Effects> listener : listeners) {
            try {
                listener.accept(step.input(), step.effects());
            } catch (RuntimeException bug) {
                LOG.error("a listener failed at journal row {}", step.input().sequence(), bug);
            }
        }
    }

    /** Anew with each attempt: one that broke off has left half a past behind. */
    private void rebuild() throws SQLException {
        if (engine != null) {
            return;
        }
        CheckpointStore.Checkpoint checkpoint = database.inTransaction(CheckpointStore::lock);
        LiveEngine rebuilt = LiveEngine.rebuild(journal, checkpoint, database.inTransaction(SnapshotStore::find));
        snapshots.count(rebuilt.judged());
        differences = rebuilt.compare(database, alerts, checkpoint);
        rebuiltFrom = rebuilt.judgedFrom();
        applied = checkpoint.sequence();
        rules = rebuilt.rules();
        engine = rebuilt;
    }

    private void passTime() {
        ticks.pass(engine.nextDeadline().orElse(null), applied);
    }

    /** What is stepped through but not committed must not be in it. */
    private synchronized void keepState() throws InterruptedException {
        if (engine != null && unwritten.isEmpty() && failure == null) {
            snapshots.finish(engine);
        }
    }

    /** Finishes the batch in hand and ends the thread. Blocks. */
    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            if (!thread.isAlive()) {
                keepState();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
