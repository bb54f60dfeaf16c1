package cn.zhenmai.measure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PackedOut} wrote, in the same order; an exception where the bytes can't be that. Not for several threads. */
public final class PackedIn implements AutoCloseable {

    private static final int BITS_OF_A_NUMBER = 64;
    /** So that a length that is none does not take all memory. */
    private static final int MOST_BYTES_OF_A_VALUE = 1 << 26;

    private final InputStream from;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private final List<String> texts = new ArrayList<>();
    private LocalDate lastDay = LocalDate.EPOCH;

    public PackedIn(InputStream from) {
        this.from = from;
    }

    private void fill() throws IOException {
        filled = from.read(buffer, 0, buffer.length);
        next = 0;
        if (filled <= 0) {
            throw new EOFException("the bytes end too early");
        }
    }

    /** As a signed byte. */
    public byte byteOf() throws IOException {
        if (next >= filled) {
            fill();
        }
        return buffer[next++];
    }

    public boolean bool() throws IOException {
        return byteOf() != 0;
    }

    public long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < BITS_OF_A_NUMBER; shift += 7) {
            byte next7 = byteOf();
            number |= (next7 & 0x7FL) << shift;
            if (next7 >= 0) {
                return number;
            }
        }
        throw new IOException("no number");
    }

    public int int4() throws IOException {
        return Math.toIntExact(number());
    }

    public long signed() throws IOException {
        long zigzag = number();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    public byte[] bytes(int length) throws IOException {
        if (length < 0 || length > MOST_BYTES_OF_A_VALUE) {
            throw new IOException("a value of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            if (next >= filled) {
                fill();
            }
            int some = Math.min(length - at, filled - next);
            System.arraycopy(buffer, next, bytes, at, some);
            next += some;
            at += some;
        }
        return bytes;
    }

    public String text() throws IOException {
        int number = int4();
        if (number == PackedOut.NO_TEXT) {
            return null;
        }
        if (number != PackedOut.NEW_TEXT) {
            return texts.get(number - PackedOut.NEW_TEXT - 1);
        }
        String text = new String(bytes(int4()), StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }

    public Instant instant() throws IOException {
        return bool() ? Instant.ofEpochSecond(signed(), number()) : null;
    }

    public LocalDate day() throws IOException {
        return bool() ? dayOf(signed()) : null;
    }

    /** Since 1970; mostly the one before. */
    LocalDate dayOf(long since1970) {
        if (lastDay.toEpochDay() != since1970) {
            lastDay = LocalDate.ofEpochDay(since1970);
        }
        return lastDay;
    }

    public BigDecimal decimal() throws IOException {
        if (!bool()) {
            return null;
        }
        int scale = Math.toIntExact(signed());
        return new BigDecimal(new BigInteger(bytes(int4())), scale);
    }

    /** {@code all} its values in order. */
    public <E extends Enum<E>> E choice(E[] all) throws IOException {
        int number = int4();
        return number == 0 ? null : all[number - 1];
    }

    /** How one of them is read. */
    @FunctionalInterface
    public interface Each<T> {
        T read() throws IOException;
    }

    /** In a list of its own. */
    public <T> List<T> all(Each<T> each) throws IOException {
        List<T> all = new ArrayList<>();
        for (int left = int4(); left > 0; left--) {
            all.add(each.read());
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
