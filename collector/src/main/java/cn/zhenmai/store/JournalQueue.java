package cn.zhenmai.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What waits for the journal, bounded in requests and in rows. Each source has a line of its own and they take turns by rows, so that
 * one that floods lengthens its own line alone; where long lines wait beside short ones, the short ones have every other transaction
 * to themselves. What is no facts (ticks, acts, edits) goes before them all. Any thread offers; only the journal's thread takes.
 */
final class JournalQueue {

    /** Requests that may wait, and rows in them: beyond that the sender is told to come back. */
    static final int MOST_WAITING = 2_000;

    static final int MOST_ROWS_WAITING = 200_000;

    /** Of one source: a half, so that the others always find room. */
    static final int MOST_WAITING_OF_SOURCE = MOST_WAITING / 2;

    static final int MOST_ROWS_WAITING_OF_SOURCE = MOST_ROWS_WAITING / 2;

    /** Rows of one transaction: more make it no quicker, only later. */
    static final int ROWS_AT_ONCE = 5_000;

    /** The same where several sources send: a flood then costs the others little time. */
    static final int ROWS_AT_ONCE_SHARED = 1_000;

    /** So many transactions after one that was shared, the others may come back at any moment. */
    static final int STAYS_SHARED = 64;

    /** A line of so many rows is short. */
    static final int SHORT_ROWS = 200;

    static final int ENTRIES_AT_ONCE = 1_000;

    /** Rows of one turn. */
    static final int ROWS_A_TURN = 500;

    private static final long POLL_MILLIS = 200;

    /** A source's own line; {@code credit} are the rows that it may still take in its turn. */
    private static final class Line {
        final String source;
        final Deque<Waiting> waiting = new ArrayDeque<>();
        int rows;
        int credit;

        Line(String source) {
            this.source = source;
        }
    }

    private final Deque<Waiting> first = new ArrayDeque<>();
    private final Map<String, Line> lines = new HashMap<>();
    /** Those of {@link #lines} in the order of their turns; a line without anyone waiting is in neither. */
    private final Deque<Line> turns = new ArrayDeque<>();

    private int size;
    private int rowsWaiting;
    /** Transactions for which it is still taken that several sources send. */
    private int sharedFor;

    private String lastSource;
    /** The last transaction was of short lines, and the long ones had to wait. */
    private boolean haveLongWaited;

    /** False when too much waits already. One request is let in however large it is, or it could never come in. */
    synchronized boolean offer(Waiting waiting) {
        if (size >= MOST_WAITING || rowsWaiting > MOST_ROWS_WAITING) {
            return false;
        }
        if (waiting.entry() instanceof Entry.Facts facts) {
            Line line = lines.get(facts.source().id());
            if (line == null) {
                line = new Line(facts.source().id());
                lines.put(line.source, line);
                turns.add(line);
            } else if (line.waiting.size() >= MOST_WAITING_OF_SOURCE || line.rows > MOST_ROWS_WAITING_OF_SOURCE) {
                return false;
            }
            line.waiting.add(waiting);
            line.rows += waiting.rows();
        } else {
            first.add(waiting);
        }
        size++;
        rowsWaiting += waiting.rows();
        notifyAll();
        return true;
    }

    /** Those that a transaction takes nothing else beside. */
    static boolean isAlone(Entry entry) {
        return entry instanceof Entry.RegistryEdit
                || entry instanceof Entry.Resend
                || entry instanceof Entry.Withdrawal;
    }

    /** The next batch of one transaction; empty when nothing came for a while. */
    synchronized List<Waiting> next() throws InterruptedException {
        if (size == 0) {
            TimeUnit.MILLISECONDS.timedWait(this, POLL_MILLIS);
        }
        List<Waiting> batch = new ArrayList<>();
        while (!first.isEmpty() && batch.size() < ENTRIES_AT_ONCE) {
            boolean isAlone = isAlone(first.peek().entry());
            if (isAlone && !batch.isEmpty()) {
                return batch;
            }
            batch.add(left(first.poll()));
            if (isAlone) {
                return batch;
            }
        }
        look();
        haveLongWaited = !haveLongWaited && takeShort(batch);
        if (!haveLongWaited) {
            takeTurns(batch);
        }
        return batch;
    }

    /** Whether several sources send: by who waits, and by who waited before. */
    private void look() {
        if (turns.isEmpty()) {
            return;
        }
        String source = turns.peek().source;
        boolean isShared = turns.size() > 1 || !(lastSource == null || lastSource.equals(source));
        sharedFor = isShared ? STAYS_SHARED : Math.max(0, sharedFor - 1);
        lastSource = source;
    }

    /** All of the short lines, where there are long ones too; false where it took nothing. */
    private boolean takeShort(List<Waiting> batch) {
        if (turns.size() < 2 || turns.stream().allMatch(JournalQueue::isShort)) {
            return false;
        }
        int rows = 0;
        for (Line line : turns.stream().filter(JournalQueue::isShort).toList()) {
            boolean isFull =
                    rows + line.rows > ROWS_AT_ONCE_SHARED || batch.size() + line.waiting.size() > ENTRIES_AT_ONCE;
            if (!isFull) {
                rows += line.rows;
                line.waiting.forEach(one -> batch.add(left(one)));
                turns.remove(line);
                lines.remove(line.source);
            }
        }
        return rows > 0;
    }

    private static boolean isShort(Line line) {
        return line.rows <= SHORT_ROWS;
    }

    private void takeTurns(List<Waiting> batch) {
        int most = sharedFor > 0 ? ROWS_AT_ONCE_SHARED : ROWS_AT_ONCE;
        int rows = 0;
        while (!turns.isEmpty()) {
            Line line = turns.peek();
            line.credit += ROWS_A_TURN;
            while (!line.waiting.isEmpty() && line.waiting.peek().rows() <= line.credit) {
                int more = line.waiting.peek().rows();
                boolean isFull = rows + more > most || batch.size() >= ENTRIES_AT_ONCE;
                if (isFull && rows > 0) {
                    // Its turn is not over: it goes on with the next batch.
                    line.credit -= ROWS_A_TURN;
                    return;
                }
                line.credit -= more;
                line.rows -= more;
                rows += more;
                batch.add(left(line.waiting.poll()));
            }
            turns.remove();
            if (line.waiting.isEmpty()) {
                lines.remove(line.source);
            } else {
                turns.add(line);
            }
        }
    }

    private Waiting left(Waiting one) {
        size--;
        rowsWaiting -= one.rows();
        return one;
    }

    /** Answers everything that still waits with the failure. */
    void drop(RuntimeException why) {
        List<Waiting> all;
        synchronized (this) {
            all = new ArrayList<>(first);
            turns.forEach(line -> all.addAll(line.waiting));
            first.clear();
            lines.clear();
            turns.clear();
            size = 0;
            rowsWaiting = 0;
        }
        all.forEach(one -> one.answer(null, why));
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Requests that wait. */
    synchronized int size() {
        return size;
    }
}
