package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;

/**
 * What a step has moved about a subject, as bits: attendance by its status (and whether it is an exception), and other things. A
 * measure says by it whether it can have moved at all.
 *
 * @param from first day, since 1970, on which anything moved; {@code until} the last
 */
public record Moved(int added, int removed, int from, int until) {

    /** Of what has no day, or touches all of them. */
    static final int ANY_DAY = Integer.MIN_VALUE;

    static final int EXCEPTION = 1 << 10;
    /** A roll was called or its call corrected. */
    static final int CALL = 1 << 11;
    /** A roll was set aside or taken back. */
    static final int ASIDE = 1 << 12;

    static final int SLIP = 1 << 13;
    static final int CHECK = 1 << 14;
    /** Of learning or of teaching. */
    static final int EVALUATION = 1 << 15;
    /** Registry, calendar or rules were edited: everything may read otherwise. */
    static final int REGISTERED = 1 << 16;

    /** Any status, and whether it is an exception. */
    static final int ATTENDANCE = (1 << 11) - 1;

    /** A value of state data was reported. */
    static final int REPORTED = 1 << 17;

    /** A result of a course was said, or how a teacher came. */
    static final int RESULT = 1 << 18;

    static final int TEACHING = 1 << 19;

    static final Moved NOTHING = new Moved(0, 0, Integer.MAX_VALUE, Integer.MIN_VALUE);

    static final int PRESENT = bits(Status.PRESENT, Status.LATE, Status.EARLY);
    static final int LEAVE = bits(Status.SICK, Status.PERSONAL, Status.OFFICIAL);

    /** Those that are an exception whatever else is said. */
    static final int EXCEPTIONS =
            bits(Status.ABSENT, Status.LATE, Status.EARLY, Status.SICK, Status.PERSONAL, Status.OFFICIAL);

    static int bits(Status status) {
        return 1 << status.ordinal();
    }

    static int bits(Status... statuses) {
        int bits = 0;
        for (Status status : statuses) {
            bits |= bits(status);
        }
        return bits;
    }

    static int bits(Iterable<Status> statuses) {
        int bits = 0;
        for (Status status : statuses) {
            bits |= bits(status);
        }
        return bits;
    }

    /** Of an amount that is none of attendance. */
    static int bits(Amount amount) {
        if (amount instanceof Amount.OfCheck) {
            return CHECK;
        } else if (amount instanceof Amount.OfResult) {
            return RESULT;
        }
        return amount instanceof Amount.OfTeacher ? TEACHING : EVALUATION;
    }

    static int bits(Said said) {
        return 1 << said.status().ordinal() | (said.isException() ? EXCEPTION : 0);
    }

    boolean adds(int bits) {
        return (added & bits) != 0;
    }

    boolean removes(int bits) {
        return (removed & bits) != 0;
    }

    boolean touches(int bits) {
        return ((added | removed) & bits) != 0;
    }

    /** A roll was set aside or taken back, or everything may read otherwise. */
    boolean unsettlesAttendance() {
        return touches(ASIDE | REGISTERED);
    }

    /** An edit that moved no fact. */
    public boolean isOfRegistryAlone() {
        return (added | removed) == REGISTERED;
    }

    /** Whether a number as of the day may be another. */
    public boolean mayReach(long day) {
        return from <= day;
    }
}
