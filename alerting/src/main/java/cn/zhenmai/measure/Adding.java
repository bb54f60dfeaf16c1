package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/** Adds up attendance by a definition; what says nothing is left out. */
final class Adding {

    private static final int SAYS_NOTHING = Moved.bits(Status.UNKNOWN, Status.EXEMPT);
    /** Of an amount that is not counted in times. */
    private static final int OTHER = -1;

    private final Definition definition;
    /** Statuses that count once, as bits. */
    private final int timesAbove;

    private final int timesBelow;
    private long numerator;
    private long denominator;
    private int n;

    Adding(Definition definition) {
        this.definition = definition;
        this.timesAbove = times(definition.numerator());
        this.timesBelow = times(definition.denominator());
    }

    private static int times(Amount amount) {
        return amount instanceof Amount.Times times ? times.statuses().bits() : OTHER;
    }

    void add(Said said, int facts) {
        int status = Moved.bits(said.status());
        if (facts == 0 || (status & SAYS_NOTHING) != 0) {
            return;
        }
        numerator += of(definition.numerator(), timesAbove, status, said) * facts;
        if (definition.denominator() == null) {
            denominator += facts;
            n += facts;
            return;
        }
        long more = of(definition.denominator(), timesBelow, status, said) * facts;
        denominator += more;
        n += more == 0 ? 0 : facts;
    }

    /** Facts of nothing but presence, of a definition that {@link #isOfTimes}. */
    void addPresent(int facts) {
        int present = Moved.bits(Status.PRESENT);
        numerator += timesAbove != OTHER && (timesAbove & present) != 0 ? facts : 0;
        int counted = definition.denominator() == null || (timesBelow & present) != 0 ? facts : 0;
        denominator += counted;
        n += counted;
    }

    /** Whether all that it counts is how often something was said, or periods missed: presence adds the same each time. */
    static boolean isOfTimes(Definition definition) {
        boolean above = definition.numerator() instanceof Amount.Times
                || definition.numerator() instanceof Amount.MissedPeriods;
        return above && (definition.denominator() == null || definition.denominator() instanceof Amount.Times);
    }

    private static long of(Amount amount, int times, int status, Said said) {
        return times == OTHER ? Sums.of(amount, said) : (times & status) == 0 ? 0 : 1;
    }

    boolean isNothing() {
        return numerator == 0 && denominator == 0 && n == 0;
    }

    Total total() {
        return new Total(numerator, denominator, n);
    }
}
