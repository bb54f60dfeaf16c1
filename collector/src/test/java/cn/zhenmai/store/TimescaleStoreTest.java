package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real TimescaleDB, which lives in WebAssembly. COPY into hypertables is not tried: that server has none. */
class TimescaleStoreTest implements StoreContract {

    private static TimescaleServer server;
    private static StoreRun run;

    @BeforeAll
    static void play() throws Exception {
        server = TimescaleServer.start(true);
        run = new StoreRun(server.jdbc()).run();
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public StoreRun run() {
        return run;
    }

    @Test
    void its_dialect_says_version_and_licence_and_old_weeks_are_packed() {
        assertThat(run.line)
                .startsWith("TimescaleDB 2.")
                .contains("on PostgreSQL 17", "licence timescale", "hypertables by week", "continuous aggregates");
        assertThat(run.packed).isGreaterThan(3);
    }
}
