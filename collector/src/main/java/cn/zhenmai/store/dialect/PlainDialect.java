package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;

/** Plain PostgreSQL: native partitions, one a month. */
record PlainDialect(ServerFacts facts) implements Dialect {

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
}
