package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/** Numbers of one day (or several) that any {@link Amount} of attendance and checks can be read from. */
final class Sums {

    private static final Status[] STATUSES = Status.values();
    private static final int CHECKS = Amount.OfCheck.values().length;

    private final int[] times = new int[STATUSES.length];
    private final int[] periods = new int[STATUSES.length];
    private int missed;
    private int attended;
    private int minutes;
    /** Null until there is one. */
    private long[] checks;

    /** @param facts negative to take away */
    void add(Said said, int facts) {
        int status = said.status().ordinal();
        times[status] += facts;
        periods[status] += facts * said.expectedPeriods();
        missed += facts * said.missedPeriods();
        attended += facts * attended(said);
        minutes += facts * said.minutesLate();
    }

    void add(Amount.OfCheck amount, long more) {
        checks = checks == null ? new long[CHECKS] : checks;
        checks[amount.ordinal()] += more;
    }

    private static int attended(Said said) {
        return said.status().isPresent() ? said.expectedPeriods() - said.missedPeriods() : 0;
    }

    /** How many facts with a status that says something. */
    int known() {
        int known = 0;
        for (Status status : STATUSES) {
            boolean says = status != Status.UNKNOWN && status != Status.EXEMPT;
            known += says ? times[status.ordinal()] : 0;
        }
        return known;
    }

    long of(Amount amount) {
        if (amount instanceof Amount.Times of) {
            return of.statuses().sum(times);
        }
        if (amount instanceof Amount.Periods of) {
            return of.statuses().sum(periods);
        }
        if (amount instanceof Amount.MissedPeriods) {
            return missed;
        }
        if (amount instanceof Amount.AttendedPeriods) {
            return attended;
        }
        if (amount instanceof Amount.LateMinutes) {
            return minutes;
        }
        return amount instanceof Amount.OfCheck of && checks != null ? checks[of.ordinal()] : 0;
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
