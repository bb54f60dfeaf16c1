package cn.zhenmai.measure;

import java.util.Arrays;

/**
 * Where a timeline says anything but plain presence, in event time: few of its facts, and most of what is counted of a person. Found
 * when it is asked for, and gone on with as later facts come.
 */
final class Irregular {

    private static final int[] NOWHERE = {};
    private static final int MORE = 8;

    private final Timeline timeline;
    /** Indexes into the timeline, ascending. */
    private int[] at = NOWHERE;

    private int size;
    /** Facts that were looked at, from the first on. */
    private int seen;

    Irregular(Timeline timeline) {
        this.timeline = timeline;
    }

    /** What lies at the index or later may be another. */
    void changed(int index) {
        seen = Math.min(seen, index);
        while (size > 0 && at[size - 1] >= seen) {
            size--;
        }
    }

    Irregular lookedUp() {
        for (int all = timeline.size(); seen < all; seen++) {
            if (!timeline.isPlain(seen)) {
                at = size == at.length ? Arrays.copyOf(at, size + MORE) : at;
                at[size++] = seen;
            }
        }
        return this;
    }

    int size() {
        return size;
    }

    /** Index into the timeline. */
    int at(int ordinal) {
        return at[ordinal];
    }

    /** Ordinal of the first at the index of the timeline or later. */
    int firstFrom(int index) {
        int found = Arrays.binarySearch(at, 0, size, index);
        return found < 0 ? -found - 1 : found;
    }
}
