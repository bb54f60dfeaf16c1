package cn.zhenmai.demo;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.AlertFilter;
import cn.zhenmai.alert.AlertPage;
import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the service has raised, out of its store: whole lives of the alerts that a story is about, of the others that they opened. */
final class RaisedAlerts {

    private static final int PAGE = 500;

    private final Database database;
    private final AlertStore store = new AlertStore();

    RaisedAlerts(Database database) {
        this.database = database;
    }

    List<Transition> read(List<Story> stories) throws SQLException {
        return database.inTransaction(connection -> read(connection, stories));
    }

    private List<Transition> read(Connection connection, List<Story> stories) throws SQLException {
        List<Transition> transitions = new ArrayList<>();
        String after = null;
        do {
            AlertPage page = store.list(connection, AlertFilter.within(AlertScope.EVERYTHING), after, PAGE);
            for (HandledAlert handled : page.items()) {
                Alert alert = handled.alert();
                Transition opened = new Transition(
                        alert.openedSequence(), 0, alert.openedAt(), Transition.Kind.OPENED, null, false, alert);
                boolean planted =
                        stories.stream().flatMap(s -> s.expected().stream()).anyMatch(e -> e.concerns(opened));
                if (planted) {
                    transitions.addAll(store.transitions(connection, alert.id()));
                } else {
                    transitions.add(opened);
                }
            }
            after = page.next();
        } while (after != null);
        return transitions;
    }
}
