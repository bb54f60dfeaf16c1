package cn.zhenmai.intake.file;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryCheck;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.RefusedEntryException;
import cn.zhenmai.store.RegistryStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The edit that takes an earlier one back: its rows are again as they were before it, except those that were edited since. */
final class RegistryUndo implements UnaryOperator<Registry> {

    private final SortedMap<RegistryRows.Key, String> before;
    private final SortedMap<RegistryRows.Key, String> after;
    private int takenBack;
    private int overridden;

    /** What is there now needs the rows that would go. */
    static final class RefusedException extends RefusedEntryException {
        private static final long serialVersionUID = 1;
        private final transient List<Report.Wrong> problems;

        RefusedException(List<Report.Wrong> problems) {
            super("later rows need what would be taken back");
            this.problems = problems;
        }

        List<Report.Wrong> problems() {
            return problems;
        }
    }

    private RegistryUndo(SortedMap<RegistryRows.Key, String> before, SortedMap<RegistryRows.Key, String> after) {
        this.before = before;
        this.after = after;
    }

    static RegistryUndo of(Database database, long sequence) throws SQLException {
        RegistryStore.Touched touched =
                database.inTransaction(connection -> RegistryStore.touchedBy(connection, sequence));
        return new RegistryUndo(canonical(touched.before()), canonical(touched.after()));
    }

    /** As {@link RegistryRows#toRows} spells them; the store keeps JSON, not its spelling. */
    private static SortedMap<RegistryRows.Key, String> canonical(SortedMap<RegistryRows.Key, String> stored) {
        return RegistryRows.toRows(RegistryRows.fromRows(stored));
    }

    int takenBack() {
        return takenBack;
    }

    int overridden() {
        return overridden;
    }

    @Override
    public Registry apply(Registry now) {
        takenBack = 0;
        overridden = 0;
        SortedMap<RegistryRows.Key, String> rows = new TreeMap<>(RegistryRows.toRows(now));
        Set<RegistryRows.Key> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (RegistryRows.Key key : keys) {
            String was = before.get(key);
            String made = after.get(key);
            String is = rows.get(key);
            if (is == null ? made != null : !is.equals(made)) {
                overridden++;
            } else {
                takenBack++;
                if (was == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, was);
                }
            }
        }
        Registry undone = RegistryRows.fromRows(rows);
        Set<Problem> known = new HashSet<>(RegistryCheck.check(now));
        List<Report.Wrong> problems = new ArrayList<>();
        for (Problem problem : RegistryCheck.check(undone)) {
            if (!known.contains(problem)) {
                problems.add(new Report.Wrong(0, problem.field(), problem.file() + "：" + problem.message()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return undone;
    }
}
