package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.school.School;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one sequencer of a school. It takes what waits into one transaction, commits, and only then answers: acknowledged = durable,
 * exactly once. One thread of its own; {@link #submit} may be called from any. Listeners hear every committed input, in order.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Database database;
    private final InstantSource clock;
    private final String writer = UUID.randomUUID().toString();
    private final JournalQueue queue = new JournalQueue();
    private final JournalListeners listeners = new JournalListeners();
    private final Enrolments enrolments = new Enrolments();
    private final Recent recent = new Recent();
    private final Statistics statistics = new Statistics();
    private final JournalConnection own;
    private final Thread thread = new Thread(this::run, "journal");

    private volatile JournalStore.Head head;
    private volatile School school;
    private volatile boolean isClosed;
    private volatile FencedException fenced;
    private volatile BooleanSupplier isFull = () -> false;
    /** The outcome of a commit is not known, or the memory is older than the store. */
    private boolean isUnsure;

    /** Too much waits already: the same request may be sent again in a moment. */
    public static final class BusyException extends RuntimeException {
        BusyException() {
            super("journal queue is full", null, false, false);
        }
    }

    /** The store can't be reached or the outcome is not known: the same request may be sent again, nothing is stored twice. */
    public static final class UnavailableException extends RuntimeException {
        UnavailableException(Throwable cause) {
            super("journal store is unavailable", cause);
        }
    }

    /** The disk below the store is nearly full: reads go on, and the same request may be sent again when there is room. */
    public static final class FullException extends RuntimeException {
        public FullException() {
            super("no room on the disk of the store", null, false, false);
        }
    }

    /** Another process writes this journal: this one has stopped for good. */
    public static final class FencedException extends RuntimeException {
        FencedException() {
            super("另一个进程正在写同一个库，本进程停止写入／another process writes the same store; this one has stopped writing");
        }
    }

    private Journal(Database database, InstantSource clock) {
        this.database = database;
        this.own = new JournalConnection(database);
        this.clock = clock;
    }

    /** Reads the head and the registry; blocks. */
    public static Journal open(Database database, InstantSource schoolClock) {
        Journal journal = new Journal(database, schoolClock);
        try {
            journal.read();
        } catch (SQLException unreadable) {
            throw new UnavailableException(unreadable);
        }
        journal.thread.setDaemon(true);
        journal.thread.start();
        return journal;
    }

    private void read() throws SQLException {
        database.<Void>inTransaction(c -> {
            JournalStore.createHead(c);
            JournalStore.Head stored = JournalStore.read(c);
            school = History.schoolAsOf(c, stored.sequence());
            database.dialect(c).makeRoom(c, school.plannedDays());
            head = stored;
            return null;
        });
    }

    /**
     * Fails with {@link BusyException}, {@link FullException}, {@link UnavailableException} or {@link FencedException}; or with what made this entry
     * impossible. Answers on the caller's Vert.x context, if it has one.
     */
    public Future<Receipt> submit(Entry entry) {
        Promise<Receipt> promise = Promise.promise();
        Waiting waiting = new Waiting(entry, promise, Vertx.currentContext());
        if (fenced != null) {
            return Future.failedFuture(fenced);
        }
        if (isClosed) {
            return Future.failedFuture(new UnavailableException(null));
        }
        // The clock goes on: it adds a row, not bulk.
        if (isFull() && !(entry instanceof Entry.Tick)) {
            return Future.failedFuture(new FullException());
        }
        if (!queue.offer(waiting)) {
            return Future.failedFuture(new BusyException());
        }
        if (isClosed && !thread.isAlive()) {
            queue.drop(new UnavailableException(null));
        }
        return promise.future();
    }

    /** Called after each commit, in order, on the journal's thread: it must be quick. */
    public void listen(Consumer<Input> listener) {
        listeners.add(listener);
    }

    /** Called with what became of each request of facts, after its commit and before its answer, on the journal's thread: it must be quick. */
    public void listenReceipts(BiConsumer<Source, Receipt> listener) {
        listeners.add(listener);
    }

    /** Nothing but ticks is taken while this holds; asked at each entry. */
    public void refuseWhile(BooleanSupplier isFull) {
        this.isFull = isFull;
    }

    public boolean isFull() {
        return isFull.getAsBoolean();
    }

    /** The last committed row. */
    public long sequence() {
        return head.sequence();
    }

    public Instant knownAt() {
        return head.knownAt();
    }

    public School school() {
        return school;
    }

    /** Requests that wait now. */
    public int waiting() {
        return queue.size();
    }

    /** Inputs of the rows (after, upTo] again, the very same; blocks. */
    public void replay(long after, long upTo, Consumer<Input> consumer) {
        try {
            new History(database).replay(after, upTo, consumer);
        } catch (SQLException unreadable) {
            throw new UnavailableException(unreadable);
        }
    }

    /** The school as of the row; the very one that is registered now where it was not edited since. Blocks. */
    public School schoolAsOf(long sequence) {
        School known = school;
        try {
            boolean isSame = database.inTransaction(c -> !RegistryStore.isEditedAfter(c, sequence));
            return isSame ? known : new History(database).schoolAsOf(sequence);
        } catch (SQLException unreadable) {
            throw new UnavailableException(unreadable);
        }
    }

    /** The edits of the rules up to the row, oldest first; blocks. */
    public List<Input.RulesEdited> rulesUpTo(long sequence) {
        try {
            return new History(database).rulesUpTo(sequence);
        } catch (SQLException unreadable) {
            throw new UnavailableException(unreadable);
        }
    }

    private void run() {
        while (!(isClosed && queue.isEmpty())) {
            List<Waiting> batch = nextBatch();
            if (!batch.isEmpty()) {
                process(batch);
            }
        }
        disconnect();
        queue.drop(new UnavailableException(null));
    }

    private List<Waiting> nextBatch() {
        try {
            return queue.next();
        } catch (InterruptedException ended) {
            isClosed = true;
            return List.of();
        }
    }

    private void process(List<Waiting> batch) {
        try {
            commit(batch);
        } catch (FencedException lost) {
            fence(lost, batch);
        } catch (SQLException failure) {
            disconnect();
            if (isOfServer(failure)) {
                isUnsure = true;
                LOG.warn(
                        "store unavailable, {} requests are told to come back: {}", batch.size(), failure.getMessage());
                batch.forEach(one -> one.answer(null, new UnavailableException(failure)));
            } else {
                alone(batch, failure);
            }
        } catch (RuntimeException | Error impossible) {
            // An Error too: a thread that ended in silence would leave every sender without an answer.
            disconnect();
            alone(batch, impossible);
        }
    }

    /** One entry that can't be must not take its neighbours along: each is tried by itself. */
    private void alone(List<Waiting> batch, Throwable failure) {
        if (batch.size() == 1) {
            if (failure instanceof RefusedEntryException) {
                LOG.info("an entry was refused: {}", failure.getMessage());
            } else {
                LOG.error("an entry could not be taken", failure);
            }
            batch.get(0).answer(null, failure);
        } else {
            batch.forEach(one -> process(List.of(one)));
        }
    }

    /** Connection lost, shut down, out of resources, or a transient conflict: the entry itself is not to blame. */
    private static boolean isOfServer(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.matches("(08|53|57|58|40|25).*");
    }

    private void commit(List<Waiting> batch) throws SQLException {
        if (fenced != null) {
            throw fenced;
        }
        Connection connection = own.get();
        recover(connection);
        Batch work = new Batch(connection, school, enrolments, recent, head, writer, clock.instant());
        List<Receipt> receipts = work.run(batch.stream().map(Waiting::entry).toList(), database.dialect(connection));
        commit(connection, work);
        work.settle();
        announce(work.head(), work.school(), work.inputs());
        Answers answers = new Answers();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).entry() instanceof Entry.Facts facts) {
                listeners.tell(facts.source(), receipts.get(i));
            }
            answers.add(batch.get(i), receipts.get(i));
        }
        answers.send();
        look(work.rowsWritten());
    }

    /** Everything is committed and answered: what fails here costs nobody anything. */
    private void look(int rowsWritten) {
        try {
            statistics.wrote(own.get(), rowsWritten);
        } catch (SQLException later) {
            LOG.warn("statistics could not be brought up to date", later);
            disconnect();
        }
    }

    /** A commit without an answer may have happened: then the head is where this writer moved it. */
    private void commit(Connection connection, Batch work) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException unknown) {
            disconnect();
            isUnsure = true;
            if (work.inputs().isEmpty()) {
                throw unknown;
            }
            Connection another = own.get();
            JournalStore.Head stored = JournalStore.read(another);
            another.rollback();
            boolean isOurs = stored.sequence() == work.head().sequence()
                    && stored.writer().equals(writer);
            if (!isOurs) {
                throw unknown;
            }
            isUnsure = false;
        }
    }

    private void announce(JournalStore.Head moved, School edited, List<Input> inputs) {
        school = edited;
        head = moved;
        inputs.forEach(listeners::tell);
    }

    /** After an unknown outcome the store is asked, and what was committed unheard is told to the listeners. */
    private void recover(Connection connection) throws SQLException {
        if (!isUnsure) {
            return;
        }
        AtomicReference<JournalStore.Head> locked = new AtomicReference<>();
        Together lock = new Together();
        JournalStore.lock(lock, locked::set);
        lock.run(connection);
        JournalStore.Head stored = locked.get();
        if (stored.sequence() > head.sequence()) {
            if (!stored.writer().equals(writer)) {
                throw new FencedException();
            }
            List<Input> unheard = new ArrayList<>();
            Replay.run(connection, head.sequence(), stored.sequence(), unheard::add);
            School known = unheard.stream()
                    .filter(Input.SchoolEdited.class::isInstance)
                    .map(input -> ((Input.SchoolEdited) input).school())
                    .reduce(school, (first, second) -> second);
            announce(stored, known, unheard);
        }
        isUnsure = false;
    }

    /** Gives the connection back; nothing is remembered of what was not committed. */
    private void disconnect() {
        recent.clear();
        own.giveBack();
    }

    private void fence(FencedException lost, List<Waiting> batch) {
        fenced = lost;
        disconnect();
        LOG.error(lost.getMessage());
        batch.forEach(one -> one.answer(null, lost));
        queue.drop(lost);
    }

    /** Takes nothing more, finishes what waits, and blocks until that is done. */
    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
