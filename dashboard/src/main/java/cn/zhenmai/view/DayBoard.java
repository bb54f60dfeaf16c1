package cn.zhenmai.view;

import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.RollQueries.Said;
import cn.zhenmai.store.UnconfirmedRolls;
import cn.zhenmai.view.RosterCounts.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One day's attendance, session by session and group by group: every number of attendance that is shown is a sum over its cells. */
record DayBoard(LocalDate day, List<Session> sessions, List<Cell> cells, Map<Roll, Said> calls) {

    record Cell(Session session, Group group, Tally tally) {}

    /** {@code counts} and {@code calls} as stored for that day; {@code doubt} null: no roll is doubted. */
    static DayBoard of(
            School school,
            LocalDate day,
            RosterCounts rosters,
            List<AttendanceQueries.Count> counts,
            Map<Roll, Said> calls,
            RollDoubt doubt) {
        List<Session> held =
                school.sessionsOn(day).stream().filter(Session::isHeld).toList();
        Set<Roll> unconfirmed = UnconfirmedRolls.among(school, held, counts, calls, doubt);
        Map<String, Map<Group, Tally>> stored = new LinkedHashMap<>();
        for (AttendanceQueries.Count count : counts) {
            stored.computeIfAbsent(count.session(), session -> new LinkedHashMap<>())
                    .merge(
                            new Group(count.roll(), count.classId(), count.college()),
                            said(count, unconfirmed),
                            Tally::plus);
        }
        List<Cell> cells = new ArrayList<>();
        for (Session session : held) {
            Map<Group, Tally> groups = new LinkedHashMap<>();
            rosters.of(school, session).forEach((group, students) -> groups.put(group, Tally.roster(students)));
            stored.getOrDefault(session.id().toString(), Map.of())
                    .forEach((group, tally) -> groups.merge(group, tally, Tally::plus));
            groups.forEach((group, tally) -> cells.add(new Cell(session, group, tally)));
        }
        return new DayBoard(day, held, cells, calls);
    }

    private static Tally said(AttendanceQueries.Count count, Set<Roll> unconfirmed) {
        Tally said = Tally.of(count.status(), count.students());
        return unconfirmed.contains(new Roll(count.session(), count.roll())) ? said.unconfirmed() : said;
    }

    Tally sum(Predicate<Cell> which) {
        return cells.stream().filter(which).map(Cell::tally).reduce(Tally.ZERO, Tally::plus);
    }

    boolean isCalled(Session session, String classId) {
        return calls.containsKey(new Roll(session.id().toString(), classId));
    }
}
