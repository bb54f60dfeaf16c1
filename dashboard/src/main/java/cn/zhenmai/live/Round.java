package cn.zhenmai.live;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.AuditStore.Read;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.Worklist;
import cn.zhenmai.view.WorklistChanges;
import cn.zhenmai.view.WorklistDelta;
import cn.zhenmai.view.WorklistState;
import cn.zhenmai.view.WorklistView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Works out one round of pushes in one transaction: what was touched is read once, then cut to the scope of each viewer as of now.
 * The audit of what each page is shown is written in the same transaction, so before the bytes leave.
 */
final class Round {

    /** What a round is for, fixed on the hub's context before the work begins. */
    record Order(
            String epoch, long to, Touched touched, boolean beat, boolean wall, List<Due> due, Instant machineNow) {}

    /** One follower's part. {@code since}: whom the page missed; null = it needs a snapshot. */
    record Due(Follower follower, Follower.Join join, Touched since, long number, WorklistState state) {}

    /** The frame for one follower, and what its page then holds; {@code text} null = nothing to tell. */
    record Sent(Due due, String text, WorklistState state) {}

    private final WorklistView worklists;
    private final WallBoard wall;
    private final SchoolNow school;
    private final AuditStore audit = new AuditStore();

    Round(WorklistView worklists, WallBoard wall, SchoolNow school) {
        this.worklists = worklists;
        this.wall = wall;
        this.school = school;
    }

    /** Blocks. */
    List<Sent> run(Connection connection, Order order) throws SQLException {
        SchoolNow.Moment moment = school.moment();
        List<Sent> sent = new ArrayList<>();
        List<Read> reads = new ArrayList<>();
        WorklistChanges changes = null;
        String wallText = null;
        for (Due due : order.due()) {
            if (isWall(due)) {
                if (wallText == null) {
                    wallText = Frames.snapshot(order.epoch(), order.to(), wall.frame(connection, moment, order.to()));
                }
                sent.add(new Sent(due, wallText, null));
                continue;
            }
            Viewer viewer = Viewer.of(due.follower().signedIn.who(), moment.school(), moment.today());
            if (due.join() != null || order.touched().everything()) {
                sent.add(whole(connection, due, viewer, moment, order, reads));
            } else {
                if (changes == null) {
                    changes = worklists.changes(
                            connection,
                            order.touched().students(),
                            order.touched().alerts(),
                            moment);
                }
                sent.add(changed(due, changes, viewer, order, reads));
            }
        }
        audit.add(connection, reads);
        return sent;
    }

    private static boolean isWall(Due due) {
        return Frames.WALL.equals(due.join() != null ? due.join().topic() : due.follower().topic);
    }

    private Sent whole(
            Connection connection, Due due, Viewer viewer, SchoolNow.Moment moment, Order order, List<Read> reads)
            throws SQLException {
        Worklist whole = worklists.whole(connection, viewer, moment, order.to());
        WorklistState state = WorklistState.of(whole);
        if (due.join() == null) {
            return delta(due, due.state().deltaTo(state), state, viewer, order, reads);
        }
        if (due.since() != null) {
            WorklistDelta missed = state.deltaOf(
                    due.since().students().stream()
                            .filter(student -> viewer.scope().seesStudent(student, moment.school(), moment.today()))
                            .toList(),
                    due.since().alerts());
            return delta(due, missed, state, viewer, order, reads);
        }
        read(
                reads,
                order,
                viewer,
                whole.cards().stream().map(Worklist.Card::student).toList());
        return new Sent(due, Frames.snapshot(order.epoch(), order.to(), whole), state);
    }

    private static Sent changed(Due due, WorklistChanges changes, Viewer viewer, Order order, List<Read> reads) {
        WorklistState state = due.state().after(changes, viewer);
        if (!order.beat() && due.state().showsSame(state)) {
            return new Sent(due, null, due.state());
        }
        return delta(due, due.state().deltaTo(state), state, viewer, order, reads);
    }

    private static Sent delta(
            Due due, WorklistDelta delta, WorklistState state, Viewer viewer, Order order, List<Read> reads) {
        read(reads, order, viewer, delta.students());
        return new Sent(due, Frames.delta(order.epoch(), due.number(), order.to(), delta), state);
    }

    private static void read(List<Read> reads, Order order, Viewer viewer, Collection<String> students) {
        if (!students.isEmpty()) {
            reads.add(new Read(order.machineNow(), viewer.account(), "JOIN worklist", students));
        }
    }
}
