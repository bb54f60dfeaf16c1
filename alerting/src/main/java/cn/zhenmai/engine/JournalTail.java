package cn.zhenmai.engine;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Journal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's rows in their order, put together to batches, so that neither a transaction nor the memory grows with the lag: from what
 * the journal has handed over where that follows on, else read from the store.
 */
final class JournalTail {

    private static final Logger LOG = LoggerFactory.getLogger(JournalTail.class);

    /** Inputs that the journal may hand over ahead of us; what is more is read from the store instead. */
    private static final int HANDED_OVER = 256;

    /** Bounds of one batch. */
    private static final int BATCH_INPUTS = 256;

    private static final int BATCH_CHANGES = 20_000;

    private final Journal journal;
    private final BooleanSupplier isClosed;
    private final BlockingQueue<Input> handedOver = new ArrayBlockingQueue<>(HANDED_OVER);

    /** Applies a batch; an exception ends the reading, and the batch counts as not applied. */
    interface Sink {
        void apply(List<Input> batch) throws SQLException;
    }

    JournalTail(Journal journal, BooleanSupplier isClosed) {
        this.journal = journal;
        this.isClosed = isClosed;
        // One that does not fit is found in the store when its turn comes.
        journal.listen(input -> {
            boolean fits = handedOver.offer(input);
            if (!fits) {
                LOG.debug("engine lags, row {} will be read again", input.sequence());
            }
        });
    }

    /** Null when nothing was handed over meanwhile. */
    Input await(Duration patience) throws InterruptedException {
        return handedOver.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What follows on {@code applied}: one batch of what was handed over, or all that is stored. */
    void next(long applied, Sink to) throws SQLException {
        Input first = handedOver.poll();
        if (first == null) {
            readAgain(applied, to);
        } else {
            take(first, applied, to);
        }
    }

    /** The same, beginning with what was handed over. */
    void take(Input first, long applied, Sink to) throws SQLException {
        List<Input> batch = new ArrayList<>();
        int changes = 0;
        for (Input next = first; next != null; next = handedOver.poll()) {
            if (next.sequence() > applied + batch.size() + 1) {
                break;
            }
            if (next.sequence() == applied + batch.size() + 1) {
                batch.add(next);
                changes += changes(next);
            }
            if (isFull(batch, changes)) {
                break;
            }
        }
        if (batch.isEmpty()) {
            readAgain(applied, to);
        } else {
            to.apply(batch);
        }
    }

    private void readAgain(long applied, Sink to) throws SQLException {
        long upTo = journal.sequence();
        if (upTo > applied) {
            Reader reader = new Reader(to);
            journal.replay(applied, upTo, reader::read);
            reader.end();
        }
    }

    private final class Reader {
        private final Sink to;
        private List<Input> batch = new ArrayList<>();
        private int changes;
        private SQLException unavailable;

        Reader(Sink to) {
            this.to = to;
        }

        void read(Input input) {
            if (unavailable != null || isClosed.getAsBoolean()) {
                return;
            }
            batch.add(input);
            changes += changes(input);
            if (isFull(batch, changes)) {
                apply();
            }
        }

        private void apply() {
            List<Input> full = batch;
            batch = new ArrayList<>();
            changes = 0;
            try {
                to.apply(full);
            } catch (SQLException failed) {
                unavailable = failed;
            }
        }

        void end() throws SQLException {
            if (!batch.isEmpty()) {
                apply();
            }
            if (unavailable != null) {
                throw unavailable;
            }
        }
    }

    private static boolean isFull(List<Input> batch, int changes) {
        return batch.size() >= BATCH_INPUTS || changes >= BATCH_CHANGES;
    }

    /** How many it carries. */
    static int changes(Input input) {
        List<Change> changes = input instanceof Input.Facts facts
                ? facts.changes()
                : input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
        return changes.size();
    }
}
