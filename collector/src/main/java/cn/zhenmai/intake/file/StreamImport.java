package cn.zhenmai.intake.file;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a file of observations, in batches, and takes them back. Empty answers: the service stops meanwhile. */
final class StreamImport {

    private static final int KEPT_ERRORS = 500;

    private final Database database;
    private final ImportJournal journal;

    StreamImport(Database database, ImportJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Who the settings name, if it may send what they say; else throws {@link Imports.NotNowException}. */
    @CanIgnoreReturnValue
    Sender sender(Settings settings) throws SQLException {
        Sender sender = database.inTransaction(Sender::all).stream()
                .filter(one -> one.id().equals(settings.source()))
                .findFirst()
                .orElseThrow(() -> new Imports.NotNowException("source", "请选择已登记的来源／choose a registered source"));
        if (!sender.maySend(settings.target())) {
            throw new Imports.NotNowException("source", "该来源不得发送此类型／this source may not send this type");
        }
        return sender;
    }

    /** {@code now}: by the school's clock. */
    Optional<Ended> take(Import one, StreamFile file, Instant now) throws SQLException {
        Sender sender;
        try {
            sender = sender(one.settings());
        } catch (Imports.NotNowException notAnyMore) {
            return Optional.of(Ended.failed(one, notAnyMore.field(), notAnyMore.getMessage()));
        }
        if (!one.settings().rowWise() && journal.find(one, 1).isEmpty()) {
            Report tried = file.tryOut(journal.school(), sender.source(), now);
            if (tried.problemCount() > 0) {
                return Optional.of(new Ended(Import.State.FAILED, tried));
            }
        }
        Sums sums = new Sums();
        Instant knownAt = one.settings().history() ? one.appliedAt() : null;
        try {
            file.send((number, rows, unreadable) -> sums.add(journal.once(
                    one, number, receipt -> new Entry.Facts(sender.source(), rows, unreadable, knownAt, receipt))));
            if (one.settings().rowWise() || sums.errors == 0) {
                return Optional.of(
                        new Ended(Import.State.DONE, one.report().with(sums.counts, sums.wrong, sums.errors)));
            }
            journal.takeBack(one, sums.batches);
            return Optional.of(new Ended(Import.State.FAILED, one.report().with(Map.of(), sums.wrong, sums.errors)));
        } catch (ImportJournal.StoppedException later) {
            return Optional.empty();
        }
    }

    Optional<Ended> undo(Import one) throws SQLException {
        try {
            int batches = (one.report().rows() + StreamFile.BATCH - 1) / StreamFile.BATCH;
            ImportJournal.TakenBack back = journal.takeBack(one, batches);
            Map<String, Integer> counts = new HashMap<>(one.report().counts());
            counts.put("takenBack", back.held());
            counts.put("overridden", back.overridden());
            return Optional.of(new Ended(Import.State.UNDONE, one.report().with(counts, List.of(), 0)));
        } catch (ImportJournal.StoppedException later) {
            return Optional.empty();
        }
    }

    private static final class Sums {
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private final List<Report.Wrong> wrong = new ArrayList<>();
        private int errors;
        private int batches;

        void add(Receipt receipt) {
            batches++;
            counts.merge("stored", receipt.stored(), Integer::sum);
            counts.merge("corrected", receipt.corrected(), Integer::sum);
            counts.merge("duplicate", receipt.duplicate(), Integer::sum);
            counts.merge("rejected", receipt.rejected(), Integer::sum);
            counts.merge("quarantined", receipt.quarantined(), Integer::sum);
            errors += receipt.errors().size();
            for (Receipt.RowError error : receipt.errors()) {
                if (wrong.size() < KEPT_ERRORS) {
                    wrong.add(new Report.Wrong(error.row(), error.field(), error.message()));
                }
            }
        }
    }
}
