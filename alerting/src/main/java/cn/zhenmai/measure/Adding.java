package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/** Adds up attendance by a definition; what says nothing is left out. */
final class Adding {

    private final Definition definition;
    private long numerator;
    private long denominator;
    private int n;

    Adding(Definition definition) {
        this.definition = definition;
    }

    void add(Said said, int facts) {
        if (facts == 0 || said.status() == Status.UNKNOWN || said.status() == Status.EXEMPT) {
            return;
        }
        numerator += Sums.of(definition.numerator(), said) * facts;
        if (definition.denominator() == null) {
            denominator += facts;
            n += facts;
            return;
        }
        long more = Sums.of(definition.denominator(), said) * facts;
        denominator += more;
        n += more == 0 ? 0 : facts;
    }

    boolean isNothing() {
        return numerator == 0 && denominator == 0 && n == 0;
    }

    Total total() {
        return new Total(numerator, denominator, n);
    }
}
