package cn.zhenmai.measure;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one session (or one day, for large units) adds to a tally.
 *
 * @param place null for a day
 * @param fact null unless it is one person's
 * @param n how many observations it is
 */
record Entry(
        Instant at, LocalDate day, int firstPeriod, Place place, Fact fact, long numerator, long denominator, int n) {

    boolean isEmpty() {
        return numerator == 0 && denominator == 0 && n == 0;
    }

    Entry plus(Entry other) {
        return new Entry(
                at,
                day,
                firstPeriod,
                place,
                fact,
                numerator + other.numerator,
                denominator + other.denominator,
                n + other.n);
    }
}
