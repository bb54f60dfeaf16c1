package cn.zhenmai.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What waits for the journal, bounded in requests and in rows. Any thread offers; only the journal's thread takes. */
final class JournalQueue {

    /** Requests that may wait, and rows in them: beyond that the sender is told to come back. */
    private static final int MOST_WAITING = 2_000;

    private static final int MOST_ROWS_WAITING = 200_000;

    /** Rows of one transaction: more make it no quicker, only later. */
    private static final int ROWS_AT_ONCE = 20_000;

    private static final int ENTRIES_AT_ONCE = 1_000;
    private static final long POLL_MILLIS = 200;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger rowsWaiting = new AtomicInteger();
    /** Taken out of the queue, but it did not fit into the last batch. */
    private volatile Waiting held;

    /** False when too much waits already. One request is let in however large it is, or it could never come in. */
    boolean offer(Waiting waiting) {
        int before = rowsWaiting.getAndAdd(waiting.rows());
        boolean isTaken = before <= MOST_ROWS_WAITING && queue.offer(waiting);
        if (!isTaken) {
            rowsWaiting.addAndGet(-waiting.rows());
        }
        return isTaken;
    }

    /** The next batch of one transaction, in order; empty when nothing came for a while. An edit of the registry goes alone. */
    List<Waiting> next() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        int rows = 0;
        Waiting first = held != null ? held : queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        held = null;
        for (Waiting one = first; one != null; one = queue.poll()) {
            boolean isAlone = one.entry() instanceof Entry.RegistryEdit;
            boolean isFull = rows + one.rows() > ROWS_AT_ONCE || batch.size() == ENTRIES_AT_ONCE;
            if (!batch.isEmpty() && (isAlone || isFull)) {
                held = one;
                break;
            }
            batch.add(one);
            rows += one.rows();
            if (isAlone) {
                break;
            }
        }
        rowsWaiting.addAndGet(-rows);
        return batch;
    }

    /** Answers everything that still waits with the failure. */
    void drop(RuntimeException why) {
        Waiting first = held != null ? held : queue.poll();
        held = null;
        for (Waiting one = first; one != null; one = queue.poll()) {
            rowsWaiting.addAndGet(-one.rows());
            one.answer(null, why);
        }
    }

    boolean isEmpty() {
        return held == null && queue.isEmpty();
    }

    /** Requests that wait. */
    int size() {
        return queue.size();
    }
}
