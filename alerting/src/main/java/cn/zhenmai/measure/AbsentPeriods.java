package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * 旷课学时: periods missed without leave in the running term. It only falls by correction.
 *
 * @param lateOrEarlyPerPeriod how many times late or early make one period; 0 = never
 * @param lateMinutesAsPeriod from how many minutes on one lateness alone makes one period (and no longer counts above); 0 = never
 * @param alsoCounted kinds of leave whose periods count too
 * @param practiceDayPeriods what a whole missed practice day counts; 0 = as timetabled
 */
public record AbsentPeriods(
        int lateOrEarlyPerPeriod, int lateMinutesAsPeriod, Set<Status> alsoCounted, int practiceDayPeriods)
        implements Measure {

    public AbsentPeriods {
        alsoCounted = Set.copyOf(alsoCounted);
    }

    public AbsentPeriods(int lateOrEarlyPerPeriod, int lateMinutesAsPeriod) {
        this(lateOrEarlyPerPeriod, lateMinutesAsPeriod, Set.of(), 0);
    }

    /** A fact that adds to the sum. */
    private record Addition(Fact fact, long periods) {}

    /**
     * What was found among the first {@code size} facts.
     *
     * @param times late or early that made no period by themselves
     */
    record Additions(
            AbsentPeriods by, int size, int edits, int termFromDay, int termUntilDay, int times, List<Addition> found) {

        private boolean isAsOf(AbsentPeriods measure, Timeline timeline, AsOf now) {
            return edits == timeline.edits()
                    && termFromDay == now.termFromDay()
                    && termUntilDay == now.termUntilDay()
                    && by.equals(measure);
        }
    }

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
        return "学时";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        // A presence that is taken back may end the quiet that stabilised it.
        boolean unsettles = stands == Standing.STABILISED && moved.removes(Moved.PRESENT);
        return stands == Standing.FIRING || unsettles || !leavesPoints(moved);
    }

    @Override
    public boolean leavesPoints(Moved moved) {
        return !moved.unsettlesAttendance() && !moved.touches(Moved.EXCEPTION);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        StudentFacts student = (StudentFacts) of;
        if (!student.timeline().hasExceptions()) {
            return Reading.nothing();
        }
        List<Addition> additions = additions(student, now);
        List<Reading.Point> points = new ArrayList<>(additions.size());
        List<Fact> facts = new ArrayList<>(additions.size());
        long sum = 0;
        for (Addition addition : additions) {
            sum += addition.periods();
            facts.add(addition.fact());
            points.add(
                    new Reading.Point(sum, 1, points.size() + 1, addition.fact().startsAt()));
        }
        return new Reading(points, new Quietness(student.timeline(), facts, null), additions, null, null);
    }

    /** What adds to the sum, in event time. Later facts only add to what was found before; it is kept with the student. */
    private List<Addition> additions(StudentFacts student, AsOf now) {
        Timeline timeline = student.timeline();
        Additions known = student.additions();
        boolean goesOn = known != null && practiceDayPeriods == 0 && known.isAsOf(this, timeline, now);
        List<Addition> additions = goesOn ? new ArrayList<>(known.found()) : new ArrayList<>();
        int times = goesOn ? known.times() : 0;
        for (int i = goesOn ? known.size() : 0; i < timeline.size(); i++) {
            if (!Places.isException(timeline.packed(i)) || !timeline.isInTerm(i, now)) {
                continue;
            }
            Fact fact = timeline.get(i);
            if (fact.isSetAside()) {
                continue;
            }
            long periods = periods(fact);
            if (periods == 0 && lateOrEarlyPerPeriod > 0 && isLateOrEarly(fact.status())) {
                periods = ++times % lateOrEarlyPerPeriod == 0 ? 1 : 0;
            }
            if (periods > 0) {
                additions.add(new Addition(fact, periods));
            }
        }
        student.keep(new Additions(
                this, timeline.size(), timeline.edits(), now.termFromDay(), now.termUntilDay(), times, additions));
        return additions;
    }

    private long periods(Fact fact) {
        Said standing = fact.said();
        if (standing.missedPeriods() > 0 || alsoCounted.contains(standing.status())) {
            int missed = standing.missedPeriods() > 0 ? standing.missedPeriods() : standing.expectedPeriods();
            boolean whole = missed == standing.expectedPeriods() && practiceDayPeriods > 0;
            return whole && fact.isPracticeDay() ? practiceDayPeriods : missed;
        }
        boolean isLong = lateMinutesAsPeriod > 0 && standing.minutesLate() >= lateMinutesAsPeriod;
        return isLateOrEarly(standing.status()) && isLong ? 1 : 0;
    }

    private static boolean isLateOrEarly(Status status) {
        return status == Status.LATE || status == Status.EARLY;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = new ArrayList<>();
        long sum = 0;
        for (Addition addition : additions((StudentFacts) of, now)) {
            Said standing = addition.fact().said();
            String text = null;
            if (isLateOrEarly(standing.status()) && standing.missedPeriods() == 0) {
                text = periods(addition.fact()) > 0
                        ? "迟到或早退 " + standing.minutesLate() + " 分钟，计 1 学时"
                        : "第 " + lateOrEarlyPerPeriod + " 次迟到或早退，合计 1 学时";
            }
            items.add(addition.fact().item(addition.periods(), text));
            sum += addition.periods();
        }
        String added = Texts.sum(items);
        return new Account(items, added + " = " + sum + " 学时", added + " = " + sum + " periods");
    }
}
