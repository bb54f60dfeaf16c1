package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.App;
import cn.zhenmai.fault.HaltAt.When;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service dies by kill -9, with its embedded database below it, while senders go on. */
class ServiceKilledTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IMPORTED = 500;

    private static TestHome settled;
    private static String key;

    private final TestHome home = TestHome.create();

    @BeforeAll
    static void settleIn() throws Exception {
        settled = TestHome.create();
        try (App app = FaultSchool.start(environment(settled))) {
            key = FaultSchool.settleIn(app);
        }
    }

    @AfterAll
    static void removeSettled() {
        settled.close();
    }

    @BeforeEach
    void copyHome() throws Exception {
        int code = new ProcessBuilder(
                        "cp", "-a", settled.path() + "/.", home.path().toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @AfterEach
    void removeHome() {
        home.close();
    }

    @Test
    void at_random_moments_nothing_acknowledged_is_lost_or_doubled() throws Exception {
        long seed = Long.getLong("zhenmai.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Row> rows = FaultSchool.rows(seed);
        int kills = Effort.of(2, 50);
        int sent = 0;
        try (AckLedger ledger = new AckLedger()) {
            for (int kill = 0; kill < kills; kill++) {
                try (ServiceProcess service = ServiceProcess.run(List.of(), environment(), "serve")) {
                    Load load = new Load(ledger, service.awaitReady(), key, rows, sent);
                    try (load) {
                        load.start().awaitAcknowledged(1 + random.nextInt(5), PATIENCE);
                        boolean hasEnded = service.process().waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
                        assertThat(hasEnded)
                                .as("ended by itself, seed %d", seed)
                                .isFalse();
                        service.kill();
                    }
                    sent = load.sent();
                }
            }
            check(ledger, kills + " kills of the service, seed " + seed);
        }
    }

    @Test
    void before_a_commit() throws Exception {
        halt(HaltAt.commit("journal", 4, When.BEFORE));
    }

    @Test
    void after_a_commit_before_its_answer() throws Exception {
        halt(HaltAt.commit("journal", 4, When.AFTER));
    }

    @Test
    void in_the_middle_of_a_bulk_write() throws Exception {
        assumeTrue(Effort.IS_FULL, "one of the full suite: mvn -Pfaults verify");
        halt(HaltAt.copy("journal", 5));
    }

    /** Under load until it halts by itself; then it is started again and takes more. */
    private void halt(HaltAt point) throws Exception {
        List<Row> rows = FaultSchool.rows(1);
        try (AckLedger ledger = new AckLedger()) {
            int sent;
            try (ServiceProcess service = ServiceProcess.run(point.jvm(home.path()), environment(), "serve");
                    Load load = new Load(ledger, service.awaitReady(), key, rows, 0).start()) {
                assertThat(service.process().waitFor(60, TimeUnit.SECONDS))
                        .as("halted")
                        .isTrue();
                sent = load.sent();
            }
            try (ServiceProcess again = ServiceProcess.run(List.of(), environment(), "serve");
                    Load load = new Load(ledger, again.awaitReady(), key, rows, sent).start()) {
                load.awaitAcknowledged(5, PATIENCE);
            }
            check(ledger, "halted at " + point);
        }
    }

    @Test
    void in_a_migration_the_next_start_goes_on() throws Exception {
        for (int call : Effort.IS_FULL ? new int[] {1, 2, 3, 5, 8, 13} : new int[] {3}) {
            for (When when : Effort.IS_FULL ? When.values() : new When[] {When.BEFORE}) {
                try (TestHome fresh = TestHome.create()) {
                    Map<String, String> environment = environment(fresh);
                    HaltAt point = HaltAt.commit("start", call, when);
                    try (ServiceProcess service = ServiceProcess.run(point.jvm(fresh.path()), environment, "serve")) {
                        assertThat(service.lines()).as("%s", point).noneMatch(line -> line.contains("ready on"));
                        assertThat(service.process().waitFor()).isNotZero();
                    }
                    try (ServiceProcess again = ServiceProcess.run(List.of(), environment, "serve")) {
                        assertThat(again.awaitReady()).as("%s", point).isPositive();
                    }
                }
            }
        }
    }

    @Test
    void in_an_import_of_the_registry_it_is_taken_whole_or_not_at_all() throws Exception {
        List<HaltAt> points = List.of(
                HaltAt.copy("journal", 1),
                HaltAt.commit("journal", 1, When.AFTER),
                HaltAt.commit("journal", 1, When.BEFORE));
        for (HaltAt point : points.subList(0, Effort.of(1, points.size()))) {
            try (TestHome fresh = TestHome.create()) {
                importKilled(fresh, point);
            }
        }
    }

    private static void importKilled(TestHome fresh, HaltAt point) throws Exception {
        Path files = Files.createDirectory(fresh.path().resolve("files"));
        StringBuilder students = new StringBuilder("id,name\n");
        for (int s = 0; s < IMPORTED; s++) {
            students.append("Z").append(s).append(",学生\n");
        }
        Files.writeString(files.resolve("students.csv"), students);
        String[] command = {"registry", "import", files.toString()};
        try (ServiceProcess killed = ServiceProcess.run(point.jvm(fresh.path()), environment(fresh), command)) {
            assertThat(killed.lines()).as("%s", point).noneMatch(line -> line.contains("written"));
            assertThat(killed.process().waitFor()).isNotZero();
        }
        assertThat(students(fresh)).as("%s", point).isEqualTo(point.when() == When.AFTER ? IMPORTED : 0);
        try (ServiceProcess again = ServiceProcess.run(List.of(), environment(fresh), command)) {
            assertThat(again.lines()).as("%s", point).anyMatch(line -> line.contains("written"));
        }
        assertThat(students(fresh)).as("%s", point).isEqualTo(IMPORTED);
    }

    private static long students(TestHome home) throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path());
                Connection connection = DriverManager.getConnection(
                        postgres.jdbc().url(),
                        postgres.jdbc().user(),
                        postgres.jdbc().password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM registry_row WHERE kind = 'student' AND until_sequence IS NULL")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void check(AckLedger ledger, String told) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path())) {
            ledger.check(postgres.jdbc(), told);
        }
    }

    private Map<String, String> environment() {
        return environment(home);
    }

    private static Map<String, String> environment(TestHome home) {
        return Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", "0");
    }
}
