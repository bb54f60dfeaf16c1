package cn.zhenmai.live;

import cn.zhenmai.access.AuditStore.Read;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Scope;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.view.KeptBoard;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.SilentSource;
import cn.zhenmai.view.Worklist;
import cn.zhenmai.view.WorklistChanges;
import cn.zhenmai.view.WorklistDelta;
import cn.zhenmai.view.WorklistState;
import cn.zhenmai.view.WorklistView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The worklist pages of one round. Everything is worked out and written as text once, however many pages it is for: those that hold
 * the same and see the same are told the same.
 */
final class RoundPages {

    /** What one page is told, what it then holds, and whose data it shows. {@code text} null = nothing. */
    private record Told(String text, WorklistState state, Collection<String> students) {}

    /** From what a page holds, within what it may see. */
    private record Step(Scope scope, List<SilentSource> silent, WorklistState from, long number) {}

    private final Connection connection;
    private final WorklistView worklists;
    private final KeptBoard board;
    private final Round.Order order;
    private final SchoolNow.Moment moment;

    private final List<Read> reads = new ArrayList<>();
    private final Map<Identity, Viewer> viewers = new HashMap<>();
    private final Map<Viewer, Worklist> wholes = new HashMap<>();
    private final Map<Viewer, Told> snapshots = new HashMap<>();
    private final Map<Step, Told> steps = new HashMap<>();
    /** What pages of that scope hold after this round: states that show the same become one object, and cost one step from then on. */
    private final Map<Scope, WorklistState> held = new HashMap<>();

    private WorklistChanges changes;

    RoundPages(
            Connection connection,
            WorklistView worklists,
            KeptBoard board,
            Round.Order order,
            SchoolNow.Moment moment) {
        this.connection = connection;
        this.board = board;
        this.worklists = worklists;
        this.order = order;
        this.moment = moment;
    }

    /** Who was shown whom, so far. */
    List<Read> reads() {
        return reads;
    }

    /** Blocks. */
    Round.Sent tell(Round.Due due) throws SQLException {
        Viewer viewer = viewers.computeIfAbsent(
                due.follower().signedIn.who(), who -> Viewer.of(who, moment.school(), moment.today()));
        Told told;
        if (due.join() == null) {
            told = step(due, viewer);
        } else {
            told = due.since() == null ? snapshot(due, viewer) : missed(due, viewer);
        }
        if (!told.students.isEmpty()) {
            reads.add(new Read(order.machineNow(), viewer.account(), "JOIN worklist", told.students));
        }
        return new Round.Sent(due, told.text, told.state);
    }

    private Worklist whole(Viewer viewer) throws SQLException {
        Worklist whole = wholes.get(viewer);
        if (whole == null) {
            whole = worklists.whole(connection, viewer, moment, order.to());
            wholes.put(viewer, whole);
        }
        return whole;
    }

    private WorklistChanges changes() throws SQLException {
        if (changes == null) {
            changes = worklists.changes(
                    connection, order.touched().students(), order.touched().alerts(), board, moment);
        }
        return changes;
    }

    private Told snapshot(Round.Due due, Viewer viewer) throws SQLException {
        Told told = snapshots.get(viewer);
        if (told == null) {
            Worklist whole = whole(viewer);
            told = new Told(
                    Frames.snapshot(order.epoch(), order.to(), whole),
                    hold(viewer, WorklistState.of(whole), due.state()),
                    whole.cards().stream().map(Worklist.Card::student).toList());
            snapshots.put(viewer, told);
        }
        return told;
    }

    /** A page that comes back is told of those that it missed. */
    private Told missed(Round.Due due, Viewer viewer) throws SQLException {
        WorklistState state = WorklistState.of(whole(viewer));
        WorklistDelta missed = state.deltaOf(
                due.since().students().stream()
                        .filter(student -> viewer.scope().seesStudent(student, moment.school(), moment.today()))
                        .toList(),
                due.since().alerts());
        return told(due, missed, hold(viewer, state, due.state()));
    }

    private Told step(Round.Due due, Viewer viewer) throws SQLException {
        boolean isWhole = order.touched().everything();
        List<SilentSource> silent = isWhole
                ? whole(viewer).silentSources()
                : SilentSource.watchedBy(viewer, changes().silences());
        Step step = new Step(viewer.scope(), silent, due.state(), due.number());
        Told told = steps.get(step);
        if (told == null) {
            WorklistState after =
                    isWhole ? WorklistState.of(whole(viewer)) : due.state().after(changes(), viewer);
            boolean isSame = !isWhole && !order.beat() && due.state().showsSame(after);
            told = isSame
                    ? new Told(null, due.state(), List.of())
                    : told(due, due.state().deltaTo(after), hold(viewer, after, null));
            steps.put(step, told);
        }
        return told;
    }

    private Told told(Round.Due due, WorklistDelta delta, WorklistState state) {
        return new Told(Frames.delta(order.epoch(), due.number(), order.to(), delta), state, delta.students());
    }

    /** The state, or one that shows the same: {@code other}, or what another page of this round holds. */
    private WorklistState hold(Viewer viewer, WorklistState state, WorklistState other) {
        WorklistState own = other != null && other.showsSame(state) ? other : state;
        WorklistState first = held.putIfAbsent(viewer.scope(), own);
        return first != null && first.showsSame(own) ? first : own;
    }
}
