package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;

/**
 * 缺课比: missed ÷ planned periods of the offering, for one student in it. It only falls by correction.
 *
 * @param leaveCounts whether sick and personal leave count as missed
 */
public record MissedShare(boolean leaveCounts) implements Measure {

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.ENROLMENT;
    }

    @Override
    public Form form() {
        return Form.RATE;
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
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        Timeline timeline = enrolment.timeline();
        if (!timeline.hasExceptions()) {
            return Reading.nothing();
        }
        Reading outside = now.outsideTermOf(enrolment.offering());
        if (outside != null) {
            return outside;
        }
        int planned = planned(enrolment, now);
        if (planned <= 0) {
            return Reading.nothing();
        }
        return growth(enrolment, planned).reading();
    }

    /** A share of nothing planned, or of a course of another term, is none. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        if (direction.isDownward()) {
            return false;
        }
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        long sum = sum(enrolment);
        return sum == 0 || isPlanned(enrolment, now) && !direction.holds(bound.compare(sum, planned(enrolment, now)));
    }

    boolean isPlanned(EnrolmentFacts enrolment, AsOf now) {
        return now.outsideTermOf(enrolment.offering()) == null && planned(enrolment, now) > 0;
    }

    int planned(EnrolmentFacts enrolment, AsOf now) {
        return enrolment.ofOffering().plannedPeriods(now.school());
    }

    /** Periods missed, without listing them. */
    long sum(EnrolmentFacts enrolment) {
        Timeline timeline = enrolment.timeline();
        Irregular irregular = timeline.irregular();
        long sum = 0;
        for (int next = 0; next < irregular.size(); next++) {
            sum += periods(enrolment, timeline, irregular.at(next));
        }
        return sum;
    }

    private Growth growth(EnrolmentFacts enrolment, int planned) {
        Timeline timeline = enrolment.timeline();
        Growth growth = Growth.none(timeline, enrolment.offering(), planned);
        Irregular irregular = timeline.irregular();
        for (int next = 0; next < irregular.size(); next++) {
            int periods = periods(enrolment, timeline, irregular.at(next));
            growth = periods > 0 ? growth.with(irregular.at(next), periods) : growth;
        }
        return growth;
    }

    /** That the fact adds; none where it is of another course, or set aside. */
    private int periods(EnrolmentFacts enrolment, Timeline timeline, int index) {
        boolean isOf = Places.isException(timeline.packed(index))
                && timeline.place(index).offering() == enrolment.ofOffering();
        return isOf && timeline.counts(index) ? periods(timeline.said(index)) : 0;
    }

    private int periods(Said said) {
        boolean onLeave = said.status() == Status.SICK || said.status() == Status.PERSONAL;
        return leaveCounts && onLeave ? said.expectedPeriods() : said.missedPeriods();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        int planned = planned(enrolment, now);
        Growth growth = growth(enrolment, planned);
        FactItems items = growth.items();
        int sum = growth.sum();
        String share = Texts.sum(items.counts()) + " = " + sum + "；" + sum + "/" + planned + " = "
                + Texts.percent(sum, planned);
        return new Account(items, share, share.replace("；", "; "));
    }
}
