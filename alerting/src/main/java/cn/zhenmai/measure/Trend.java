package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Slope of a weekly value over the last complete teaching weeks, by least squares, per week: −0.02 is a rate that falls by two
 * percentage points a week. Weeks without observations are left out; at least three are needed.
 */
public record Trend(Tallied of, int weeks) implements Measure {

    private static final int LEAST_WEEKS = 3;

    /** @param week counted back from the last complete one, 0, −1… */
    private record Week(int week, Span days, Total total) {}

    @Override
    public Subject.Kind subject() {
        return of.subject();
    }

    @Override
    public Form form() {
        return of.definition().form() == Form.RATE ? Form.RATE : Form.MEAN;
    }

    @Override
    public boolean isDifference() {
        return true;
    }

    @Override
    public String unit() {
        return of.definition().unit();
    }

    @Override
    public long scale() {
        return Tallied.FRACTION;
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        // Weeks count from the first one of which anything is known.
        return of.mayMove(moved, stands) || of.mayMoveN(moved);
    }

    @Override
    public boolean looksAt(Moved moved, AsOf now) {
        return moved.from()
                <= now.today().toEpochDay() - now.today().getDayOfWeek().getValue();
    }

    @Override
    public Reading read(SubjectFacts subject, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        List<Week> weeks = weeks(subject, now);
        Instant wakeAt = of.wakeAt(new Window.LastTeachingWeeks(weeks()), subject, now);
        if (weeks.size() < LEAST_WEEKS) {
            return Reading.nothingUntil(wakeAt);
        }
        long slope = Math.round(slope(weeks) * Tallied.FRACTION);
        return Reading.of(new Reading.Point(slope, Tallied.FRACTION, weeks.size()), wakeAt);
    }

    private List<Week> weeks(SubjectFacts subject, AsOf now) {
        Window running = new Window.LastTeachingWeeks(1);
        Span last = Windows.days(running, now.today(), now);
        Span all = new Span(Windows.earlier(running, last, weeks - 1, now).from(), last.until());
        Total[] totals = Totals.of(of, subject, all, weeks, now);
        List<Week> found = new ArrayList<>(weeks);
        for (int i = 0; i < weeks; i++) {
            LocalDate monday = all.from().plusWeeks(i);
            boolean counts =
                    of.isCount() ? now.isInTerm(monday) && !isBeforeAny(found, totals[i]) : !totals[i].isEmpty();
            if (counts) {
                found.add(new Week(i + 1 - weeks, new Span(monday, monday.plusWeeks(1)), totals[i]));
            }
        }
        return found;
    }

    /** A count of nothing counts once there was something before: weeks before the first observation say nothing. */
    private static boolean isBeforeAny(List<Week> found, Total total) {
        return found.isEmpty() && total.isEmpty();
    }

    private double value(Week week) {
        return of.isCount()
                ? week.total().numerator()
                : (double) week.total().numerator() / week.total().denominator();
    }

    private double slope(List<Week> weeks) {
        double sumX = 0;
        double sumY = 0;
        for (Week week : weeks) {
            sumX += week.week();
            sumY += value(week);
        }
        double meanX = sumX / weeks.size();
        double meanY = sumY / weeks.size();
        double above = 0;
        double below = 0;
        for (Week week : weeks) {
            above += (week.week() - meanX) * (value(week) - meanY);
            below += (week.week() - meanX) * (week.week() - meanX);
        }
        return above / below;
    }

    @Override
    public Account explain(SubjectFacts subject, AsOf now) {
        List<Week> weeks = weeks(subject, now);
        FactItems items = new FactItems();
        List<String> values = new ArrayList<>();
        for (Week week : weeks) {
            values.add(Accounts.written(of, value(week)));
            items.addOther(Accounts.said(
                    week.days().from(),
                    week.days().from() + "…" + week.days().until().minusDays(1) + " "
                            + Accounts.share(of, week.total())));
            for (Entry entry : of.between(subject, week.days(), now)) {
                if (entry.fact() != null) {
                    items.add(entry.fact(), 0, null);
                } else {
                    items.addOther(Accounts.item(of, entry).counting(BigDecimal.ZERO));
                }
            }
        }
        boolean rate = form() == Form.RATE;
        double slope = weeks.size() < LEAST_WEEKS ? 0 : slope(weeks);
        String by = weeks.size() < LEAST_WEEKS ? "–" : Texts.decimal(rate ? 100 * slope : slope, 2);
        String row = String.join(" → ", values);
        return new Account(
                items,
                of.definition().nameZh() + "各周 " + row + "；每周变化 " + by + (rate ? " 个百分点" : ""),
                of.definition().nameEn() + " by week " + row + "; change a week " + by + (rate ? " points" : ""));
    }
}
