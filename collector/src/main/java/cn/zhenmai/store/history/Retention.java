package cn.zhenmai.store.history;

import cn.zhenmai.store.Schema;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how many days each table keeps its rows; a table that isn't named keeps them for ever. Rows go, nothing is judged: no change is
 * written, so the engine hears of nothing.
 */
public record Retention(Map<Table, Integer> days) {

    /** Rows of one statement, so that no lock is held for long. */
    private static final int AT_ONCE = 10_000;

    private static final Pattern PART = Pattern.compile("\\s*([a-z_]+)\\s*=\\s*(\\d{1,5})\\s*");

    public static final Retention FOR_EVER = new Retention(Map.of());

    /** The tables that may be told, with the fewest days that do no harm. */
    public enum Table {
        /** A year and a bit: an appeal still finds its facts and their versions. */
        ATTENDANCE(400, null, ""),
        ATTENDANCE_HISTORY(400, null, ""),
        /** Receipts and client ids answer for a request sent again. */
        RECEIPT(30, "received_at", ""),
        OUTBOX(90, "settled_at", " AND state IN ('SENT', 'DEAD', 'DROPPED', 'SUMMED')"),
        /** Log of access to persons' data: at least six months by law. */
        AUDIT(183, "at", "");

        private final int least;
        private final String column;
        private final String condition;

        Table(int least, String column, String condition) {
            this.least = least;
            this.column = column;
            this.condition = condition;
        }

        public int least() {
            return least;
        }

        /** As in the database and in the settings. */
        public String tableName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code table=days,table=days}; throws {@link IllegalArgumentException} with what is wrong. */
    public static Retention parse(String text) {
        Map<Table, Integer> days = new EnumMap<>(Table.class);
        for (String part : text.split(",")) {
            Matcher form = PART.matcher(part);
            if (!form.matches()) {
                throw new IllegalArgumentException("应为 表=天数／must be table=days: " + part.strip());
            }
            Table table = Arrays.stream(Table.values())
                    .filter(one -> one.tableName().equals(form.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("没有此表／no such table: " + form.group(1)));
            days.put(table, Integer.parseInt(form.group(2)));
        }
        return new Retention(days);
    }

    public Retention {
        days.forEach((table, kept) -> {
            if (kept < table.least) {
                throw new IllegalArgumentException(
                        table.tableName() + ": 至少 " + table.least + " 天／at least " + table.least + " days");
            }
        });
        days = Map.copyOf(days);
    }

    /** Lets go what is older; returns how many rows or pieces went. The connection is in autocommit mode. */
    int run(Connection connection, Dialect dialect, LocalDate today) throws SQLException {
        int gone = 0;
        for (Map.Entry<Table, Integer> kept : days.entrySet()) {
            Table table = kept.getKey();
            LocalDate before = today.minusDays(kept.getValue());
            gone += table.column == null
                    ? dialect.drop(connection, table.tableName(), before)
                    : delete(connection, table, before);
        }
        return gone;
    }

    private static int delete(Connection connection, Table table, LocalDate before) throws SQLException {
        String sql =
                "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE school_id = ? AND %2$s < ?%3$s LIMIT %4$d))"
                        .formatted(table.tableName(), table.column, table.condition, AT_ONCE);
        int gone = 0;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, Schema.SCHOOL_ID);
            delete.setObject(2, before.atStartOfDay().atOffset(ZoneOffset.ofHours(8)));
            int deleted;
            do {
                deleted = delete.executeUpdate();
                gone += deleted;
            } while (deleted == AT_ONCE);
        }
        return gone;
    }
}
