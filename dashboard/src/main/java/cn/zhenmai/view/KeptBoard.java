package cn.zhenmai.view;

import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Today's board from push to push: only the sessions of which something was told since are counted anew, where a whole day at every push
 * is a read of all of its attendance. One caller at a time.
 */
public final class KeptBoard {

    /** So many sessions are a school's day; of more a whole read costs less. */
    private static final int MOST = 2_000;

    private final Set<SessionId> stale = new HashSet<>();
    private DayBoard board;
    private School school;
    private RollDoubt doubt;

    /** Something was told of them since. */
    public void touch(Set<SessionId> sessions) {
        stale.addAll(sessions);
        if (stale.size() > MOST) {
            forget();
        }
    }

    /** What was told is not known session by session. */
    public void forget() {
        board = null;
        stale.clear();
    }

    DayBoard now(Connection connection, WorklistView worklists, SchoolNow.Moment moment) throws SQLException {
        RollDoubt doubtNow = worklists.doubt();
        boolean isKept = board != null
                && school == moment.school()
                && board.day().equals(moment.today())
                && Objects.equals(doubt, doubtNow);
        if (!isKept) {
            board = worklists.board(connection, moment.school(), moment.today());
        } else {
            List<Session> some = stale.stream()
                    .map(moment.school()::session)
                    .flatMap(Optional::stream)
                    .filter(session -> session.isHeld() && session.heldOn().equals(moment.today()))
                    .toList();
            board = some.isEmpty() ? board : board.with(worklists.board(connection, moment.school(), some));
        }
        school = moment.school();
        doubt = doubtNow;
        stale.clear();
        return board;
    }
}
