package cn.zhenmai.measure;

import java.time.Instant;
import java.util.List;

/**
 * What a measure says of one subject at one moment.
 *
 * @param points the number's course in event time, the standing one last; empty = nothing to judge
 * @param quiet for cumulative measures, otherwise null
 * @param basis what the value and its evidence are a function of, where that is cheap to compare; otherwise null
 * @param wakeAt when time alone may change the reading next, or null
 * @param over why there is nothing to judge any more: session-cancelled; null otherwise
 */
public record Reading(List<Point> points, Quiet quiet, Object basis, Instant wakeAt, String over) {

    public static final String SESSION_CANCELLED = "session-cancelled";

    private static final Reading NOTHING = new Reading(List.of(), null, null, null, null);

    /**
     * The value is numerator ÷ denominator; counts have denominator 1.
     *
     * @param n how many observations it rests on
     * @param at event time from which on it is the value; null = nothing is known of before
     */
    public record Point(long numerator, long denominator, int n, Instant at) {
        public Point(long numerator, long denominator, int n) {
            this(numerator, denominator, n, null);
        }
    }

    /** Whether at least {@code sessions} sessions with presence lie between the point and the next one. */
    public interface Quiet {
        boolean lasts(int point, int sessions);

        /** Of one that is not quiet yet: a mark before which it can't be, for {@link #isBefore}. */
        long soonest(int sessions);

        /** Whether so little has come since, and nothing else has changed, that it is sure not to be quiet yet. */
        boolean isBefore(long soonest);
    }

    public static Reading nothing() {
        return NOTHING;
    }

    static Reading nothingUntil(Instant wakeAt) {
        return wakeAt == null ? NOTHING : new Reading(List.of(), null, null, wakeAt, null);
    }

    static Reading over(String why) {
        return new Reading(List.of(), null, null, null, why);
    }

    static Reading of(long numerator, long denominator, int n, Instant wakeAt) {
        return new Reading(List.of(new Point(numerator, denominator, n)), null, null, wakeAt, null);
    }

    private static final Point NONE = new Point(0, 1, 0);

    static Reading of(Point point, Instant wakeAt) {
        return new Reading(List.of(point), null, null, wakeAt, null);
    }

    /** The standing value; zero of nothing where there is none (an alert may stand by other measures, or be kept). */
    public Point last() {
        return points.isEmpty() ? NONE : points.get(points.size() - 1);
    }
}
