package cn.zhenmai.measure;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one session (or one day, for large units) adds to a tally.
 *
 * @param place null for a day
 * @param fact null unless it is one person's
 * @param offering that keeps it, where it is neither of a place nor of a whole day; else null
 * @param n how many observations it is
 */
record Entry(
        Instant at,
        LocalDate day,
        int firstPeriod,
        Place place,
        Fact fact,
        String offering,
        long numerator,
        long denominator,
        int n) {

    static Entry ofDay(LocalDate day, String offering, long numerator, long denominator, int n) {
        return new Entry(Semesters.startOf(day), day, 0, null, null, offering, numerator, denominator, n);
    }

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
                offering,
                numerator + other.numerator,
                denominator + other.denominator,
                n + other.n);
    }
}
