package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which reading of which measure is which level, and who is told.
 *
 * @param steps the ladder, lowest level first; never empty
 * @param recover hysteresis: once reached, the lowest level stands until the value is on the good side of this; null = of the bound
 * @param minimumN below it nothing is judged (样本不足)
 * @param stabiliseAfter cumulative measures: sessions with presence after which an alert is stabilised; 0 = not cumulative
 * @param when must hold too; null = nothing more
 * @param lasting how long a rung's condition must hold before it counts, and goes on to count
 * @param scope whom it is for; {@code schedule} when it rests
 * @param positive tells of something good (a class four weeks above 98 %): never a warning, and its levels say how good
 * @param shadow judges beside the others, tells nobody, and is on no worklist
 * @param from first school day on which it judges, null = always; {@code until} the first on which it doesn't any more
 */
public record Rule(
        String id,
        int version,
        String nameZh,
        String nameEn,
        Measure measure,
        Direction direction,
        List<Step> steps,
        Threshold recover,
        int minimumN,
        int stabiliseAfter,
        List<Notice> notices,
        LocalDate from,
        LocalDate until,
        Template titleZh,
        Template titleEn,
        Template textZh,
        Template textEn,
        Condition when,
        Lasting lasting,
        Schedule schedule,
        Scope scope,
        boolean positive,
        Origin origin,
        boolean shadow) {

    /** The same for others. */
    Rule with(Scope other) {
        return copy(id, steps, other, shadow);
    }

    /** The same with another ladder, under another name, to be tried. */
    public Rule as(String other, List<Step> ladder) {
        return copy(other, ladder, scope, false);
    }

    private Rule copy(String name, List<Step> ladder, Scope who, boolean isShadow) {
        return new Rule(
                name,
                version,
                nameZh,
                nameEn,
                measure,
                direction,
                ladder,
                recover,
                minimumN,
                stabiliseAfter,
                notices,
                from,
                until,
                titleZh,
                titleEn,
                textZh,
                textEn,
                when,
                lasting,
                schedule,
                who,
                positive,
                origin,
                isShadow);
    }

    /** Whether the ladder over the measure's reading alone decides. */
    public boolean isPlain() {
        if (when != null || !lasting.isNone()) {
            return false;
        }
        for (Step step : steps) {
            if (step.when() != null) {
                return false;
            }
        }
        return true;
    }

    /** What holds while the rung is reached: its own condition, else the measure past its bound; and the rule's further condition. */
    public Condition condition(Step step) {
        boolean lowest = step.equals(steps.get(0));
        Condition bound = step.when() != null
                ? step.when()
                : new Condition.Bound(measure, direction, step.at(), lowest ? recover : null, minimumN);
        Condition both = when == null ? bound : new Condition.All(List.of(bound, when));
        return lasting.isNone() ? both : new Condition.Lasts(both, lasting);
    }

    /** Whether what was before matters: hysteresis, how quiet it has been, hold times, or conditions together. */
    public boolean looksBack() {
        return recover != null || stabiliseAfter > 0 || !isPlain();
    }

    /** By the bounds of the rungs alone, without hysteresis and further conditions. */
    public Optional<Level> ladderLevel(Reading.Point point) {
        return Optional.ofNullable(step(point, false)).map(Step::level);
    }

    /** Whether it matters on how many observations a value rests: for a minimum n, or where few of something is what is told. */
    public boolean asksHowMany() {
        return steps.stream()
                .flatMap(step -> condition(step).bounds().stream())
                .anyMatch(bound -> bound.minimumN() > 0 || bound.direction().isDownward());
    }

    /** Every measure that it reads, its own first. */
    public List<Measure> measures() {
        Set<Measure> all = new LinkedHashSet<>(List.of(measure));
        steps.forEach(step -> all.addAll(condition(step).measures()));
        return List.copyOf(all);
    }

    /**
     * Judges the subject by all that the rule says: the highest rung whose condition holds at the moment; empty = no level.
     *
     * @param readings of {@link #measures()}
     */
    public Judgement judge(Function<Measure, Reading> readings, Instant now) {
        Reading own = readings.apply(measure);
        if (isPlain()) {
            return new Judgement(judge(own), own.wakeAt());
        }
        Instant wakeAt = null;
        Optional<Verdict> verdict = Optional.empty();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Course course = Course.of(condition(steps.get(i)), readings);
            wakeAt = Course.earlier(wakeAt, course.changesAfter(now));
            if (verdict.isEmpty() && course.holdsAt(now)) {
                verdict = Optional.of(new Verdict(steps.get(i), false));
            }
        }
        return new Judgement(verdict, wakeAt);
    }

    public boolean isEffective(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }

    /** Judges the reading's course from its first point on; empty = no level. */
    public Optional<Verdict> judge(Reading reading) {
        return recover == null ? judgeLast(reading) : judgeCourse(reading);
    }

    private Optional<Verdict> judgeCourse(Reading reading) {
        Step step = null;
        int since = 0;
        for (int i = 0; i < reading.points().size(); i++) {
            Step reached = step(reading.points().get(i), step != null);
            since = reached == step ? since : i;
            step = reached;
        }
        return step == null ? Optional.empty() : Optional.of(new Verdict(step, isStabilised(reading, since)));
    }

    /** Without hysteresis the last point says the level, and those before only since when. */
    private Optional<Verdict> judgeLast(Reading reading) {
        List<Reading.Point> points = reading.points();
        int since = points.size() - 1;
        Step step = since < 0 ? null : step(points.get(since), false);
        if (step == null) {
            return Optional.empty();
        }
        if (stabiliseAfter == 0 || reading.quiet() == null) {
            return Optional.of(new Verdict(step, false));
        }
        while (since > 0 && step(points.get(since - 1), false) == step) {
            since--;
        }
        return Optional.of(new Verdict(step, isStabilised(reading, since)));
    }

    /** Whether it has been quiet for long enough at some time since the point in which the level was reached. */
    private boolean isStabilised(Reading reading, int since) {
        if (stabiliseAfter == 0 || reading.quiet() == null) {
            return false;
        }
        for (int i = since; i < reading.points().size(); i++) {
            if (reading.quiet().lasts(i, stabiliseAfter)) {
                return true;
            }
        }
        return false;
    }

    private Step step(Reading.Point point, boolean standing) {
        if (point.n() < minimumN) {
            return null;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (direction.holds(steps.get(i).at().compare(point.numerator(), point.denominator()))) {
                return steps.get(i);
            }
        }
        boolean held =
                standing && recover != null && direction.holds(recover.compare(point.numerator(), point.denominator()));
        return held ? steps.get(0) : null;
    }

    /** The rung above, or null. */
    public Step next(Step step) {
        int above = steps.indexOf(step) + 1;
        return above < steps.size() ? steps.get(above) : null;
    }

    /**
     * How far the standing value is from the rung: in the numerator's unit for counts and rates of a fixed whole, in percentage points
     * or points where low values are bad.
     */
    public BigDecimal distance(Reading.Point point, Step to) {
        if (direction.isDownward()) {
            BigDecimal value = BigDecimal.valueOf(point.numerator())
                    .divide(BigDecimal.valueOf(point.denominator()), 6, RoundingMode.HALF_UP);
            BigDecimal gap = value.subtract(to.at().value());
            boolean rate = measure.form() == Measure.Form.RATE;
            return (rate ? gap.movePointRight(2) : gap).setScale(rate ? 1 : 2, RoundingMode.HALF_UP);
        }
        long bound = Math.multiplyExact(to.at().numerator(), point.denominator());
        long needed = Math.floorDiv(bound, to.at().denominator());
        boolean exact = needed * to.at().denominator() == bound;
        if (direction == Direction.ABOVE || !exact) {
            needed++;
        }
        BigDecimal distance = BigDecimal.valueOf(needed - point.numerator());
        if (measure.scale() == 1) {
            return distance;
        }
        // Fractions are kept in a power of ten.
        BigDecimal whole = distance.divide(BigDecimal.valueOf(measure.scale()));
        boolean points = measure.isDifference() && measure.form() == Measure.Form.RATE;
        return new BigDecimal(
                (points ? whole.movePointRight(2) : whole).stripTrailingZeros().toPlainString());
    }
}
