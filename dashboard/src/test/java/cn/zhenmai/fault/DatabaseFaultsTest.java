package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.App;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service goes on while its database is killed, away, frozen, slow, or cut off; senders come back until they are acknowledged. */
class DatabaseFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static TestHome home;
    private static EmbeddedPostgres postgres;
    private static FaultProxy proxy;
    private static App app;
    private static AckLedger ledger;
    private static String key;
    private static List<Row> rows;
    private static int sent;

    @BeforeAll
    static void start() throws Exception {
        home = TestHome.create();
        ledger = new AckLedger();
        postgres = EmbeddedPostgres.start(home.path());
        proxy = new FaultProxy(port(postgres));
        Path password = Files.writeString(
                home.path().resolve("password-of-proxy"), postgres.jdbc().password());
        app = FaultSchool.start(Map.of(
                "ZHENMAI_HOME", home.path().resolve("service").toString(),
                "ZHENMAI_PORT", "0",
                "ZHENMAI_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?socketTimeout=5",
                "ZHENMAI_JDBC_USER", postgres.jdbc().user(),
                "ZHENMAI_JDBC_PASSWORD_FILE", password.toString()));
        key = FaultSchool.settleIn(app);
        rows = FaultSchool.rows(1);
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
        proxy.close();
        postgres.close();
        ledger.close();
        home.close();
    }

    @FunctionalInterface
    private interface Fault {
        void happen(Load load) throws Exception;
    }

    private void survives(String told, Fault fault) throws Exception {
        Load load = new Load(ledger, app.port(), key, rows, sent);
        try (load) {
            load.start();
            load.awaitAcknowledged(5, PATIENCE);
            fault.happen(load);
            load.awaitAcknowledged(5, PATIENCE);
        } finally {
            sent = load.sent();
        }
        told += ", refusals " + load.refusals();
        ledger.check(postgres.jdbc(), told);
    }

    @Test
    void it_survives_a_kill_of_the_postmaster() throws Exception {
        int kills = Effort.of(2, 10);
        survives(kills + " kills of PostgreSQL", load -> {
            for (int kill = 0; kill < kills; kill++) {
                ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
                assertThat(server.destroyForcibly()).isTrue();
                server.onExit().get(10, TimeUnit.SECONDS);
                load.awaitAcknowledged(5, PATIENCE);
            }
        });
    }

    @Test
    void it_survives_that_the_server_is_away() throws Exception {
        Duration away = Duration.ofSeconds(Effort.of(3, 60));
        survives("PostgreSQL stopped for " + away, load -> {
            postgres.close();
            pass(away);
            assertThat(health("live")).isEqualTo(200);
            assertThat(health("ready")).isEqualTo(503);
            postgres = EmbeddedPostgres.start(home.path());
            proxy.target(port(postgres));
        });
        assertThat(health("ready")).isEqualTo(200);
    }

    @Test
    void it_survives_that_the_server_is_frozen() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "the server has no process group of its own");
        Duration frozen = Duration.ofSeconds(Effort.of(3, 30));
        survives("PostgreSQL frozen for " + frozen, load -> {
            signal("STOP");
            pass(frozen);
            assertThat(health("live")).isEqualTo(200);
            signal("CONT");
        });
    }

    @Test
    void it_survives_connections_that_are_cut() throws Exception {
        Random random = new Random(7);
        int cuts = Effort.of(5, 50);
        survives("connections cut " + cuts + " times", load -> {
            for (int cut = 0; cut < cuts; cut++) {
                load.awaitAcknowledged(1 + random.nextInt(3), PATIENCE);
                proxy.cut();
            }
        });
    }

    @Test
    void it_survives_a_network_that_hangs() throws Exception {
        int hangs = Effort.of(1, 5);
        survives("a network that hung " + hangs + " times", load -> {
            for (int hang = 0; hang < hangs; hang++) {
                proxy.hang();
                load.awaitAcknowledged(5, PATIENCE);
            }
        });
    }

    @Test
    void a_commit_whose_answer_was_lost_is_stored_once() throws Exception {
        int losses = Effort.of(3, 20);
        survives(losses + " lost answers of a commit", load -> {
            for (int loss = 1; loss <= losses; loss++) {
                proxy.loseNextCommitAnswer();
                load.awaitAcknowledged(10, PATIENCE);
                assertThat(proxy.lostAnswers()).isEqualTo(loss);
            }
        });
    }

    @Test
    void it_survives_answers_that_are_late() throws Exception {
        survives("answers 100 ms late", load -> {
            proxy.delayAnswers(Duration.ofMillis(100));
            load.awaitAcknowledged(Effort.of(4, 40), PATIENCE);
            proxy.mend();
        });
    }

    /** Lets real time go by: the fault is that something lasts. */
    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private void signal(String name) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, "--", "-" + postgres.pid())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private int health(String name) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + app.port() + "/health/" + name);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int port(EmbeddedPostgres postgres) {
        return URI.create(postgres.jdbc().url().substring("jdbc:".length())).getPort();
    }
}
