package cn.zhenmai.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** One row of COPY's binary form, its columns by number from 0; the reverse of {@link CopyRows}. */
final class BinaryRow {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final int SIGNATURE_BYTES = 11;
    private static final int HEADER_BYTES = SIGNATURE_BYTES + 8;
    private static final int MAX_COLUMNS = 32;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private byte[] bytes;
    /** Where each column's length stands; one more for the end. */
    private final int[] starts = new int[MAX_COLUMNS + 1];

    private static VarHandle view(Class<?> of) {
        return MethodHandles.byteArrayViewVarHandle(of, ByteOrder.BIG_ENDIAN);
    }

    /** False where the message is the end of the rows. */
    boolean read(byte[] message) {
        bytes = message;
        boolean isFirst = message.length > HEADER_BYTES && message[0] == 'P' && message[SIGNATURE_BYTES - 1] == 0;
        int at = isFirst ? HEADER_BYTES : 0;
        int columns = (short) SHORT.get(bytes, at);
        at += 2;
        for (int i = 0; i < columns; i++) {
            starts[i] = at;
            at += 4 + Math.max(0, (int) INT.get(bytes, at));
        }
        starts[Math.max(0, columns)] = at;
        return columns >= 0;
    }

    boolean isNull(int column) {
        return (int) INT.get(bytes, starts[column]) < 0;
    }

    int int2(int column) {
        return (short) SHORT.get(bytes, starts[column] + 4);
    }

    int int4(int column) {
        return (int) INT.get(bytes, starts[column] + 4);
    }

    long int8(int column) {
        return (long) LONG.get(bytes, starts[column] + 4);
    }

    String text(int column) {
        int length = (int) INT.get(bytes, starts[column]);
        return length < 0 ? null : new String(bytes, starts[column] + 4, length, StandardCharsets.UTF_8);
    }

    LocalDate date(int column) {
        return CopyRows.DAY_ZERO.plusDays(int4(column));
    }

    Instant instant(int column) {
        long micros = int8(column);
        return Instant.ofEpochSecond(
                CopyRows.SECOND_ZERO + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Of the bytes of the columns, both inclusive. */
    long hash(int first, int last) {
        int at = starts[first];
        int end = starts[last + 1];
        long hash = end - at;
        for (; at + 8 <= end; at += 8) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * MIX;
        }
        return hash ^ hash >>> 29;
    }

    boolean equals(int first, int last, byte[] other) {
        return Arrays.equals(bytes, starts[first], starts[last + 1], other, 0, other.length);
    }

    byte[] copy(int first, int last) {
        return Arrays.copyOfRange(bytes, starts[first], starts[last + 1]);
    }
}
