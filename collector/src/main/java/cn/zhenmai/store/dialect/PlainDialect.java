package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Plain PostgreSQL: native partitions, one a month. */
record PlainDialect(ServerFacts facts) implements Dialect {

    /** Months that end before the one with the day, as far as there is anything in them; their names sort by month. */
    private static final String PIECES = """
            SELECT c.oid::regclass::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = ?::regclass AND c.relname < ? AND pg_relation_size(c.oid) > 0 ORDER BY c.relname
            """;

    @Override
    public String line() {
        String line = "PostgreSQL " + facts.version() + ": partitions by month, roll-ups kept by the service";
        String ready = facts.installed() != null ? facts.installed() : facts.available();
        return ready == null
                ? line + "; TimescaleDB is not there"
                : line + "; TimescaleDB " + ready + " is there and not used, see `zhenmai store to-timescale`";
    }

    @Override
    public void makeRoom(Connection connection, Collection<LocalDate> days) throws SQLException {
        Object[] months = days.stream()
                .map(day -> day.withDayOfMonth(1))
                .distinct()
                .map(LocalDate::toString)
                .toArray();
        try (PreparedStatement make = connection.prepareStatement(
                "SELECT sum(store_make_room(of_table, ?)) FROM unnest(?) AS pieced(of_table)")) {
            make.setArray(1, connection.createArrayOf("date", months));
            make.setArray(2, connection.createArrayOf("text", PIECED.toArray()));
            make.execute();
        }
    }

    @Override
    public boolean isContinuous() {
        return false;
    }

    @Override
    public void refresh(Connection connection, LocalDate first, LocalDate last) {}

    /** Emptied, not removed: a correction may still come, and it needs room. */
    @Override
    public int drop(Connection connection, String table, LocalDate before) throws SQLException {
        int dropped = 0;
        try (PreparedStatement select = connection.prepareStatement(PIECES);
                Statement truncate = connection.createStatement()) {
            select.setString(1, table);
            select.setString(
                    2,
                    table + "_"
                            + before.withDayOfMonth(1)
                                    .toString()
                                    .substring(0, 7)
                                    .replace('-', '_'));
            List<String> pieces = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pieces.add(row.getString(1));
                }
            }
            for (String piece : pieces) {
                truncate.execute("TRUNCATE " + piece);
                dropped++;
            }
        }
        return dropped;
    }

    @Override
    public int pack(Connection connection, LocalDate before) {
        return 0;
    }
}
