package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reported values as they hold now. Blocks; joins the caller's transaction. */
public final class ReportedValueQueries {

    /** {@code unit} null = the school itself. */
    public record Value(
            String indicator,
            String unit,
            String period,
            BigDecimal value,
            String source,
            Instant recordedAt,
            Instant receivedAt) {}

    /** By indicator, period and unit, behind the key; each of the first three null = any. */
    public List<Value> list(
            Connection connection, String indicator, String unit, String period, String after, int limit)
            throws SQLException {
        String sql = """
                SELECT indicator_id, unit_id, period, value, source_id, recorded_at, received_at FROM reported_value
                WHERE school_id = ? AND (?::text IS NULL OR indicator_id = ?) AND (?::text IS NULL OR unit_id = ?)
                  AND (?::text IS NULL OR period = ?) AND fact_key > ?
                ORDER BY fact_key LIMIT ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, indicator);
            select.setString(3, indicator);
            select.setString(4, unit);
            select.setString(5, unit);
            select.setString(6, period);
            select.setString(7, period);
            select.setString(8, after);
            select.setInt(9, limit);
            List<Value> values = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(new Value(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBigDecimal(4),
                            row.getString(5),
                            Sql.instant(row, 6),
                            Sql.instant(row, 7)));
                }
            }
            return values;
        }
    }

    /** The page mark behind a value. */
    public static String markOf(Value value) {
        return FactKind.reportedValueKey(value.indicator(), value.period(), value.unit());
    }
}
