package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The share of an offering's planned periods that a student can still reach at most: 1 − missed share. "At most 71 %." */
public record BestShare(boolean leaveCounts) implements Measure {

    private MissedShare missed() {
        return new MissedShare(leaveCounts);
    }

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
        return !missed().leavesPoints(moved);
    }

    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        MissedShare missed = missed();
        long sum = missed.sum(enrolment);
        if (sum == 0) {
            return true;
        }
        long planned = missed.isPlanned(enrolment, now) ? missed.planned(enrolment, now) : 0;
        return planned > 0 && !direction.holds(bound.compare(Math.max(0, planned - sum), planned));
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        Reading missed = missed().read(of, now);
        if (missed.points().isEmpty()) {
            return missed;
        }
        return new Reading(
                missed.points().stream()
                        .map(point -> new Reading.Point(
                                Math.max(0, point.denominator() - point.numerator()),
                                point.denominator(),
                                point.n(),
                                point.at()))
                        .toList(),
                null,
                null,
                missed.wakeAt(),
                null);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        Account missed = missed().explain(of, now);
        Reading.Point best = read(of, now).last();
        String most = Texts.percent(best.numerator(), best.denominator());
        return new Account(
                missed.items(),
                "缺课 " + missed.arithmetic() + "；最多还能到 " + most,
                "missed " + missed.arithmeticEn() + "; at most " + most + " can be reached");
    }
}
