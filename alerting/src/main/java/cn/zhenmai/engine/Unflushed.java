package cn.zhenmai.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Effects that are committed but may not have reached the disk: a database that is killed may come back without the last of them, never
 * without one from the midst. They are kept until that can't be any more. One thread.
 */
final class Unflushed {

    /** Beyond either the next commit waits for the disk. */
    static final int MOST_STEPS = 256;

    static final int MOST_CHANGES = 20_000;

    /** @param after the checkpoint before it; {@code journalAt}: where the journal was when it was committed */
    private record Part(long after, List<AppliedStep> steps, long journalAt) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private int steps;
    private int changes;

    void add(long after, List<AppliedStep> committed, long journalAt) {
        parts.add(new Part(after, committed, journalAt));
        count(committed, 1);
    }

    /**
     * The journal's commits wait for the disk, and with them all that was committed before. The row that was next may have been under way
     * already; the one after it began later.
     */
    void settle(long journalAt) {
        while (!parts.isEmpty() && parts.peek().journalAt() + 2 <= journalAt) {
            count(parts.poll().steps(), -1);
        }
    }

    private void count(List<AppliedStep> of, int sign) {
        steps += sign * of.size();
        for (AppliedStep step : of) {
            changes += sign * JournalTail.changes(step.input());
        }
    }

    boolean isFull() {
        return steps >= MOST_STEPS || changes >= MOST_CHANGES;
    }

    /** Everything is on the disk. */
    void clear() {
        parts.clear();
        steps = 0;
        changes = 0;
    }

    /** What has to be written again where the store is back at this checkpoint; empty where it can't be there by a crash. */
    Optional<List<AppliedStep>> since(long checkpoint) {
        List<AppliedStep> lost = new ArrayList<>();
        boolean isFound = false;
        for (Part part : parts) {
            isFound |= part.after() == checkpoint;
            if (isFound) {
                lost.addAll(part.steps());
            }
        }
        return isFound ? Optional.of(lost) : Optional.empty();
    }
}
