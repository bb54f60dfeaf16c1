package cn.zhenmai.store;

import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Takes back what one receipt brought: its versions are no longer weighed, and what they had replaced holds again. */
final class Withdrawing {

    private Withdrawing() {}

    /** Everything that the receipt touched, and what stands around it. */
    static WorkingSet load(Connection connection, School school, WithdrawnStore meant) throws SQLException {
        WorkingSet seen = new WorkingSet();
        AttendanceStore.loadKeys(connection, meant.attendance(), seen);
        for (Map.Entry<FactKind, Set<String>> keys : meant.facts().entrySet()) {
            FactStore.loadKeys(connection, keys.getKey(), keys.getValue(), seen);
        }
        Loading look = new Loading(connection, school, new Recent());
        seen.allAttendance().stream()
                .filter(row -> row.observed != null)
                .forEach(row -> look.want(row.observed.observation()));
        for (FactKind kind : FactKind.values()) {
            for (FactRow row : seen.all(kind)) {
                if (row.holding != null) {
                    look.want(row.holding.observation());
                }
                row.others.forEach(other -> look.want(other.observation()));
            }
        }
        return look.load();
    }

    /** How many hold otherwise now, and how many something later had replaced already. */
    static ReceiptCount withdraw(WithdrawnStore meant, WorkingSet set, Fold fold) {
        ReceiptCount tally = new ReceiptCount("");
        for (AttendanceKey key : meant.attendance()) {
            AttendanceRow row = set.attendance(key.session(), key.student());
            tally.withdrawn(
                    fold.withdraw(row, meant.isMeant()), !row.withdrawn().isEmpty());
        }
        for (Map.Entry<FactKind, Set<String>> keys : meant.facts().entrySet()) {
            for (String key : keys.getValue()) {
                FactRow row = set.fact(keys.getKey(), key);
                tally.withdrawn(fold.withdraw(row, meant.isMeant()), !row.withdrawn.isEmpty());
            }
        }
        return tally;
    }
}
