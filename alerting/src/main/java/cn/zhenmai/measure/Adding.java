package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/** Adds up attendance by a definition; what says nothing is left out. */
final class Adding {

    private final Definition definition;
    /** Where times are counted: of which statuses; 0 else. */
    private final int above;

    private final int below;
    private long numerator;
    private long denominator;
    private int n;

    Adding(Definition definition) {
        this.definition = definition;
        this.above = statuses(definition.numerator());
        this.below = statuses(definition.denominator());
    }

    private static int statuses(Amount amount) {
        return amount instanceof Amount.Times times ? Moved.bits(times.statuses()) : 0;
    }

    private static long of(Amount amount, int statuses, Said said) {
        return statuses == 0
                ? Sums.of(amount, said)
                : (statuses >> said.status().ordinal()) & 1;
    }

    void add(Said said, int facts) {
        if (facts == 0 || said.status() == Status.UNKNOWN || said.status() == Status.EXEMPT) {
            return;
        }
        numerator += of(definition.numerator(), above, said) * facts;
        if (definition.denominator() == null) {
            denominator += facts;
            n += facts;
            return;
        }
        long more = of(definition.denominator(), below, said) * facts;
        denominator += more;
        n += more == 0 ? 0 : facts;
    }

    Total total() {
        return new Total(numerator, denominator, n);
    }
}
