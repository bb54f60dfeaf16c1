package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/** Numbers of one day (or several) that any {@link Amount} but those of rolls and evaluations can be read from. */
final class Sums {

    private static final Status[] STATUSES = Status.values();
    /** Where each number stands: times and periods by status, then the others. */
    private static final int PERIODS = STATUSES.length;

    private static final int MISSED = 2 * STATUSES.length;
    private static final int ATTENDED = MISSED + 1;
    private static final int MINUTES = ATTENDED + 1;
    private final int[] sums = new int[MINUTES + 1];
    /** Null until there is one. */
    private long[] others;

    /** @param facts negative to take away */
    void add(Said said, int facts) {
        int status = said.status().ordinal();
        sums[status] += facts;
        sums[PERIODS + status] += facts * said.expectedPeriods();
        sums[MISSED] += facts * said.missedPeriods();
        sums[ATTENDED] += facts * attended(said);
        sums[MINUTES] += facts * said.minutesLate();
    }

    void add(Amount.OfDay amount, long more) {
        others = others == null ? new long[Amount.OfDay.COUNT] : others;
        others[amount.place()] += more;
    }

    boolean isNothing() {
        for (int sum : sums) {
            if (sum != 0) {
                return false;
            }
        }
        for (int i = 0; others != null && i < others.length; i++) {
            if (others[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int attended(Said said) {
        return said.status().isPresent() ? said.expectedPeriods() - said.missedPeriods() : 0;
    }

    /** How many facts with a status that says something. */
    int known() {
        int known = 0;
        for (Status status : STATUSES) {
            boolean says = status != Status.UNKNOWN && status != Status.EXEMPT;
            known += says ? sums[status.ordinal()] : 0;
        }
        return known;
    }

    long of(Amount amount) {
        if (amount instanceof Amount.Times of) {
            return of.statuses().sum(sums, 0);
        }
        if (amount instanceof Amount.Periods of) {
            return of.statuses().sum(sums, PERIODS);
        }
        if (amount instanceof Amount.MissedPeriods) {
            return sums[MISSED];
        }
        if (amount instanceof Amount.AttendedPeriods) {
            return sums[ATTENDED];
        }
        if (amount instanceof Amount.LateMinutes) {
            return sums[MINUTES];
        }
        return amount instanceof Amount.OfDay of && others != null ? others[of.place()] : 0;
    }

    /** What one fact adds. */
    static long of(Amount amount, Said said) {
        if (amount instanceof Amount.Times of) {
            return of.statuses().has(said.status()) ? 1 : 0;
        }
        if (amount instanceof Amount.Periods of) {
            return of.statuses().has(said.status()) ? said.expectedPeriods() : 0;
        }
        if (amount instanceof Amount.MissedPeriods) {
            return said.missedPeriods();
        }
        if (amount instanceof Amount.AttendedPeriods) {
            return attended(said);
        }
        return amount instanceof Amount.LateMinutes ? said.minutesLate() : 0;
    }
}
