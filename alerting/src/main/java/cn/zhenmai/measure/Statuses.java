package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A fixed set of statuses as bits: it is asked once a fact and more. */
final class Statuses extends AbstractSet<Status> {

    private static final Status[] ALL = Status.values();

    private final int bits;

    Statuses(Set<Status> of) {
        bits = Moved.bits(of);
    }

    boolean has(Status status) {
        return (bits >> status.ordinal() & 1) != 0;
    }

    int bits() {
        return bits;
    }

    /** The sum over the statuses of what stands by ordinal, from {@code first} on. */
    long sum(int[] byStatus, int first) {
        long sum = 0;
        for (int left = bits; left != 0; left &= left - 1) {
            sum += byStatus[first + Integer.numberOfTrailingZeros(left)];
        }
        return sum;
    }

    @Override
    public boolean contains(Object other) {
        return other instanceof Status status && has(status);
    }

    @Override
    public Iterator<Status> iterator() {
        List<Status> found = new ArrayList<>(ALL.length);
        for (Status status : ALL) {
            if (has(status)) {
                found.add(status);
            }
        }
        return List.copyOf(found).iterator();
    }

    @Override
    public int size() {
        return Integer.bitCount(bits);
    }
}
