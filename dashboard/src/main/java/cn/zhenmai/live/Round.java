package cn.zhenmai.live;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.view.KeptBoard;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistState;
import cn.zhenmai.view.WorklistView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out one round of pushes in one transaction: what was touched is read once, then cut to the scope of each viewer as of now.
 * The audit of what each page is shown is written in the same transaction, so before the bytes leave.
 */
final class Round {

    /** What a round is for, fixed on the hub's context before the work begins. */
    record Order(
            String epoch, long to, Touched touched, boolean beat, boolean wall, List<Due> due, Instant machineNow) {}

    /**
     * One follower's part. {@code since}: whom the page missed; null = it needs a snapshot. {@code state}: what the page holds; of one
     * that joins what another page of the same account holds, or null.
     */
    record Due(Follower follower, Follower.Join join, Touched since, long number, WorklistState state) {
        boolean isWall() {
            return Frames.WALL.equals(join != null ? join.topic() : follower.topic);
        }
    }

    /** The frame for one follower, and what its page then holds; {@code text} null = nothing to tell. */
    record Sent(Due due, String text, WorklistState state) {}

    private final WorklistView worklists;
    private final WallBoard wall;
    private final SchoolNow school;
    private final KeptBoard board = new KeptBoard();
    private final AuditStore audit = new AuditStore();

    Round(WorklistView worklists, WallBoard wall, SchoolNow school) {
        this.worklists = worklists;
        this.wall = wall;
        this.school = school;
    }

    /** Hears of every step, whether a page is there to be told of it or not; never while a round runs. */
    void touch(Touched touched) {
        if (touched.everything()) {
            board.forget();
        } else {
            board.touch(touched.sessions());
        }
    }

    /** Blocks. */
    List<Sent> run(Connection connection, Order order) throws SQLException {
        SchoolNow.Moment moment = school.moment();
        RoundPages pages = new RoundPages(connection, worklists, board, order, moment);
        String wallText = null;
        List<Sent> sent = new ArrayList<>(order.due().size());
        for (Due due : order.due()) {
            if (!due.isWall()) {
                sent.add(pages.tell(due));
                continue;
            }
            if (wallText == null) {
                wallText = Frames.snapshot(order.epoch(), order.to(), wall.frame(connection, moment, order.to()));
            }
            sent.add(new Sent(due, wallText, null));
        }
        audit.add(connection, pages.reads());
        return sent;
    }
}
