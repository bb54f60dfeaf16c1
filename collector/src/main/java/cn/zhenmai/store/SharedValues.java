package cn.zhenmai.store;

import java.util.function.Function;

/** Values found again by the bytes they were read from. Bounded: a place that is taken is given to who came last. */
final class SharedValues<T> {

    private final byte[][] keys;
    private final Object[] values;

    /** {@code places} is a power of two. */
    SharedValues(int places) {
        keys = new byte[places][];
        values = new Object[places];
    }

    /** The value of the columns, both inclusive: the one known, or else a new one. */
    @SuppressWarnings("unchecked")
    T of(BinaryRow row, int first, int last, Function<BinaryRow, T> read) {
        int place = (int) row.hash(first, last) & (keys.length - 1);
        byte[] key = keys[place];
        if (key != null && row.equals(first, last, key)) {
            return (T) values[place];
        }
        T value = read.apply(row);
        keys[place] = row.copy(first, last);
        values[place] = value;
        return value;
    }
}
