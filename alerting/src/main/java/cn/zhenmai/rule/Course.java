package cn.zhenmai.rule;

import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * When a condition holds, over event time: disjoint spans in order, and when a reading says that time alone may change it. It goes on
 * into the future as it would if no further fact came.
 */
public record Course(List<Hold> holds, Instant wakeAt) {

    /** From, inclusive, until, exclusive; {@link Instant#MIN} and {@link Instant#MAX} are always and for good. */
    public record Hold(Instant from, Instant until) {}

    private static final Course EVER = new Course(List.of(new Hold(Instant.MIN, Instant.MAX)), null);

    public static Course of(Condition condition, Function<Measure, Reading> readings) {
        if (condition instanceof Condition.Bound bound) {
            return bound(bound, readings.apply(bound.measure()));
        }
        if (condition instanceof Condition.Lasts lasts) {
            return of(lasts.of(), readings).lasting(lasts.lasting());
        }
        if (condition instanceof Condition.Not not) {
            return of(not.of(), readings).not();
        }
        if (condition instanceof Condition.All all) {
            Course course = EVER;
            for (Condition part : all.of()) {
                course = course.and(of(part, readings));
            }
            return course;
        }
        Course none = EVER;
        for (Condition part : ((Condition.Any) condition).of()) {
            none = none.and(of(part, readings).not());
        }
        return none.not();
    }

    public boolean holdsAt(Instant at) {
        return holds.stream().anyMatch(hold -> !at.isBefore(hold.from()) && at.isBefore(hold.until()));
    }

    /** The next moment after {@code at} at which time alone may change it, or null. */
    public Instant changesAfter(Instant at) {
        Instant next = wakeAt;
        for (Hold hold : holds) {
            for (Instant turn : List.of(hold.from(), hold.until())) {
                if (turn.isAfter(at) && !turn.equals(Instant.MAX)) {
                    next = earlier(next, turn);
                }
            }
        }
        return next;
    }

    static Instant earlier(Instant a, Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    private static Course bound(Condition.Bound bound, Reading reading) {
        List<Hold> holds = new ArrayList<>();
        Instant since = null;
        Instant at = Instant.MIN;
        for (Reading.Point point : reading.points()) {
            at = point.at() == null || point.at().isBefore(at) ? at : point.at();
            boolean reached = reaches(bound, point, since != null);
            if (reached && since == null) {
                since = at;
            } else if (!reached && since != null) {
                add(holds, since, at);
                since = null;
            }
        }
        if (since != null) {
            add(holds, since, Instant.MAX);
        }
        return new Course(holds, reading.wakeAt());
    }

    private static boolean reaches(Condition.Bound bound, Reading.Point point, boolean standing) {
        if (point.n() < bound.minimumN() || point.denominator() == 0) {
            return false;
        }
        boolean past = bound.direction().holds(bound.at().compare(point.numerator(), point.denominator()));
        return past
                || standing
                        && bound.recover() != null
                        && bound.direction().holds(bound.recover().compare(point.numerator(), point.denominator()));
    }

    private Course lasting(Lasting lasting) {
        List<Hold> lasts = new ArrayList<>();
        Instant firingFrom = null;
        Instant keptUntil = null;
        for (Hold hold : holds) {
            if (firingFrom != null && hold.from().isAfter(keptUntil)) {
                add(lasts, firingFrom, keptUntil);
                firingFrom = null;
            }
            if (firingFrom == null) {
                Instant from = plus(hold.from(), lasting.holdFor());
                if (!from.isBefore(hold.until())) {
                    continue;
                }
                firingFrom = from;
            }
            keptUntil = plus(hold.until(), lasting.keepFor());
        }
        if (firingFrom != null) {
            add(lasts, firingFrom, keptUntil);
        }
        return new Course(lasts, wakeAt);
    }

    private static Instant plus(Instant at, Duration span) {
        if (at.equals(Instant.MIN) || at.equals(Instant.MAX)) {
            return at;
        }
        try {
            return at.plus(span);
        } catch (DateTimeException beyond) {
            return Instant.MAX;
        }
    }

    private Course not() {
        List<Hold> others = new ArrayList<>();
        Instant from = Instant.MIN;
        for (Hold hold : holds) {
            add(others, from, hold.from());
            from = hold.until();
        }
        add(others, from, Instant.MAX);
        return new Course(others, wakeAt);
    }

    private Course and(Course other) {
        List<Hold> both = new ArrayList<>();
        for (Hold a : holds) {
            for (Hold b : other.holds) {
                add(
                        both,
                        a.from().isAfter(b.from()) ? a.from() : b.from(),
                        a.until().isBefore(b.until()) ? a.until() : b.until());
            }
        }
        return new Course(both, earlier(wakeAt, other.wakeAt));
    }

    private static void add(List<Hold> holds, Instant from, Instant until) {
        if (from.isBefore(until)) {
            holds.add(new Hold(from, until));
        }
    }
}
