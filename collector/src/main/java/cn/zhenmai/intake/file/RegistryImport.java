package cn.zhenmai.intake.file;

import cn.zhenmai.school.Registry;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.RefusedEntryException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes a file of the registry as one edit, and takes it back. Empty answers: the service stops meanwhile. */
final class RegistryImport {

    private final Database database;
    private final ImportJournal journal;

    RegistryImport(Database database, ImportJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** The file doesn't hold together with the registry that holds when its turn comes. */
    private static final class RefusedException extends RefusedEntryException {
        private static final long serialVersionUID = 1;
        private final transient Report report;

        RefusedException(Report report) {
            super("the file does not hold together with the registry");
            this.report = report;
        }
    }

    Optional<Ended> take(Import one, RegistryFile file) throws SQLException {
        if (journal.find(one, 1).isPresent()) {
            return Optional.of(new Ended(Import.State.DONE, one.report()));
        }
        Report[] report = {one.report()};
        Registry now = journal.school().registry();
        RegistryFile.Outcome outcome = file.against(now);
        // The journal's thread reads the file only where someone else edited meanwhile.
        UnaryOperator<Registry> edit = base -> merged(base == now ? outcome : file.against(base), report);
        try {
            journal.once(one, 1, receipt -> new Entry.RegistryEdit(edit, null, receipt));
            return Optional.of(new Ended(Import.State.DONE, report[0]));
        } catch (RefusedException refused) {
            return Optional.of(new Ended(Import.State.FAILED, refused.report));
        } catch (ImportJournal.StoppedException later) {
            return Optional.empty();
        }
    }

    private static Registry merged(RegistryFile.Outcome outcome, Report[] report) {
        report[0] = outcome.report();
        if (!outcome.holds()) {
            throw new RefusedException(outcome.report());
        }
        return outcome.registry();
    }

    Optional<Ended> undo(Import one) throws SQLException {
        Optional<Receipt> edit = journal.find(one, 1);
        if (edit.isEmpty()) {
            return Optional.of(new Ended(Import.State.UNDONE, one.report()));
        }
        RegistryUndo undo = RegistryUndo.of(database, edit.get().sequence());
        try {
            journal.patiently(new Entry.RegistryEdit(undo, null));
            Map<String, Integer> counts = new HashMap<>(one.report().counts());
            counts.put("takenBack", undo.takenBack());
            counts.put("overridden", undo.overridden());
            return Optional.of(new Ended(Import.State.UNDONE, one.report().with(counts, List.of(), 0)));
        } catch (RegistryUndo.RefusedException needed) {
            Report kept = one.report()
                    .with(
                            one.report().counts(),
                            needed.problems(),
                            needed.problems().size());
            return Optional.of(new Ended(Import.State.DONE, kept));
        } catch (ImportJournal.StoppedException later) {
            return Optional.empty();
        }
    }
}
