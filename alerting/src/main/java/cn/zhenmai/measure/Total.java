package cn.zhenmai.measure;

import java.util.List;

/** Numerators and denominators added up. */
record Total(long numerator, long denominator, int n) {

    static final Total NOTHING = new Total(0, 0, 0);

    static Total of(List<Entry> entries) {
        long numerator = 0;
        long denominator = 0;
        int n = 0;
        for (Entry entry : entries) {
            numerator += entry.numerator();
            denominator += entry.denominator();
            n += entry.n();
        }
        return new Total(numerator, denominator, n);
    }

    Total plus(Total other) {
        return new Total(numerator + other.numerator, denominator + other.denominator, n + other.n);
    }

    boolean isEmpty() {
        return denominator == 0 && n == 0;
    }

    double value(boolean isCount) {
        return isCount ? numerator : (double) numerator / denominator;
    }
}
