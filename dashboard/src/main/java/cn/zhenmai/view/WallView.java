package cn.zhenmai.view;

import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.view.WallTable.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the wall says of one period, from one day's board. Pure. */
final class WallView {

    /** The numbers are those of the sessions that run now, or of the last ones. */
    record Shown(Phase phase, LocalDate day, List<Session> sessions) {

        String label() {
            return sessions.isEmpty()
                    ? ""
                    : Labels.occasion(
                            day, sessions.get(0).firstPeriod(), sessions.get(0).periods());
        }

        Set<SessionId> ids() {
            return sessions.stream().map(Session::id).collect(Collectors.toSet());
        }
    }

    enum Phase {
        IN_SESSION("in-session"),
        BETWEEN("between"),
        OFF_HOURS("off-hours");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** How far back a last period is looked for: over the longest holiday. */
    private static final int BACK_DAYS = 60;

    private WallView() {}

    static Shown shown(School school, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, School.ZONE);
        List<Session> held = held(school, today);
        List<Session> running = Occasions.running(held, now);
        if (!running.isEmpty()) {
            return new Shown(Phase.IN_SESSION, today, running);
        }
        boolean more = held.stream().anyMatch(session -> session.startsAt().isAfter(now));
        List<Session> last = Occasions.lastEnded(held, now);
        if (!last.isEmpty()) {
            return new Shown(more ? Phase.BETWEEN : Phase.OFF_HOURS, today, last);
        }
        for (int back = 1; back <= BACK_DAYS; back++) {
            List<Session> before = Occasions.lastEnded(held(school, today.minusDays(back)), now);
            if (!before.isEmpty()) {
                return new Shown(Phase.OFF_HOURS, today.minusDays(back), before);
            }
        }
        return new Shown(Phase.OFF_HOURS, today, List.of());
    }

    static List<Session> held(School school, LocalDate day) {
        return school.sessionsOn(day).stream().filter(Session::isHeld).toList();
    }

    /** Colleges in the order of their ids, whatever their numbers, and last who belongs to none. */
    static List<Row> rows(School school, DayBoard board, Set<SessionId> sessions) {
        List<College> colleges = school.registry().colleges().stream()
                .sorted(Comparator.comparing(College::id))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (College college : colleges) {
            rows.add(new Row(
                    college,
                    board.sum(cell -> sessions.contains(cell.session().id())
                            && college.id().equals(cell.group().college()))));
        }
        rows.removeIf(row -> row.tally().equals(Tally.ZERO) && hasNoClass(school, row.college()));
        rows.add(new Row(
                null,
                board.sum(cell -> sessions.contains(cell.session().id())
                        && colleges.stream()
                                .noneMatch(one -> one.id().equals(cell.group().college())))));
        return rows;
    }

    /** A department that only teaches has no students of its own and no row. */
    private static boolean hasNoClass(School school, College college) {
        return school.registry().classes().stream()
                .noneMatch(one -> college.id().equals(school.collegeOfClass(one.id())));
    }

    static Wall.Sessions sessions(DayBoard board, Shown shown) {
        int called = 0;
        for (Session session : shown.sessions()) {
            called += session.classes().stream().allMatch(roll -> board.isCalled(session, roll)) ? 1 : 0;
        }
        int all = shown.sessions().size();
        return new Wall.Sessions(shown.phase() == Phase.IN_SESSION ? all : 0, called, all - called);
    }
}
