package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
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

    /**
     * What was found among the first {@code size} facts.
     *
     * @param times late or early that made no period by themselves
     */
    record Found(AbsentPeriods by, int size, int edits, int termFromDay, int termUntilDay, int times, Growth growth) {

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
    public boolean isCumulative() {
        return true;
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
        return growth(student, now).reading();
    }

    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        return !direction.isDownward()
                && !now.isBetweenTerms()
                && !direction.holds(bound.compare(sum((StudentFacts) of, now), 1));
    }

    int sum(StudentFacts student, AsOf now) {
        return student.timeline().hasExceptions() ? growth(student, now).sum() : 0;
    }

    /** Later facts only add to what was found before; it is kept with the student. */
    private Growth growth(StudentFacts student, AsOf now) {
        Timeline timeline = student.timeline();
        Found known = student.absentFound();
        boolean goesOn = known != null && practiceDayPeriods == 0 && known.isAsOf(this, timeline, now);
        if (goesOn && known.size() == timeline.size()) {
            return known.growth();
        }
        Growth growth = goesOn ? known.growth() : Growth.none(timeline, null, 1);
        int times = goesOn ? known.times() : 0;
        Irregular irregular = timeline.irregular();
        for (int next = goesOn ? irregular.firstFrom(known.size()) : 0; next < irregular.size(); next++) {
            int i = irregular.at(next);
            if (!Places.isException(timeline.packed(i)) || !timeline.isInTerm(i, now) || !timeline.counts(i)) {
                continue;
            }
            Place place = timeline.place(i);
            Said said = timeline.said(i);
            int periods = periods(place, said);
            if (periods == 0 && lateOrEarlyPerPeriod > 0 && isLateOrEarly(said.status())) {
                periods = ++times % lateOrEarlyPerPeriod == 0 ? 1 : 0;
            }
            growth = periods > 0 ? growth.with(i, periods) : growth;
        }
        student.found(new Found(
                this, timeline.size(), timeline.edits(), now.termFromDay(), now.termUntilDay(), times, growth));
        return growth;
    }

    private int periods(Place place, Said said) {
        if (said.missedPeriods() > 0 || alsoCounted.contains(said.status())) {
            int missed = said.missedPeriods() > 0 ? said.missedPeriods() : said.expectedPeriods();
            boolean whole = practiceDayPeriods > 0 && missed == said.expectedPeriods();
            return whole && place.roll.session().isPracticeDay() ? practiceDayPeriods : missed;
        }
        boolean isLong = lateMinutesAsPeriod > 0 && said.minutesLate() >= lateMinutesAsPeriod;
        return isLong && isLateOrEarly(said.status()) ? 1 : 0;
    }

    private static boolean isLateOrEarly(Status status) {
        return status == Status.LATE || status == Status.EARLY;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        Growth growth = growth((StudentFacts) of, now);
        FactItems items = new FactItems();
        for (int i = 0; i < growth.size(); i++) {
            Fact fact = growth.fact(i);
            items.add(fact, growth.added(i), text(fact));
        }
        String added = Texts.sum(items.counts());
        int sum = growth.sum();
        return new Account(items, added + " = " + sum + " 学时", added + " = " + sum + " periods");
    }

    /** Null where the periods say it. */
    private String text(Fact fact) {
        Said said = fact.said();
        if (!isLateOrEarly(said.status()) || said.missedPeriods() > 0) {
            return null;
        }
        return periods(fact.place(), said) > 0
                ? "迟到或早退 " + said.minutesLate() + " 分钟，计 1 学时"
                : "第 " + lateOrEarlyPerPeriod + " 次迟到或早退，合计 1 学时";
    }
}
