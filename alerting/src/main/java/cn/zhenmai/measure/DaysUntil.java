package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days until the term's absent periods reach a limit if they go on at the pace of the term so far; nothing once it is reached, or where
 * the term ends before. "At this pace the warning line is reached on 12 December."
 *
 * @param limit in periods
 */
public record DaysUntil(AbsentPeriods of, int limit) implements Measure {

    /** A pace over fewer days says nothing. */
    private static final int LEAST_DAYS = 14;

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
        return !of.leavesPoints(moved);
    }

    /** Without a further absence the pace only falls, once there is one. */
    @Override
    public Instant raisesAt(Reading reading, Direction direction, SubjectFacts student, AsOf now) {
        if (reading.wakeAt() == null || !direction.isDownward() || now.isBetweenTerms()) {
            return reading.wakeAt();
        }
        Instant judged = Semesters.startOf(now.termFrom().plusDays(LEAST_DAYS - 1L));
        return judged.isAfter(now.at()) ? judged : null;
    }

    /** The pace of one absence is told without a reading, once there is a pace at all. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts student, AsOf now) {
        if (!direction.isDownward() || now.isBetweenTerms() || now.day() - now.termFromDay() + 1 < LEAST_DAYS) {
            return false;
        }
        int sum = of.sum((StudentFacts) student, now);
        LocalDate day = sum == 0 ? null : reachedOn(sum, now);
        return day == null || !direction.holds(bound.compare(day.toEpochDay() - now.day(), 1));
    }

    @Override
    public Reading read(SubjectFacts student, AsOf now) {
        Reading sum = of.read(student, now);
        if (sum.points().isEmpty()) {
            return sum;
        }
        LocalDate day = reachedOn(sum.last().numerator(), now);
        Instant tomorrow = now.tomorrow();
        return day == null
                ? Reading.nothingUntil(tomorrow)
                : Reading.of(
                        ChronoUnit.DAYS.between(now.today(), day), 1, sum.last().n(), tomorrow);
    }

    /** Null where it is reached already, or not in this term. */
    private LocalDate reachedOn(long sum, AsOf now) {
        long days = ChronoUnit.DAYS.between(now.termFrom(), now.today()) + 1;
        if (days < LEAST_DAYS || sum >= limit) {
            return null;
        }
        long more = -Math.floorDiv(-(limit - sum) * days, sum);
        LocalDate day = now.today().plusDays(more);
        return day.isBefore(now.termUntil()) ? day : null;
    }

    @Override
    public Account explain(SubjectFacts student, AsOf now) {
        Account account = of.explain(student, now);
        Reading sum = of.read(student, now);
        LocalDate day = sum.points().isEmpty() ? null : reachedOn(sum.last().numerator(), now);
        String on = day == null ? "–" : day.toString();
        return new Account(
                account.items(),
                account.arithmetic() + "；按本学期至今的速度，" + on + " 达到 " + limit + " 学时",
                account.arithmeticEn() + "; at the term's pace so far " + limit + " periods are reached on " + on);
    }
}
