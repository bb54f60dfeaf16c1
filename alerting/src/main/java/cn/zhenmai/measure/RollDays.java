package cn.zhenmai.measure;

import java.util.Arrays;

/** How many rolls of one unit were due, called and called in time, by day: added up once, when the day is over and nothing more is due. */
final class RollDays {

    /** Of a day whose rolls are to be added up. */
    static final long UNKNOWN = -1;

    private static final int BITS = 21;
    private static final int MASK = (1 << BITS) - 1;
    private static final int MORE = 32;

    private int first;
    private long[] sums = {};
    /** As of which a day's sums hold: see {@link Timetabled#edits}. */
    private int[] edits = {};

    static long pack(int held, int called, int prompt) {
        return held | (long) called << BITS | (long) prompt << 2 * BITS;
    }

    static int of(Amount.OfRoll amount, long sums) {
        return (int) (sums >> amount.ordinal() * BITS) & MASK;
    }

    /** {@link #UNKNOWN} where a roll of the day has changed since. */
    long on(int day, int edit) {
        int at = day - first;
        return at >= 0 && at < sums.length && edits[at] == edit ? sums[at] : UNKNOWN;
    }

    void keep(int day, int edit, long sum) {
        if (sums.length == 0) {
            first = day;
        }
        int before = Math.max(0, first - day);
        int length = Math.max(sums.length + before, day - first + before + 1);
        if (length > sums.length) {
            resize(before, length + MORE);
        }
        sums[day - first] = sum;
        edits[day - first] = edit;
    }

    private void resize(int before, int length) {
        long[] moreSums = new long[length];
        Arrays.fill(moreSums, UNKNOWN);
        System.arraycopy(sums, 0, moreSums, before, sums.length);
        int[] moreEdits = new int[length];
        System.arraycopy(edits, 0, moreEdits, before, edits.length);
        sums = moreSums;
        edits = moreEdits;
        first -= before;
    }
}
