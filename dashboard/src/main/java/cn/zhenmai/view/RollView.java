package cn.zhenmai.view;

import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.AttendanceQueries.StudentStatus;
import cn.zhenmai.store.RollQueries;
import cn.zhenmai.store.SlipQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rolls of one session, class by class, of those whose attendance is expected. Blocks; joins the caller's transaction. */
public final class RollView {

    /** {@code monitor}: shown to a class's monitor, without anybody's kind of leave. */
    public record SessionRolls(
            String session,
            String course,
            String periods,
            Instant startsAt,
            Instant endsAt,
            String room,
            boolean monitor,
            List<RollList> rolls) {

        /** Whose data it shows, for the audit. */
        public Set<String> students() {
            Set<String> students = new TreeSet<>();
            rolls.forEach(roll -> roll.students().forEach(one -> students.add(one.student())));
            return students;
        }
    }

    /** {@code call} null while nobody has called it. */
    public record RollList(String classId, String className, boolean called, Call call, List<RollStudent> students) {}

    /** Who called the roll; one of a monitor waits for a teacher's signature. {@code reason} of a correction, or null. */
    public record Call(By by, String name, Instant at, String reason) {
        public enum By {
            TEACHER,
            MONITOR,
            OTHER
        }
    }

    /**
     * @param status null while nothing is known; to a monitor also where it is leave
     * @param slip null without one, and always to a monitor
     * @param onLeave on approved leave of whatever kind
     */
    public record RollStudent(String student, String name, Status status, Worklist.Slip slip, boolean onLeave) {}

    private final AttendanceQueries attendance = new AttendanceQueries();
    private final RollQueries rolls = new RollQueries();
    private final SlipQueries slips = new SlipQueries();

    public SessionRolls ofTeacher(Connection connection, Session session, SchoolNow.Moment moment) throws SQLException {
        return of(connection, session, null, moment);
    }

    public SessionRolls ofMonitor(Connection connection, Session session, String classId, SchoolNow.Moment moment)
            throws SQLException {
        return of(connection, session, classId, moment);
    }

    private SessionRolls of(Connection connection, Session session, String onlyClass, SchoolNow.Moment moment)
            throws SQLException {
        Names names = new Names(moment.school());
        Map<String, List<RosterEntry>> byRoll = new TreeMap<>();
        for (RosterEntry entry : moment.school().roster(session)) {
            boolean isShown = onlyClass == null || onlyClass.equals(entry.roll());
            if (entry.expected() && entry.roll() != null && isShown) {
                byRoll.computeIfAbsent(entry.roll(), roll -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, Status> statuses = new HashMap<>();
        String id = session.id().toString();
        for (StudentStatus one : attendance.statusesOf(connection, session.id().plannedOn(), id)) {
            statuses.put(one.student(), one.status());
        }
        Map<String, Worklist.Slip> slipOf = slips(connection, session, byRoll);
        List<RollList> lists = new ArrayList<>();
        for (Map.Entry<String, List<RosterEntry>> roll : byRoll.entrySet()) {
            Call call = rolls.callOf(connection, session.id(), roll.getKey())
                    .map(one -> call(one, names))
                    .orElse(null);
            List<RollStudent> students = roll.getValue().stream()
                    .sorted(Comparator.comparing(RosterEntry::student))
                    .map(entry -> student(entry.student(), names, statuses, slipOf, onlyClass != null))
                    .toList();
            lists.add(new RollList(roll.getKey(), names.classOf(roll.getKey()), call != null, call, students));
        }
        return new SessionRolls(
                id,
                names.course(session),
                Labels.periods(session),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                onlyClass != null,
                lists);
    }

    private Map<String, Worklist.Slip> slips(
            Connection connection, Session session, Map<String, List<RosterEntry>> byRoll) throws SQLException {
        Set<String> students = new TreeSet<>();
        byRoll.values().forEach(entries -> entries.forEach(entry -> students.add(entry.student())));
        Map<String, Worklist.Slip> slipOf = new HashMap<>();
        for (SlipQueries.Slip slip : slips.touching(connection, students, session.startsAt(), session.endsAt())) {
            slipOf.putIfAbsent(slip.student(), new Worklist.Slip(slip.kind(), slip.state(), slip.from(), slip.to()));
        }
        return slipOf;
    }

    private static RollStudent student(
            String student,
            Names names,
            Map<String, Status> statuses,
            Map<String, Worklist.Slip> slips,
            boolean isForMonitor) {
        Status status = statuses.get(student);
        Worklist.Slip slip = slips.get(student);
        boolean onLeave =
                (status != null && status.isLeave()) || (slip != null && slip.state() == LeaveSlip.State.APPROVED);
        if (isForMonitor) {
            Status shown = status != null && (status.isLeave() || status == Status.EXEMPT) ? null : status;
            return new RollStudent(student, names.student(student), shown, null, onLeave);
        }
        return new RollStudent(student, names.student(student), status, slip, onLeave);
    }

    private static Call call(RollQueries.Call call, Names names) {
        Call.By by = call.isOfMonitor() ? Call.By.MONITOR : call.isOfTeacher() ? Call.By.TEACHER : Call.By.OTHER;
        String name = call.isOfMonitor() ? names.student(call.recorder()) : names.teacher(call.recorder());
        return new Call(by, name, call.recordedAt(), call.reason());
    }
}
