package cn.zhenmai.view;

import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.RollQueries.Said;
import cn.zhenmai.store.UnconfirmedRolls;
import cn.zhenmai.view.RosterCounts.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One day's attendance, session by session and group by group: every number of attendance that is shown is a sum over its cells. */
record DayBoard(LocalDate day, List<Session> sessions, Map<SessionId, List<Cell>> cells, Map<Roll, Said> calls) {

    record Cell(Session session, Group group, Tally tally) {}

    /** {@code counts} and {@code calls} as stored for these sessions of the day; {@code doubt} null: no roll is doubted. */
    static DayBoard of(
            School school,
            LocalDate day,
            List<Session> held,
            RosterCounts rosters,
            List<AttendanceQueries.Count> counts,
            Map<Roll, Said> calls,
            RollDoubt doubt) {
        Set<Roll> unconfirmed = UnconfirmedRolls.among(school, held, counts, calls, doubt);
        Map<String, Map<Group, Tally>> stored = new HashMap<>();
        for (AttendanceQueries.Count count : counts) {
            stored.computeIfAbsent(count.session(), session -> new LinkedHashMap<>())
                    .merge(
                            new Group(count.roll(), count.classId(), count.college()),
                            said(count, unconfirmed),
                            Tally::plus);
        }
        Map<SessionId, List<Cell>> cells = new LinkedHashMap<>();
        for (Session session : held) {
            Map<Group, Tally> groups = new LinkedHashMap<>();
            rosters.of(school, session).forEach((group, students) -> groups.put(group, Tally.roster(students)));
            stored.getOrDefault(session.id().toString(), Map.of())
                    .forEach((group, tally) -> groups.merge(group, tally, Tally::plus));
            List<Cell> own = new ArrayList<>(groups.size());
            groups.forEach((group, tally) -> own.add(new Cell(session, group, tally)));
            cells.put(session.id(), own);
        }
        return new DayBoard(day, held, cells, calls);
    }

    private static Tally said(AttendanceQueries.Count count, Set<Roll> unconfirmed) {
        Tally said = Tally.of(count.status(), count.students());
        return unconfirmed.contains(new Roll(count.session(), count.roll())) ? said.unconfirmed() : said;
    }

    /** With some of its sessions as they are now. */
    DayBoard with(DayBoard some) {
        Map<SessionId, List<Cell>> all = new LinkedHashMap<>(cells);
        all.putAll(some.cells);
        Map<Roll, Said> allCalls = new HashMap<>(calls);
        Set<SessionId> renewed = some.cells.keySet();
        allCalls.keySet()
                .removeIf(roll -> SessionId.parse(roll.session())
                        .filter(renewed::contains)
                        .isPresent());
        allCalls.putAll(some.calls);
        return new DayBoard(day, sessions, all, allCalls);
    }

    Tally sum(Predicate<Cell> which) {
        return sum(cells.values().stream().flatMap(List::stream).filter(which));
    }

    Tally sum(Session session, Predicate<Cell> which) {
        return sum(cells.getOrDefault(session.id(), List.of()).stream().filter(which));
    }

    private static Tally sum(Stream<Cell> cells) {
        return cells.map(Cell::tally).reduce(Tally.ZERO, Tally::plus);
    }

    boolean isCalled(Session session, String classId) {
        return calls.containsKey(new Roll(session.id().toString(), classId));
    }
}
