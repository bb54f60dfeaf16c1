package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;

/** Ten times the batches that the service takes, by the clock: what it still takes, whether it kept its word, when it is itself again. */
final class Overload {

    private static final int ROWS = 500;
    private static final int TIMES = 10;
    private static final int CONNECTIONS = 64;
    private static final int PATIENCE_SECONDS = 120;
    private static final int FETCH_ROWS = 10_000;
    /** It is itself again when a second of single events is answered no slower than the floor for half load asks, p99. */
    private static final double WELL_MILLIS = 50;

    private static final int WELL_PER_SECOND = 20;

    private Overload() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 12);
        try (Service service = Service.start(options, jdbc, server.passwordFile(), school)) {
            Feed feed = new Feed(school, service.key);
            load.warm(service.port, options.batchConnections(), options.warmSeconds(), due -> feed.batch(ROWS));
            Load.Outcome usual = load.closed(
                    service.port, options.batchConnections(), options.roundSeconds(), due -> feed.batch(ROWS));
            Load.Outcome over = load.open(
                    service.port,
                    CONNECTIONS,
                    options.overloadSeconds(),
                    usual.perSecond() * TIMES,
                    CONNECTIONS,
                    due -> feed.batch(ROWS));
            double recovered = recovery(load, service, feed);
            double goodput = over.perSecond() / usual.perSecond() * 100;
            table.add("%d-fold overload, goodput".formatted(TIMES), goodput, " %", 80, 90);
            table.add("the same, acknowledged and lost", lost(jdbc, school, feed), " facts", 0, 0);
            table.add("the same, recovered after", recovered, " s", 10, 3);
            table.note("%,d batches of 500 taken, %,d refused or not even sent, %,d cut off"
                    .formatted(over.accepted(), over.refused(), over.broken()));
        }
        server.drop(jdbc);
    }

    private static double recovery(Load load, Service service, Feed feed) {
        long ended = System.nanoTime();
        for (int second = 1; second <= PATIENCE_SECONDS; second++) {
            double since = (System.nanoTime() - ended) / 1e9;
            Load.Outcome look = load.open(service.port, 4, 1, WELL_PER_SECOND, WELL_PER_SECOND, due -> feed.single());
            boolean isWell =
                    look.refused() + look.broken() == 0 && look.micros().getValueAtPercentile(99) / 1e3 < WELL_MILLIS;
            if (isWell) {
                return since;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Facts of acknowledged batches that the store does not have. */
    private static long lost(JdbcSettings jdbc, BenchSchool school, Feed feed) {
        BitSet stored = new BitSet();
        try (Connection connection = Server.connect(jdbc);
                Statement select = connection.createStatement()) {
            connection.setAutoCommit(false);
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery("SELECT session_id, student_id FROM attendance")) {
                while (row.next()) {
                    stored.set((int) Feed.place(school, row.getString(1), row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        long lost = 0;
        for (long first : feed.acknowledged()) {
            BitSet batch = stored.get((int) first, (int) first + ROWS);
            lost += ROWS - batch.cardinality();
        }
        return lost;
    }
}
