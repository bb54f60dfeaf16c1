package cn.zhenmai.intake.file;

import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.ReceiptStore;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The journal as an import uses it. Each batch has a receipt of a name that follows from the import, so a run that was broken off is gone
 * on with exactly where it was: what has its receipt is in the journal.
 */
final class ImportJournal {

    /** Between two looks at a full journal. */
    private static final long PAUSE_NANOS = 50_000_000;

    /** The store can't be reached: the work goes on with the next start. */
    static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreachableException(SQLException cause) {
            super(cause);
        }
    }

    /** The service stops; the next start goes on. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the service stops", null, false, false);
        }
    }

    private final Database database;
    private final Journal journal;
    /** Rows that running imports have got through. */
    private final Map<String, Integer> progress = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    ImportJournal(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    School school() {
        return journal.school();
    }

    void stop() {
        stopped = true;
    }

    void begin(Import one) {
        progress.put(one.id(), 0);
    }

    void forget(Import one) {
        progress.remove(one.id());
    }

    int progress(Import one, int otherwise) {
        return progress.getOrDefault(one.id(), otherwise);
    }

    /** A file that failed and is begun again is sent under new names. */
    private static String receipt(Import one, int batch) {
        return "import-" + one.id() + (one.attempt() == 0 ? "" : "." + one.attempt()) + "-" + batch;
    }

    Optional<Receipt> find(Import one, int batch) throws SQLException {
        String receipt = receipt(one, batch);
        return database.inTransaction(connection -> ReceiptStore.find(connection, receipt, null));
    }

    /** Sends the entry of that receipt's name, unless it was sent before. Throws {@link StoppedException}. */
    @CanIgnoreReturnValue
    Receipt once(Import one, int batch, Function<String, Entry> entry) {
        if (stopped) {
            throw new StoppedException();
        }
        try {
            Optional<Receipt> known = find(one, batch);
            Receipt receipt = known.isPresent() ? known.get() : patiently(entry.apply(receipt(one, batch)));
            progress.merge(one.id(), receipt.received(), Integer::sum);
            return receipt;
        } catch (SQLException unreachable) {
            throw new UnreachableException(unreachable);
        }
    }

    /** The journal is full of what others send: an import waits its turn. Throws {@link StoppedException}. */
    @CanIgnoreReturnValue
    Receipt patiently(Entry entry) {
        while (true) {
            try {
                return journal.submit(entry).await();
            } catch (Journal.BusyException full) {
                if (stopped) {
                    throw new StoppedException();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What became of rows that were taken back: those that held, and those that something later had replaced. */
    record TakenBack(int held, int overridden) {}

    /** Last batch first, so that what an earlier row of the file had replaced comes back at last. */
    @CanIgnoreReturnValue
    TakenBack takeBack(Import one, int batches) throws SQLException {
        List<String> names = IntStream.rangeClosed(1, batches)
                .mapToObj(batch -> receipt(one, batch))
                .toList();
        List<Receipt> receipts =
                new ArrayList<>(database.inTransaction(connection -> ReceiptStore.findAll(connection, names)));
        int held = 0;
        int overridden = 0;
        for (int i = receipts.size() - 1; i >= 0; i--) {
            Receipt back = patiently(new Entry.Withdrawal(receipts.get(i).receipt()));
            held += back.corrected();
            overridden += back.duplicate();
            progress.merge(one.id(), receipts.get(i).received(), Integer::sum);
        }
        return new TakenBack(held, overridden);
    }
}
