package cn.zhenmai.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one table, sent by COPY in its binary form: the quickest way in. The columns are named by the first row; every later row
 * has to name the same ones in the same order. Bound to a connection they go out while further ones are written, so that the server
 * works on them meanwhile.
 */
final class CopyRows implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** PostgreSQL counts days and microseconds from here. */
    static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);

    static final long SECOND_ZERO = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int NUMERIC_SCALE = 4;
    /** PostgreSQL's mark of a negative number. */
    private static final int NEGATIVE = 0x4000;

    /** Enough for the server to begin with. */
    private static final int PIECE_BYTES = 1 << 16;

    private final String table;
    /** Null where the rows wait for {@link #send}. */
    private final Connection connection;

    private CopyIn copy;
    private final List<String> columns = new ArrayList<>();
    /** Neighbouring rows share most of their texts: what the last row said in a column, as it went out. */
    private final List<Sent> sent = new ArrayList<>();

    private final Bytes out = new Bytes(1 << 12);
    private int rowStart;
    private int cellCount;
    private int rowCount;

    private record Sent(String value, byte[] bytes) {}

    CopyRows(String table) {
        this.table = table;
        connection = null;
    }

    /** Nothing else may use the connection between the first row and {@link #send} or {@link #close}. */
    CopyRows(String table, Connection connection) throws SQLException {
        this.table = table;
        this.connection = CopyFile.isNeeded(connection) ? null : connection;
    }

    boolean isEmpty() {
        return rowCount == 0;
    }

    /** Ends the row whose cells were given, of rows that are bound to a connection. */
    void endRowAndGo() throws SQLException {
        endRow();
        if (connection != null && out.length() >= PIECE_BYTES) {
            pass(connection);
        }
    }

    private void pass(Connection to) throws SQLException {
        if (copy == null) {
            String sql = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
            copy = to.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        }
        copy.writeToCopy(out.array(), 0, out.length());
        out.clear();
    }

    /** Ends the row whose cells were given. */
    void endRow() {
        if (cellCount != columns.size()) {
            throw new IllegalStateException(table + ": row of " + cellCount + " cells for " + columns);
        }
        out.set2(rowStart, cellCount);
        cellCount = 0;
        rowCount++;
    }

    void send(Connection connection) throws SQLException {
        if (isEmpty()) {
            return;
        }
        out.put2(-1);
        if (CopyFile.isNeeded(connection)) {
            CopyFile.send(connection, table, columns, Arrays.copyOf(out.array(), out.length()));
            return;
        }
        try {
            pass(connection);
            copy.endCopy();
        } finally {
            close();
        }
    }

    /** Breaks off what was begun and not sent whole; otherwise nothing is to do. */
    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }

    @CanIgnoreReturnValue
    CopyRows text(String column, String value) {
        int cell = next(column);
        if (value == null) {
            out.put4(-1);
            return this;
        }
        Sent last = sent.get(cell);
        if (last == null || !last.value.equals(value)) {
            last = new Sent(value, value.getBytes(StandardCharsets.UTF_8));
            sent.set(cell, last);
        }
        out.put4(last.bytes.length);
        out.put(last.bytes);
        return this;
    }

    @CanIgnoreReturnValue
    CopyRows bool(String column, boolean value) {
        return fixed(column, 1, value ? 1 : 0);
    }

    @CanIgnoreReturnValue
    CopyRows int2(String column, Integer value) {
        return value == null ? cell(column, null) : fixed(column, 2, value);
    }

    @CanIgnoreReturnValue
    CopyRows int4(String column, int value) {
        return fixed(column, 4, value);
    }

    @CanIgnoreReturnValue
    CopyRows int8(String column, Long value) {
        return value == null ? cell(column, null) : fixed(column, 8, value);
    }

    @CanIgnoreReturnValue
    CopyRows date(String column, LocalDate value) {
        return value == null ? cell(column, null) : fixed(column, 4, value.toEpochDay() - DAY_ZERO.toEpochDay());
    }

    @CanIgnoreReturnValue
    CopyRows instant(String column, Instant value) {
        return value == null
                ? cell(column, null)
                : fixed(column, 8, (value.getEpochSecond() - SECOND_ZERO) * 1_000_000 + value.getNano() / 1_000);
    }

    @CanIgnoreReturnValue
    CopyRows json(String column, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        byte[] versioned = new byte[text.length + 1];
        versioned[0] = 1;
        System.arraycopy(text, 0, versioned, 1, text.length);
        return cell(column, versioned);
    }

    /** With at most four decimals. */
    @CanIgnoreReturnValue
    CopyRows numeric(String column, BigDecimal value) {
        if (value == null) {
            return cell(column, null);
        }
        long tenThousandths =
                value.abs().setScale(NUMERIC_SCALE).unscaledValue().longValueExact();
        int sign = value.signum() < 0 ? NEGATIVE : 0;
        List<Integer> digits = new ArrayList<>();
        int weight = -1;
        for (long whole = tenThousandths / 10_000; whole > 0; whole /= 10_000) {
            digits.add(0, (int) (whole % 10_000));
            weight++;
        }
        digits.add((int) (tenThousandths % 10_000));
        ByteArrayOutputStream number = new ByteArrayOutputStream();
        for (int half : List.of(digits.size(), weight, sign, value.scale())) {
            number.write(half >> 8);
            number.write(half);
        }
        for (int digit : digits) {
            number.write(digit >> 8);
            number.write(digit);
        }
        return cell(column, number.toByteArray());
    }

    @CanIgnoreReturnValue
    CopyRows bytes(String column, byte[] value) {
        return cell(column, value);
    }

    @CanIgnoreReturnValue
    private CopyRows fixed(String column, int width, long value) {
        next(column);
        out.put4(width);
        switch (width) {
            case 1 -> out.put1((int) value);
            case 2 -> out.put2((int) value);
            case 4 -> out.put4((int) value);
            default -> out.put8(value);
        }
        return this;
    }

    @CanIgnoreReturnValue
    private CopyRows cell(String column, byte[] value) {
        next(column);
        if (value == null) {
            out.put4(-1);
        } else {
            out.put4(value.length);
            out.put(value);
        }
        return this;
    }

    /** Begins the row with its first cell; answers the cell's number. */
    @CanIgnoreReturnValue
    private int next(String column) {
        if (cellCount == 0) {
            begin();
        }
        if (rowCount == 0) {
            columns.add(column);
            sent.add(null);
        } else if (cellCount >= columns.size() || !columns.get(cellCount).equals(column)) {
            throw new IllegalStateException(table + ": " + column + " out of order");
        }
        return cellCount++;
    }

    private void begin() {
        if (rowCount == 0) {
            out.put(SIGNATURE);
            out.put4(0);
            out.put4(0);
        }
        rowStart = out.length();
        out.put2(0);
    }
}
