package cn.zhenmai.measure;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values as few bytes, read again by {@link PackedIn}; a text that comes again is called by its number. Not for several threads. */
public final class PackedOut implements AutoCloseable {

    static final int MORE_FOLLOWS = 0x80;
    static final int NO_TEXT = 0;
    static final int NEW_TEXT = 1;

    private static final int MOST_BYTES_OF_A_NUMBER = 10;

    private final OutputStream to;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private final Map<String, Integer> texts = new HashMap<>();

    public PackedOut(OutputStream to) {
        this.to = to;
    }

    private void room(int more) throws IOException {
        if (filled + more > buffer.length) {
            to.write(buffer, 0, filled);
            filled = 0;
        }
    }

    /** The low eight bits. */
    public void byteOf(int value) throws IOException {
        room(1);
        buffer[filled++] = (byte) value;
    }

    public void bool(boolean value) throws IOException {
        byteOf(value ? 1 : 0);
    }

    /** Small ones that are not negative take least. */
    public void number(long value) throws IOException {
        room(MOST_BYTES_OF_A_NUMBER);
        long rest = value;
        while ((rest & -MORE_FOLLOWS) != 0) {
            buffer[filled++] = (byte) (rest | MORE_FOLLOWS);
            rest >>>= 7;
        }
        buffer[filled++] = (byte) rest;
    }

    /** Those near to zero take least. */
    public void signed(long value) throws IOException {
        number(value << 1 ^ value >> 63);
    }

    public void bytes(byte[] value) throws IOException {
        for (byte each : value) {
            byteOf(each);
        }
    }

    /** May be null. */
    public void text(String value) throws IOException {
        if (value == null) {
            number(NO_TEXT);
            return;
        }
        Integer known = texts.putIfAbsent(value, texts.size() + NEW_TEXT + 1);
        if (known != null) {
            number(known);
            return;
        }
        number(NEW_TEXT);
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes(utf8);
    }

    /** May be null. */
    public void instant(Instant value) throws IOException {
        bool(value != null);
        if (value != null) {
            signed(value.getEpochSecond());
            number(value.getNano());
        }
    }

    /** May be null. */
    public void day(LocalDate value) throws IOException {
        bool(value != null);
        if (value != null) {
            signed(value.toEpochDay());
        }
    }

    /** May be null. */
    public void decimal(BigDecimal value) throws IOException {
        bool(value != null);
        if (value != null) {
            signed(value.scale());
            byte[] unscaled = value.unscaledValue().toByteArray();
            number(unscaled.length);
            bytes(unscaled);
        }
    }

    /** May be null. */
    public void choice(Enum<?> value) throws IOException {
        number(value == null ? 0 : value.ordinal() + 1);
    }

    /** How one of them is written. */
    @FunctionalInterface
    public interface Each<T> {
        void write(T one) throws IOException;
    }

    public <T> void all(List<T> values, Each<T> each) throws IOException {
        number(values.size());
        for (T value : values) {
            each.write(value);
        }
    }

    @Override
    public void close() throws IOException {
        room(buffer.length);
        to.close();
    }
}
