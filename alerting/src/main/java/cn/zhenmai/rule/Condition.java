package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Threshold;
import java.util.List;

/**
 * What may hold of a subject: measures against bounds, in time, and together. Its course over event time is a function of the
 * readings alone ({@link Courses}), so a correction changes the past of it too. Whatever is a number is a measure (in a row, trend,
 * projection, points…); only what is true or false is a condition. All measures of one condition are about its rule's subject.
 */
public sealed interface Condition {

    /**
     * The measure is on the side of the bound.
     *
     * @param recover hysteresis: once reached, it holds until the value is on the good side of this; null = of the bound
     * @param minimumN below it the bound is not reached (样本不足)
     */
    record Bound(Measure measure, Direction direction, Threshold at, Threshold recover, int minimumN)
            implements Condition {}

    /** Prometheus's {@code for} and {@code keep_firing_for}: see {@link Lasting}. */
    record Lasts(Condition of, Lasting lasting) implements Condition {}

    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {}

    /** Every measure that it reads. */
    default List<Measure> measures() {
        return bounds().stream().map(Bound::measure).distinct().toList();
    }

    /** What it says of measures, leaf by leaf. */
    default List<Bound> bounds() {
        return this instanceof Bound bound
                ? List.of(bound)
                : parts().stream().flatMap(part -> part.bounds().stream()).toList();
    }

    private List<Condition> parts() {
        if (this instanceof All all) {
            return all.of();
        }
        if (this instanceof Any any) {
            return any.of();
        }
        if (this instanceof Lasts lasts) {
            return List.of(lasts.of());
        }
        return this instanceof Not not ? List.of(not.of()) : List.of();
    }
}
