package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;

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
        List<Fact> missed = missed(enrolment);
        List<Reading.Point> points = new ArrayList<>(missed.size());
        long sum = 0;
        for (Fact fact : missed) {
            sum += periods(fact);
            points.add(new Reading.Point(sum, planned, points.size() + 1, fact.startsAt()));
        }
        return new Reading(points, new Quietness(timeline, missed, enrolment.offering()), null, null, null);
    }

    private List<Fact> missed(EnrolmentFacts enrolment) {
        List<Fact> missed = new ArrayList<>();
        for (Fact fact : enrolment.timeline().exceptions(enrolment.offering())) {
            if (periods(fact) > 0 && !fact.isSetAside()) {
                missed.add(fact);
            }
        }
        return missed;
    }

    private int periods(Fact fact) {
        boolean onLeave = fact.status() == Status.SICK || fact.status() == Status.PERSONAL;
        return leaveCounts && onLeave
                ? fact.said().expectedPeriods()
                : fact.said().missedPeriods();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        List<Item> items = new ArrayList<>();
        long sum = 0;
        for (Fact fact : missed(enrolment)) {
            items.add(fact.item(periods(fact), null));
            sum += periods(fact);
        }
        int planned = now.school().plannedPeriods(enrolment.offering());
        String share = Texts.sum(items) + " = " + sum + "；" + sum + "/" + planned + " = " + Texts.percent(sum, planned);
        return new Account(items, share, share.replace("；", "; "));
    }
}
