package cn.zhenmai.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written one after the other; big-endian, as PostgreSQL sends them. Not for several threads. */
final class Bytes {

    private static final int MORE_FOLLOWS = 0x80;

    private byte[] bytes;
    private int length;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** The array itself, of which {@link #length} bytes are written. */
    byte[] array() {
        return bytes;
    }

    /** Begins anew; the room stays. */
    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void put1(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void put2(int value) {
        room(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void put4(int value) {
        room(4);
        set4(length, value);
        length += 4;
    }

    void put8(long value) {
        put4((int) (value >> 32));
        put4((int) value);
    }

    void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** Writes over what stands there. */
    void set2(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private void set4(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    /** Seven bits a byte, the lowest first; not negative. */
    void putNumber(int value) {
        int rest = value;
        while (rest >= MORE_FOLLOWS) {
            put1(rest | MORE_FOLLOWS);
            rest >>>= 7;
        }
        put1(rest);
    }

    void putText(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        putNumber(text.length);
        put(text);
    }
}
