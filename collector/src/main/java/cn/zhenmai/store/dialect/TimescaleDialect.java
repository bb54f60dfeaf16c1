package cn.zhenmai.store.dialect;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collection;

/** TimescaleDB: hypertables, one chunk a week, which it makes by itself. */
record TimescaleDialect(ServerFacts facts) implements Dialect {

    /** Continuous aggregates and the columnstore are not under the Apache licence. */
    private boolean isFullyLicensed() {
        return "timescale".equals(facts.license());
    }

    @Override
    public String line() {
        return "TimescaleDB " + facts.installed() + " on PostgreSQL " + facts.version() + ", licence " + facts.license()
                + (isFullyLicensed()
                        ? ": hypertables by week, continuous aggregates, columnstore"
                        : ": hypertables by week; roll-ups kept by the service, no columnstore");
    }

    @Override
    public void makeRoom(Connection connection, Collection<LocalDate> days) {}
}
