package cn.zhenmai.view;

import cn.zhenmai.access.Scope;
import cn.zhenmai.school.Session;
import cn.zhenmai.view.Worklist.SessionLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The running or next sessions of a viewer's classes, roll by roll, and the day so far. */
final class SessionsView {

    private static final Comparator<SessionLine> ORDER = Comparator.comparing(SessionLine::called)
            .thenComparing(SessionLine::startsAt)
            .thenComparing(SessionLine::className, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(SessionLine::session);

    private SessionsView() {}

    static List<SessionLine> lines(DayBoard board, Scope scope, Names names, Instant now) {
        List<Session> own = board.sessions().stream()
                .filter(session -> scope.seesAnyClass(session.classes()))
                .toList();
        List<SessionLine> lines = new ArrayList<>();
        for (Session session : Occasions.runningOrNext(own, now)) {
            for (String roll : rolls(session, scope)) {
                lines.add(line(board, session, roll, names));
            }
        }
        lines.sort(ORDER);
        return lines;
    }

    static Worklist.Today today(DayBoard board, Scope scope, Instant now) {
        return Worklist.Today.of(board.sum(cell -> !cell.session().startsAt().isAfter(now)
                && scope.seesClass(cell.group().classId())));
    }

    private static Set<String> rolls(Session session, Scope scope) {
        Set<String> rolls = new TreeSet<>(session.classes());
        rolls.removeIf(roll -> !scope.seesClass(roll));
        return rolls;
    }

    private static SessionLine line(DayBoard board, Session session, String roll, Names names) {
        Tally tally = board.sum(session, cell -> roll.equals(cell.group().roll()));
        return new SessionLine(
                session.id().toString(),
                names.course(session),
                roll,
                names.classOf(roll),
                names.teacher(session.teacher()),
                session.room(),
                Labels.periods(session),
                session.startsAt(),
                session.endsAt(),
                session.rollCallDueAt(),
                board.isCalled(session, roll),
                tally.expected(),
                tally.present(),
                tally.leave(),
                tally.absent(),
                tally.unknown(),
                tally.pending());
    }
}
