package cn.zhenmai.store.history;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Brings the roll-ups up to the journal's head, piece by piece, each in a transaction with its mark: stopped anywhere it goes on from
 * there. On a plain server the changes' signed sums are added; a continuous aggregate is told which days have moved.
 */
final class RollUps {

    /** Journal rows at once; one holds at most some thousands of changes. */
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Journal journal;

    RollUps(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Blocks; returns the row up to which they are. */
    long run() throws SQLException {
        long at = database.inTransaction(RollUpMark::lock);
        long head = journal.sequence();
        while (at < head) {
            at = advance(at, Math.min(head, at + AT_ONCE));
        }
        return at;
    }

    private long advance(long after, long upTo) throws SQLException {
        Signed signed = new Signed();
        Days days = new Days();
        journal.replay(
                after,
                upTo,
                input -> changes(input).forEach(change -> {
                    if (change instanceof Change.OfAttendance moved) {
                        signed.add(moved);
                        days.add(moved.session().plannedOn());
                    }
                }));
        Dialect dialect;
        try (Connection connection = database.connect()) {
            dialect = database.dialect(connection);
            if (days.first != null) {
                dialect.refresh(connection, days.first, days.last);
            }
        }
        return database.inTransaction(c -> {
            long now = RollUpMark.lock(c);
            // Somebody else has been here, and added what we have read.
            if (now != after) {
                return now;
            }
            if (!dialect.isContinuous()) {
                signed.write(c);
            }
            RollUpMark.move(c, upTo);
            return upTo;
        });
    }

    private static List<Change> changes(Input input) {
        if (input instanceof Input.Facts facts) {
            return facts.changes();
        }
        return input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
    }

    private static final class Days {
        private LocalDate first;
        private LocalDate last;

        void add(LocalDate day) {
            first = first == null || day.isBefore(first) ? day : first;
            last = last == null || day.isAfter(last) ? day : last;
        }
    }
}
