package cn.zhenmai.view;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.AttendanceQueries.StudentStatus;
import cn.zhenmai.store.RollQueries;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.SlipQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A teacher's own sessions and their rolls. Blocks; joins the caller's transaction. */
public final class TeacherView {

    public record Day(LocalDate date, Instant now, String periodLabel, List<OwnSession> sessions) {}

    public record OwnSession(
            String session,
            String course,
            List<String> classNames,
            String periods,
            Instant startsAt,
            Instant endsAt,
            String room,
            Session.State state,
            List<OwnRoll> rolls) {}

    public record OwnRoll(String classId, String className, boolean called) {}

    public record SessionRolls(
            String session,
            String course,
            String periods,
            Instant startsAt,
            Instant endsAt,
            String room,
            List<RollList> rolls) {

        /** Whose data it shows, for the audit. */
        public Set<String> students() {
            Set<String> students = new TreeSet<>();
            rolls.forEach(roll -> roll.students().forEach(one -> students.add(one.student())));
            return students;
        }
    }

    public record RollList(String classId, String className, boolean called, List<RollStudent> students) {}

    /** {@code status} null while nothing is known; {@code slip} null without one. */
    public record RollStudent(String student, String name, Status status, Worklist.Slip slip) {}

    private final AttendanceQueries attendance = new AttendanceQueries();
    private final RollQueries rolls = new RollQueries();
    private final SlipQueries slips = new SlipQueries();

    /** The sessions that the teacher holds on that day, cancelled ones included. */
    public Day day(Connection connection, String teacher, LocalDate day, SchoolNow.Moment moment) throws SQLException {
        Names names = new Names(moment.school());
        List<Session> own = moment.school().sessionsOn(day).stream()
                .filter(session -> session.teachers().contains(teacher))
                .toList();
        Set<Roll> called = rolls.called(connection, own);
        return new Day(
                day,
                moment.now(),
                moment.school().periodLabel(moment.now()),
                own.stream().map(session -> line(session, called, names)).toList());
    }

    private static OwnSession line(Session session, Set<Roll> called, Names names) {
        List<OwnRoll> rolls = session.classes().stream()
                .sorted()
                .map(roll -> new OwnRoll(
                        roll,
                        names.classOf(roll),
                        called.contains(new Roll(session.id().toString(), roll))))
                .toList();
        return new OwnSession(
                session.id().toString(),
                names.course(session),
                rolls.stream().map(OwnRoll::className).toList(),
                Labels.periods(session),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                session.state(),
                rolls);
    }

    /** The session's rolls, class by class, of those whose attendance is expected. */
    public SessionRolls rolls(Connection connection, Session session, SchoolNow.Moment moment) throws SQLException {
        Names names = new Names(moment.school());
        String id = session.id().toString();
        Map<String, List<RosterEntry>> byRoll = new TreeMap<>();
        for (RosterEntry entry : moment.school().roster(session)) {
            if (entry.expected() && entry.roll() != null) {
                byRoll.computeIfAbsent(entry.roll(), roll -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, Status> statuses = new HashMap<>();
        for (StudentStatus one : attendance.statusesOf(connection, session.id().plannedOn(), id)) {
            statuses.put(one.student(), one.status());
        }
        Set<String> students = new TreeSet<>();
        byRoll.values().forEach(entries -> entries.forEach(entry -> students.add(entry.student())));
        Map<String, Worklist.Slip> slipOf = new HashMap<>();
        for (SlipQueries.Slip slip : slips.touching(connection, students, session.startsAt(), session.endsAt())) {
            slipOf.putIfAbsent(slip.student(), new Worklist.Slip(slip.kind(), slip.state(), slip.from(), slip.to()));
        }
        Set<Roll> called = rolls.called(connection, List.of(session));
        List<RollList> lists = new ArrayList<>();
        byRoll.forEach((roll, entries) -> lists.add(new RollList(
                roll,
                names.classOf(roll),
                called.contains(new Roll(id, roll)),
                entries.stream()
                        .sorted(Comparator.comparing(RosterEntry::student))
                        .map(entry -> new RollStudent(
                                entry.student(),
                                names.student(entry.student()),
                                statuses.get(entry.student()),
                                slipOf.get(entry.student())))
                        .toList())));
        return new SessionRolls(
                id,
                names.course(session),
                Labels.periods(session),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                lists);
    }
}
