package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/** An edit of the registry as a journal row: the school as it is then, and what of the facts it moves. */
final class RegistryChange {

    /** In whose name a receipt of the registry's own stands. */
    private static final String REGISTRY = "registry";

    private final Entry.RegistryEdit entry;
    private final School before;
    private final School after;
    private final RegistryRows.Diff diff;

    private RegistryChange(Entry.RegistryEdit entry, School before, School after, RegistryRows.Diff diff) {
        this.entry = entry;
        this.before = before;
        this.after = after;
        this.diff = diff;
    }

    /** From the rows, so that the school that is heard now is the one that a replay will read, order of lists included. */
    static RegistryChange of(School before, Entry.RegistryEdit entry) {
        SortedMap<RegistryRows.Key, String> rows =
                RegistryRows.toRows(entry.edit().apply(before.registry()));
        RegistryRows.Diff diff = RegistryRows.diff(RegistryRows.toRows(before.registry()), rows);
        return new RegistryChange(
                entry, before, diff.isEmpty() ? before : School.of(RegistryRows.fromRows(rows)), diff);
    }

    boolean isEmpty() {
        return diff.isEmpty();
    }

    School school() {
        return after;
    }

    /** Appends the row; what it moved is in the set, and not written yet. */
    WorkingSet run(Connection connection, Dialect dialect, Enrolments enrolments, JournalRows rows)
            throws SQLException {
        long sequence = rows.next();
        RegistryStore.write(connection, diff, sequence);
        dialect.makeRoom(connection, after.plannedDays());
        Loading loading = new Loading(connection, after, new Recent());
        WorkingSet moved = loading.loadMoved(before);
        Fold fold = new Fold(after, enrolments, moved, sequence);
        fold.reconsider(loading.moved());
        rows.append(new Input.SchoolEdited(
                sequence, rows.knownAt(entry.knownAt()), entry.knownAt() != null, after, fold.changes()));
        return moved;
    }

    /** Of the edit's own row, which is not the last one where something came out of quarantine. */
    Receipt receipt(JournalRows rows) {
        long sequence = rows.inputs().get(0).sequence();
        if (entry.receipt() == null) {
            return ReceiptCount.nothing(sequence);
        }
        int added = diff.added().size();
        int others = diff.changed().size() + diff.ended().size();
        Receipt receipt = new Receipt(entry.receipt(), added + others, added, others, 0, 0, 0, List.of(), sequence);
        rows.add(receipt, REGISTRY, rows.head().knownAt());
        return receipt;
    }
}
