package cn.zhenmai.view;

import cn.zhenmai.observation.Status;

/**
 * Attendance of one group, counted in persons per session. The definitions are those of every page and report: 应到 {@link #expected}
 * leaves out official leave and exemption; the rate is 实到 over those whose status is known.
 *
 * @param roster how many the rosters expect
 * @param leave on sick or personal leave
 * @param apart on official leave or exempt: expected of nobody
 * @param pending 待核实: of rolls that are not confirmed, whatever they say: in no rate, and not 未点名 either
 */
record Tally(int roster, int present, int late, int absent, int leave, int apart, int pending) {

    static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0);

    static Tally roster(int students) {
        return new Tally(students, 0, 0, 0, 0, 0, 0);
    }

    static Tally of(Status status, int students) {
        return switch (status) {
            case PRESENT, EARLY -> new Tally(0, students, 0, 0, 0, 0, 0);
            case LATE -> new Tally(0, students, students, 0, 0, 0, 0);
            case ABSENT -> new Tally(0, 0, 0, students, 0, 0, 0);
            case SICK, PERSONAL -> new Tally(0, 0, 0, 0, students, 0, 0);
            case OFFICIAL, EXEMPT -> new Tally(0, 0, 0, 0, 0, students, 0);
            case UNKNOWN -> ZERO;
        };
    }

    /** The same persons while their roll is not confirmed. */
    Tally unconfirmed() {
        return new Tally(roster, 0, 0, 0, 0, apart, known());
    }

    Tally plus(Tally other) {
        return new Tally(
                roster + other.roster,
                present + other.present,
                late + other.late,
                absent + other.absent,
                leave + other.leave,
                apart + other.apart,
                pending + other.pending);
    }

    /** 应到. */
    int expected() {
        return known() + pending + unknown();
    }

    /** 应到 whose status is known: the denominator of the rate. */
    int known() {
        return present + absent + leave;
    }

    /** 未点名; those who were there without being on the roster never make it negative. */
    int unknown() {
        return Math.max(0, roster - apart - pending - known());
    }

    /** 到课率, null while nothing is known. */
    Double rate() {
        return known() == 0 ? null : (double) present / known();
    }
}
