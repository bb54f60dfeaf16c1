package cn.zhenmai.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way in where a server has no COPY, as PostgreSQL built for WebAssembly: the same rows, decoded from COPY's binary form, as batched
 * INSERTs. Slow, and right.
 */
final class InsertRows {

    private static final int HEADER_BYTES = 19;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final Instant INSTANT_ZERO = Instant.parse("2000-01-01T00:00:00Z");
    private static final BigInteger DIGIT = BigInteger.valueOf(10_000);

    /** By address: it never changes while a server runs, and asking costs a round trip. */
    private static final Map<String, Boolean> HAS_COPY = new ConcurrentHashMap<>();

    private InsertRows() {}

    static boolean areNeeded(Connection connection) throws SQLException {
        String server = connection.getMetaData().getURL();
        Boolean known = HAS_COPY.get(server);
        if (known == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT version() NOT LIKE '%emcc%'")) {
                row.next();
                known = row.getBoolean(1);
            }
            HAS_COPY.put(server, known);
        }
        return !known;
    }

    static void send(Connection connection, String table, List<String> columns, byte[] copied) throws SQLException {
        Map<String, String> types = types(connection, table);
        String marks = String.join(
                ", ", columns.stream().map(column -> "?::" + types.get(column)).toList());
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql);
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(copied))) {
            in.skipNBytes(HEADER_BYTES);
            while (in.readShort() >= 0) {
                for (int i = 0; i < columns.size(); i++) {
                    int length = in.readInt();
                    insert.setString(i + 1, length < 0 ? null : text(types.get(columns.get(i)), in.readNBytes(length)));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, String> types(Connection connection, String table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT attname, format_type(atttypid, null) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString(1), row.getString(2));
                }
            }
        }
        return types;
    }

    private static String text(String type, byte[] cell) {
        ByteBuffer value = ByteBuffer.wrap(cell);
        return switch (type) {
            case "boolean" -> Boolean.toString(cell[0] != 0);
            case "smallint" -> Short.toString(value.getShort());
            case "integer" -> Integer.toString(value.getInt());
            case "bigint" -> Long.toString(value.getLong());
            case "date" -> DAY_ZERO.plusDays(value.getInt()).toString();
            case "timestamp with time zone" ->
                INSTANT_ZERO.plus(value.getLong(), ChronoUnit.MICROS).toString();
            case "jsonb" -> new String(cell, 1, cell.length - 1, StandardCharsets.UTF_8);
            case "numeric" -> number(value).toPlainString();
            case "bytea" -> "\\x" + HexFormat.of().formatHex(cell);
            case "text" -> new String(cell, StandardCharsets.UTF_8);
            default -> throw new IllegalStateException("no text of " + type);
        };
    }

    /** Digits of base 10,000; the weight is the first one's power. */
    private static BigDecimal number(ByteBuffer value) {
        int count = value.getShort();
        int weight = value.getShort();
        boolean isNegative = value.getShort() != 0;
        int scale = value.getShort();
        BigInteger unscaled = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            unscaled = unscaled.multiply(DIGIT).add(BigInteger.valueOf(value.getShort()));
        }
        BigDecimal number = new BigDecimal(unscaled).scaleByPowerOfTen(4 * (weight - count + 1));
        return (isNegative ? number.negate() : number).setScale(scale);
    }
}
