package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.access.SettableClock;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.TestHome;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The machine's clock is set back by an hour under load, and once more at a restart. */
class ClockBackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void facts_go_on_being_taken_and_the_journals_time_never_goes_back() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-24T04:00:00Z"));
        List<Row> rows = FaultSchool.rows(1);
        try (TestHome home = TestHome.create();
                AckLedger ledger = new AckLedger()) {
            String key;
            int sent;
            try (App app = start(home, clock)) {
                key = FaultSchool.settleIn(app);
                Load load = new Load(ledger, app.port(), key, rows, 0);
                try (load) {
                    load.start().awaitAcknowledged(5, PATIENCE);
                    clock.set(clock.instant().minus(Duration.ofHours(1)));
                    load.awaitAcknowledged(5, PATIENCE);
                }
                sent = load.sent();
                assertThat(app.engine().failure()).isEmpty();
            }
            clock.set(clock.instant().minus(Duration.ofHours(1)));
            try (App app = start(home, clock);
                    Load load = new Load(ledger, app.port(), key, rows, sent).start()) {
                load.awaitAcknowledged(5, PATIENCE);
                assertThat(backwards(app)).isZero();
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path())) {
                ledger.check(postgres.jdbc(), "clock one hour back, twice");
            }
        }
    }

    private static App start(TestHome home, SettableClock clock) throws Exception {
        Map<String, String> environment = Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", "0");
        return App.start(Config.load(environment), clock, clock).await(120, TimeUnit.SECONDS);
    }

    /** Journal rows that are known before the row ahead of them. */
    private static long backwards(App app) throws Exception {
        return app.database().inTransaction(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM (SELECT known_at < lag(known_at)"
                            + " OVER (ORDER BY sequence) AS goes_back FROM journal) AS rows WHERE goes_back")) {
                assertThat(row.next()).isTrue();
                return row.getLong(1);
            }
        });
    }
}
