package cn.zhenmai.intake.file;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.sheet.UnreadableFileException;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.ReceiptStore;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What the thread of {@link Imports} does. Each batch has a receipt of a name that follows from the import, so a run that was broken off
 * is gone on with exactly where it was: what has its receipt is in the journal.
 */
final class ImportWork {

    private static final int KEPT_ERRORS = 500;
    /** Between two looks at a full journal. */
    private static final long PAUSE_NANOS = 50_000_000;

    /** The store can't be reached: the work goes on with the next start. */
    static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreachableException(SQLException cause) {
            super(cause);
        }
    }

    private final Database database;
    private final Journal journal;
    private final ImportStore store;
    private final InstantSource schoolClock;
    /** Rows that running imports have got through. */
    private final Map<String, Integer> progress = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    ImportWork(Database database, Journal journal, ImportStore store, InstantSource schoolClock) {
        this.database = database;
        this.journal = journal;
        this.store = store;
        this.schoolClock = schoolClock;
    }

    void stop() {
        stopped = true;
    }

    Import withProgress(Import one) {
        int done = progress.getOrDefault(
                one.id(),
                one.state() == Import.State.DONE && one.report() != null
                        ? one.report().rows()
                        : 0);
        return one.withDone(done);
    }

    void check(Settings settings) throws SQLException {
        Target target = Targets.find(settings.target())
                .orElseThrow(() -> new Imports.NotNowException("target", "没有这种目标／no such target"));
        if (target.isStream()) {
            ImportStore.Sender sender = sender(settings);
            if (!sender.maySend(target.id())) {
                throw new Imports.NotNowException("source", "该来源不得发送此类型／this source may not send this type");
            }
        }
    }

    private ImportStore.Sender sender(Settings settings) throws SQLException {
        return database.inTransaction(store::senders).stream()
                .filter(one -> one.id().equals(settings.source()))
                .findFirst()
                .orElseThrow(() -> new Imports.NotNowException("source", "请选择已登记的来源／choose a registered source"));
    }

    private static Target target(Settings settings) {
        return Targets.find(settings.target()).orElseThrow();
    }

    /** Columns that were not told are those that the source is remembered with; what was told is remembered. */
    Import tryOut(long id, Settings told) throws SQLException {
        byte[] content = database.inTransaction(connection -> store.file(connection, id))
                .orElseThrow(() -> new Imports.NotNowException("id", "文件已清除，请重新上传／the file is gone, send it again"));
        String source = told.source() == null ? "" : told.source();
        Settings settings = told.withColumns(
                told.columns() != null
                        ? told.columns()
                        : database.inTransaction(connection -> store.mapping(connection, source, told.target())));
        Report report = report(id, content, settings);
        return database.inTransaction(connection -> {
            store.settle(connection, id, settings, report);
            if (told.columns() != null && report.headerRow() > 0) {
                store.remember(connection, source, told.target(), told.columns());
            }
            return store.find(connection, id).orElseThrow();
        });
    }

    private Report report(long id, byte[] content, Settings settings) throws SQLException {
        Names.Aliases aliases = database.inTransaction(store::aliases);
        Instant now = schoolClock.instant();
        School school = journal.school();
        try {
            Target target = target(settings);
            return target.isStream()
                    ? new StreamFile(content, target, settings, new Names(school.registry(), aliases), now)
                            .tryOut(school, sender(settings).source(), now)
                    : registryFile(id, content, settings, aliases, now)
                            .against(school.registry())
                            .report();
        } catch (UnreadableFileException unreadable) {
            return Report.unreadable(unreadable.getMessage());
        }
    }

    private RegistryFile registryFile(long id, byte[] content, Settings settings, Names.Aliases aliases, Instant now)
            throws SQLException {
        String name = database.inTransaction(connection -> store.find(connection, id))
                .orElseThrow()
                .fileName();
        return new RegistryFile(
                content, name, target(settings), settings, aliases, LocalDate.ofInstant(now, School.ZONE));
    }

    void begin(long id) throws SQLException {
        database.<Void>inTransaction(connection -> {
            store.applied(connection, id, schoolClock.instant());
            return null;
        });
    }

    /** Goes on with what is RUNNING or UNDOING, from wherever it is. */
    void finish(Import one) throws SQLException {
        progress.put(one.id(), 0);
        try {
            if (one.state() == Import.State.UNDOING) {
                undo(one);
            } else if (target(one.settings()).isStream()) {
                observations(one);
            } else {
                registry(one);
            }
        } catch (UnreadableFileException unreadable) {
            end(one, Import.State.RUNNING, Import.State.FAILED, Report.unreadable(unreadable.getMessage()));
        } finally {
            progress.remove(one.id());
        }
    }

    /** It can't be taken at all, for a reason that is ours. */
    void broken(Import one) {
        try {
            end(
                    one,
                    one.state(),
                    one.state() == Import.State.UNDOING ? Import.State.DONE : Import.State.FAILED,
                    one.report()
                            .with(
                                    one.report().counts(),
                                    List.of(new Report.Wrong(
                                            0, null, "内部错误，见服务日志／internal error, see the log of the service")),
                                    1));
        } catch (SQLException unreachable) {
            throw new UnreachableException(unreachable);
        }
    }

    private void end(Import one, Import.State from, Import.State to, Report report) throws SQLException {
        long id = Long.parseLong(one.id());
        database.<Void>inTransaction(connection -> {
            store.settle(connection, id, one.settings(), report);
            if (store.move(connection, id, from, to) && (to == Import.State.DONE || to == Import.State.UNDONE)) {
                store.forgetFile(connection, id);
            }
            return null;
        });
    }

    private byte[] content(Import one) throws SQLException {
        long id = Long.parseLong(one.id());
        return database.inTransaction(connection -> store.file(connection, id)).orElseThrow();
    }

    private static String receipt(Import one, int batch) {
        return "import-" + one.id() + "-" + batch;
    }

    private Optional<Receipt> known(String receipt) throws SQLException {
        return database.inTransaction(connection -> ReceiptStore.find(connection, receipt, null));
    }

    // the registry

    /** The file doesn't hold together with the registry that holds when its turn comes. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Report report;

        RefusedException(Report report) {
            super("the file does not hold together with the registry", null, false, false);
            this.report = report;
        }
    }

    private void registry(Import one) throws SQLException {
        String receipt = receipt(one, 1);
        Names.Aliases aliases = database.inTransaction(store::aliases);
        RegistryFile file =
                registryFile(Long.parseLong(one.id()), content(one), one.settings(), aliases, one.appliedAt());
        Report[] report = {one.report()};
        if (known(receipt).isEmpty()) {
            Registry now = journal.school().registry();
            RegistryFile.Outcome outcome = file.against(now);
            try {
                // The journal's thread reads the file only where someone else edited meanwhile.
                journal.submit(new Entry.RegistryEdit(
                                base -> merged(base == now ? outcome : file.against(base), report), null, receipt))
                        .await();
            } catch (RefusedException refused) {
                end(one, Import.State.RUNNING, Import.State.FAILED, refused.report);
                return;
            }
        }
        end(one, Import.State.RUNNING, Import.State.DONE, report[0]);
    }

    private static Registry merged(RegistryFile.Outcome outcome, Report[] report) {
        report[0] = outcome.report();
        if (!outcome.holds()) {
            throw new RefusedException(outcome.report());
        }
        return outcome.registry();
    }

    // observations

    /** The service stops; the next start goes on. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the service stops", null, false, false);
        }
    }

    private void observations(Import one) throws SQLException {
        ImportStore.Sender sender = sender(one.settings());
        Instant now = one.appliedAt();
        School school = journal.school();
        StreamFile file = new StreamFile(
                content(one),
                target(one.settings()),
                one.settings(),
                new Names(school.registry(), database.inTransaction(store::aliases)),
                now);
        if (!one.settings().rowWise() && known(receipt(one, 1)).isEmpty()) {
            Report tried = file.tryOut(school, sender.source(), schoolClock.instant());
            if (tried.problemCount() > 0) {
                end(one, Import.State.RUNNING, Import.State.FAILED, tried);
                return;
            }
        }
        Sums sums = new Sums();
        Instant knownAt = one.settings().history() ? now : null;
        try {
            file.send((number, rows, unreadable) -> batch(
                    one,
                    number,
                    new Entry.Facts(sender.source(), rows, unreadable, knownAt, receipt(one, number)),
                    sums));
        } catch (StoppedException later) {
            return;
        }
        if (!one.settings().rowWise() && sums.errors > 0) {
            takeBack(one, sums.batches);
            end(one, Import.State.RUNNING, Import.State.FAILED, one.report().with(Map.of(), sums.wrong, sums.errors));
        } else {
            end(one, Import.State.RUNNING, Import.State.DONE, one.report().with(sums.counts, sums.wrong, sums.errors));
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

    private void batch(Import one, int number, Entry.Facts facts, Sums sums) {
        if (stopped) {
            throw new StoppedException();
        }
        try {
            Optional<Receipt> known = known(facts.receipt());
            sums.add(known.isPresent() ? known.get() : patiently(facts));
        } catch (SQLException unreachable) {
            throw new UnreachableException(unreachable);
        }
        progress.merge(one.id(), facts.rows().size() + facts.unreadable().size(), Integer::sum);
    }

    /** The journal is full of what others send: an import waits its turn. */
    private Receipt patiently(Entry entry) {
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

    // undoing

    private void undo(Import one) throws SQLException {
        Map<String, Integer> counts = new HashMap<>(one.report().counts());
        if (target(one.settings()).isStream()) {
            int batches = (one.report().rows() + StreamFile.BATCH - 1) / StreamFile.BATCH;
            Receipt sum = takeBack(one, batches);
            counts.put("takenBack", sum.corrected());
            counts.put("overridden", sum.duplicate());
            end(one, Import.State.UNDOING, Import.State.UNDONE, one.report().with(counts, List.of(), 0));
            return;
        }
        Optional<Receipt> edit = known(receipt(one, 1));
        if (edit.isEmpty()) {
            end(one, Import.State.UNDOING, Import.State.UNDONE, one.report());
            return;
        }
        RegistryUndo undo = RegistryUndo.of(database, edit.get().sequence());
        try {
            journal.submit(new Entry.RegistryEdit(undo, null)).await();
            counts.put("takenBack", undo.takenBack());
            counts.put("overridden", undo.overridden());
            end(one, Import.State.UNDOING, Import.State.UNDONE, one.report().with(counts, List.of(), 0));
        } catch (RegistryUndo.RefusedException needed) {
            end(
                    one,
                    Import.State.UNDOING,
                    Import.State.DONE,
                    one.report()
                            .with(
                                    one.report().counts(),
                                    needed.problems(),
                                    needed.problems().size()));
        }
    }

    /** Last batch first, so that what an earlier row of the file had replaced comes back at last. */
    @CanIgnoreReturnValue
    private Receipt takeBack(Import one, int batches) throws SQLException {
        List<String> names = IntStream.rangeClosed(1, batches)
                .mapToObj(batch -> receipt(one, batch))
                .toList();
        List<Receipt> receipts =
                new ArrayList<>(database.inTransaction(connection -> ReceiptStore.findAll(connection, names)));
        int corrected = 0;
        int overridden = 0;
        for (int i = receipts.size() - 1; i >= 0; i--) {
            Receipt back = patiently(new Entry.Withdrawal(receipts.get(i).receipt()));
            corrected += back.corrected();
            overridden += back.duplicate();
            progress.merge(one.id(), receipts.get(i).received(), Integer::sum);
        }
        return new Receipt("", corrected + overridden, 0, corrected, overridden, 0, 0, List.of(), journal.sequence());
    }
}
