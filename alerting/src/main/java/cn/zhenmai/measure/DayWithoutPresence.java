package cn.zhenmai.measure;

import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * 全天无到课记录: teaching days, after the last trace of the student, on which a roll was called and the student was seen nowhere. A
 * trace is a presence, a session on leave, or an approved slip that reaches into the day or beyond. A day is judged when the student's
 * last session of it has ended; UNKNOWN on a called roll is no trace, a roll that is set aside says nothing.
 */
public record DayWithoutPresence() implements Measure {

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.STUDENT;
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return "天";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return stands != Standing.NOT
                || moved.unsettlesAttendance()
                || moved.touches(Moved.CALL | Moved.SLIP)
                || moved.adds(Moved.bits(Status.ABSENT, Status.UNKNOWN))
                || moved.removes(Moved.PRESENT | Moved.LEAVE);
    }

    /** Where the day of the latest absence has a trace before it, and so has every earlier day. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return false;
        }
        Timeline timeline = ((StudentFacts) of).timeline();
        int day = Integer.MIN_VALUE;
        for (int i = timeline.latest(now); i >= 0 && timeline.isInTerm(i, now); i--) {
            Status status = timeline.said(i).status();
            int own = timeline.place(i).heldDay;
            if (status.isPresent() || status.isLeave()) {
                return day == Integer.MIN_VALUE || day == own;
            }
            if (status != Status.EXEMPT) {
                if (day != Integer.MIN_VALUE && day != own) {
                    return false;
                }
                day = own;
            }
        }
        return day == Integer.MIN_VALUE;
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        StudentFacts student = (StudentFacts) of;
        List<Fact> run = traceless(student, now);
        if (run.isEmpty()) {
            return Reading.nothing();
        }
        Instant wakeAt = null;
        Set<LocalDate> days = new HashSet<>();
        int sessions = 0;
        for (Fact fact : run) {
            Instant end = dayEnd(student, fact.heldOn(), now);
            if (!end.isAfter(now.at())) {
                days.add(fact.heldOn());
                sessions++;
            } else if (wakeAt == null || end.isBefore(wakeAt)) {
                wakeAt = end;
            }
        }
        return days.isEmpty() ? Reading.nothingUntil(wakeAt) : Reading.of(days.size(), 1, sessions, wakeAt);
    }

    /** Sessions after the last trace, on days without one, latest first. */
    private static List<Fact> traceless(StudentFacts student, AsOf now) {
        Timeline timeline = student.timeline();
        List<Fact> run = List.of();
        LocalDate traced = null;
        for (int i = timeline.latest(now); i >= 0 && traced == null; i--) {
            if (!timeline.isInTerm(i, now)) {
                break;
            }
            Fact fact = timeline.get(i);
            if (fact.status().isPresent() || fact.status().isLeave()) {
                traced = fact.heldOn();
            } else if (isWithoutTrace(fact)) {
                if (run.isEmpty()) {
                    run = new ArrayList<>();
                }
                run.add(fact);
            }
        }
        if (run.isEmpty()) {
            return run;
        }
        LocalDate last = traced;
        run.removeIf(fact -> fact.heldOn().equals(last) || isCovered(student, fact.heldOn()));
        return run;
    }

    private static boolean isWithoutTrace(Fact fact) {
        boolean unseen = fact.status() == Status.ABSENT
                || fact.status() == Status.UNKNOWN && fact.roll().isCalled();
        return unseen && !fact.isSetAside();
    }

    private static boolean isCovered(StudentFacts student, LocalDate day) {
        Instant start = Semesters.startOf(day);
        for (LeaveSlip slip : student.slips().values()) {
            boolean granted = slip.state() == LeaveSlip.State.APPROVED || slip.state() == LeaveSlip.State.RETURNED;
            if (granted && Effective.end(slip).isAfter(start)) {
                return true;
            }
        }
        return false;
    }

    private static Instant dayEnd(StudentFacts student, LocalDate day, AsOf now) {
        if (day.isBefore(now.today())) {
            return now.at();
        }
        Instant end = Semesters.startOf(day);
        for (Session session : now.school().sessionsOf(student.id(), day, day.plusDays(1))) {
            end = session.endsAt().isAfter(end) ? session.endsAt() : end;
        }
        Timeline timeline = student.timeline();
        for (int i = timeline.size() - 1; i >= 0 && !timeline.get(i).heldOn().isBefore(day); i--) {
            Fact fact = timeline.get(i);
            if (fact.heldOn().equals(day) && fact.place().endsAt().isAfter(end)) {
                end = fact.place().endsAt();
            }
        }
        return end;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        StudentFacts student = (StudentFacts) of;
        List<Fact> run = new ArrayList<>(traceless(student, now));
        Collections.reverse(run);
        FactItems items = new FactItems();
        Set<LocalDate> days = new HashSet<>();
        for (Fact fact : run) {
            if (!dayEnd(student, fact.heldOn(), now).isAfter(now.at())) {
                items.add(fact, days.add(fact.heldOn()) ? 1 : 0, null);
            }
        }
        return new Account(
                items,
                days.size() + " 个教学日、" + items.size() + " 次课没有任何到课记录，也没有请假",
                days.size() + " teaching days, " + items.size() + " sessions without a trace and without leave");
    }
}
