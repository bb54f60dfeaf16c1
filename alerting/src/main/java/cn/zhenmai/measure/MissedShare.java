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
        int planned = now.school().plannedPeriods(enrolment.offering());
        if (planned <= 0) {
            return Reading.nothing();
        }
        return growth(enrolment, planned).reading();
    }

    private Growth growth(EnrolmentFacts enrolment, int planned) {
        Timeline timeline = enrolment.timeline();
        Growth growth = Growth.none(timeline, enrolment.offering(), planned);
        for (int i = 0; i < timeline.size(); i++) {
            if (Places.isException(timeline.packed(i)) && timeline.place(i).offering() == enrolment.ofOffering()) {
                Said said = timeline.said(i);
                int periods = periods(said);
                if (periods > 0
                        && (said.status().isPresent() || !timeline.place(i).roll.isSuspect())) {
                    growth = growth.with(i, periods);
                }
            }
        }
        return growth;
    }

    private int periods(Said said) {
        boolean onLeave = said.status() == Status.SICK || said.status() == Status.PERSONAL;
        return leaveCounts && onLeave ? said.expectedPeriods() : said.missedPeriods();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        int planned = now.school().plannedPeriods(enrolment.offering());
        Growth growth = growth(enrolment, planned);
        FactItems items = growth.items();
        int sum = growth.sum();
        String share = Texts.sum(items.counts()) + " = " + sum + "；" + sum + "/" + planned + " = "
                + Texts.percent(sum, planned);
        return new Account(items, share, share.replace("；", "; "));
    }
}
