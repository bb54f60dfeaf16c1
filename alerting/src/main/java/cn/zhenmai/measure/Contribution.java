package cn.zhenmai.measure;

import java.math.BigDecimal;

/**
 * One part of an aggregate and how much of the deviation it accounts for.
 *
 * @param share of all that is amiss in the aggregate: what is missing of a rate that should be high, or the numerator else
 */
public record Contribution(Kind kind, String id, BigDecimal numerator, BigDecimal denominator, BigDecimal share) {

    /** What the aggregate is taken apart by; POINT is a knowledge point. */
    public enum Kind {
        SESSION,
        CLASS,
        OFFERING,
        POINT
    }
}
