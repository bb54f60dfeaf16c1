package cn.zhenmai.engine;

import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    static final String VERSION = "1";

    private static final Logger LOG = LoggerFactory.getLogger(EngineWorker.class);

    /** Machine time between looks at the school's clock, and before a failed transaction is tried again. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Inputs that the journal may hand over ahead of us; what is more is read from the store instead. */
    private static final int HANDED_OVER = 256;

    /** Bounds of one effects transaction. */
    private static final int BATCH_INPUTS = 256;

    private static final int BATCH_CHANGES = 20_000;

    private final Journal journal;
    private final Database database;
    private final AlertStore alerts;
    private final EffectsTransaction effects;
    private final ProvisionedRules provisioned;
    private final InstantSource schoolClock;
    private final List<BiConsumer<Input, Effects>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Input> handedOver = new ArrayBlockingQueue<>(HANDED_OVER);
    private final Thread thread = new Thread(this::run, "engine");

    private volatile boolean isClosed;
    private volatile boolean isCaughtUp;
    private volatile long applied;
    private volatile int differences;
    private volatile RuntimeException failure;
    private volatile RuleSet rules;

    // Below: guarded by this.
    private Engine engine = new Engine(new RuleSet(List.of()));
    private boolean isRebuilt;
    private School school;
    private boolean hasRules;
    private List<AppliedStep> unwritten = List.of();
    private Future<Receipt> rulesOffered;
    private Future<Receipt> tick = Future.succeededFuture();
    private Instant tickedFor;

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
        this.effects = new EffectsTransaction(database, alerts, writers);
        this.provisioned = provisioned;
        LOG.info(
                "{} rules provisioned by {}",
                RuleSet.parse(provisioned.yaml()).rules().size(),
                provisioned.by());
        this.schoolClock = schoolClock;
        thread.setDaemon(true);
        // One that does not fit is found in the store when its turn comes.
        journal.listen(input -> {
            boolean fits = handedOver.offer(input);
            if (!fits) {
                LOG.debug("engine lags, row {} will be read again", input.sequence());
            }
        });
    }

    public EngineWorker start() {
        synchronized (this) {
            if (journal.sequence() == 0) {
                // The rules are to be known before the first fact, whoever sends it.
                rulesOffered = journal.submit(provisioned.edit());
            }
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
            offerRules();
            passTime();
            await(rulesOffered);
            await(tick);
        } while (applied < journal.sequence());
    }

    private static void await(Future<Receipt> entry) {
        if (entry != null && !entry.isComplete()) {
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
        offerRules();
        passTime();
        isCaughtUp = true;
    }

    private void waitForInput() {
        try {
            Input next = handedOver.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                synchronized (this) {
                    take(next);
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
            Input next = handedOver.poll();
            if (next == null) {
                readAgain();
            } else {
                take(next);
            }
        }
    }

    private void take(Input first) throws SQLException {
        rebuild();
        flush();
        List<Input> batch = new ArrayList<>();
        int changes = 0;
        for (Input next = first; next != null; next = handedOver.poll()) {
            if (next.sequence() > applied + batch.size() + 1) {
                break;
            }
            if (next.sequence() == applied + batch.size() + 1) {
                batch.add(next);
                changes += changes(next).size();
            }
            if (batch.size() >= BATCH_INPUTS || changes >= BATCH_CHANGES) {
                break;
            }
        }
        if (batch.isEmpty()) {
            readAgain();
        } else {
            apply(batch);
        }
    }

    private void readAgain() throws SQLException {
        long upTo = journal.sequence();
        if (upTo <= applied) {
            return;
        }
        Reader reader = new Reader();
        journal.replay(applied, upTo, reader::read);
        reader.end();
    }

    /** Puts replayed inputs together to batches, so that neither a transaction nor the memory grows with the lag. */
    private final class Reader {
        private final List<Input> batch = new ArrayList<>();
        private int changes;
        private SQLException unavailable;

        void read(Input input) {
            if (unavailable != null || isClosed) {
                return;
            }
            batch.add(input);
            changes += changes(input).size();
            if (batch.size() >= BATCH_INPUTS || changes >= BATCH_CHANGES) {
                applyBatch();
            }
        }

        private void applyBatch() {
            List<Input> full = List.copyOf(batch);
            batch.clear();
            changes = 0;
            try {
                apply(full);
            } catch (SQLException failed) {
                unavailable = failed;
            }
        }

        void end() throws SQLException {
            if (!batch.isEmpty()) {
                applyBatch();
            }
            if (unavailable != null) {
                throw unavailable;
            }
        }
    }

    private static List<Change> changes(Input input) {
        if (input instanceof Input.Facts facts) {
            return facts.changes();
        }
        return input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
    }

    private void apply(List<Input> inputs) throws SQLException {
        List<AppliedStep> steps = new ArrayList<>();
        for (Input input : inputs) {
            Effects caused = step(input);
            steps.add(new AppliedStep(input, caused, engine.rules(), school));
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
        }
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

    private Effects step(Input input) {
        Effects caused = engine.step(input);
        if (input instanceof Input.SchoolEdited edited) {
            school = edited.school();
        }
        hasRules |= input instanceof Input.RulesEdited;
        return caused;
    }

    private void rebuild() throws SQLException {
        if (isRebuilt) {
            return;
        }
        // Anew with each attempt: one that broke off has left half a past behind.
        engine = new Engine(new RuleSet(List.of()));
        CheckpointStore.Checkpoint checkpoint = database.inTransaction(CheckpointStore::lock);
        journal.replay(0, checkpoint.sequence(), this::relive);
        RebuildDifference difference = RebuildDifference.between(
                database.inTransaction(c -> alerts.open(c, AlertScope.EVERYTHING, Integer.MAX_VALUE)), engine.open());
        differences = difference.size();
        if (differences > 0) {
            database.<Void>inTransaction(c -> {
                for (RebuildDifference.Revised each : difference.revised()) {
                    alerts.mark(c, each.stored().id(), each.revision(checkpoint));
                }
                return null;
            });
            LOG.warn(
                    "rebuilt engine differs, the stored alerts stand, marked as revised: only stored {}, only rebuilt"
                            + " {}, otherwise {} (engine {}, then {})",
                    difference.onlyStored(),
                    difference.onlyRebuilt(),
                    difference.otherwise(),
                    VERSION,
                    checkpoint.engineVersion());
        }
        applied = checkpoint.sequence();
        rules = hasRules ? engine.rules() : null;
        isRebuilt = true;
        LOG.info(
                "engine rebuilt as of journal row {}, {} open alerts",
                applied,
                engine.open().size());
    }

    /** The effects were written when the row was new. */
    private void relive(Input input) {
        int forgotten = step(input).transitions().size();
        LOG.trace("row {}: {} transitions", input.sequence(), forgotten);
    }

    private void offerRules() throws SQLException {
        boolean wanted = rulesOffered == null && database.inTransaction(provisioned::isWanted);
        if (wanted || (rulesOffered != null && rulesOffered.failed())) {
            rulesOffered = journal.submit(provisioned.edit());
        } else if (rulesOffered == null) {
            rulesOffered = Future.succeededFuture();
        }
    }

    /** Time is told to the engine by the journal, so that a replay sees the same moments. */
    private void passTime() {
        Instant deadline = engine.nextDeadline().orElse(null);
        if (deadline == null || !tick.isComplete() || schoolClock.instant().isBefore(deadline)) {
            return;
        }
        boolean told = tick.succeeded() && deadline.equals(tickedFor);
        if (told && tick.result().sequence() <= applied) {
            LOG.error("a tick did not move the deadline {}", deadline);
            return;
        }
        if (!told) {
            tickedFor = deadline;
            tick = journal.submit(new Entry.Tick(deadline));
        }
    }

    /** Finishes the batch in hand and ends the thread. Blocks. */
    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
