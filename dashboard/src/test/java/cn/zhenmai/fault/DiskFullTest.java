package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.App;
import cn.zhenmai.store.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk below the embedded database fills up under load: writes are refused in time, reads stay, and it opens again by itself. */
class DiskFullTest {

    private static final int DISK_MEGABYTES = 2_000;
    private static final int LEAST_MEGABYTES = 600;
    /** Beyond the few that are under way when it fills up. */
    private static final int MANY = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private DiskImage disk;

    @BeforeEach
    void mountDisk() throws Exception {
        Optional<DiskImage> mounted = DiskImage.create(DISK_MEGABYTES);
        assumeTrue(mounted.isPresent(), "this machine mounts no disk image");
        disk = mounted.orElseThrow();
    }

    @AfterEach
    void unmountDisk() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void writes_answer_507_reads_stay_up_and_nothing_acknowledged_is_lost() throws Exception {
        Path home = disk.folder().resolve("home");
        Path filler = disk.folder().resolve("filler");
        Map<String, String> environment = Map.of(
                "ZHENMAI_HOME",
                home.toString(),
                "ZHENMAI_PORT",
                "0",
                "ZHENMAI_DISK_FREE_MB",
                Integer.toString(LEAST_MEGABYTES));
        try (AckLedger ledger = new AckLedger()) {
            try (App app = FaultSchool.start(environment)) {
                String key = FaultSchool.settleIn(app);
                try (Load load = new Load(ledger, app.port(), key, FaultSchool.rows(1), 0).start()) {
                    load.awaitAcknowledged(10, PATIENCE);
                    fill(filler);
                    awaitRefusals(load);
                    assertThat(status(app, "/sign-in")).isEqualTo(200);
                    assertThat(status(app, "/health/live")).isEqualTo(200);
                    Files.delete(filler);
                    load.awaitAcknowledged(10, PATIENCE);
                }
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                ledger.check(postgres.jdbc(), "disk full");
            }
        }
    }

    /** Real blocks, all but half of what must stay free. */
    private void fill(Path filler) throws Exception {
        long bytes = disk.folder().toFile().getUsableSpace() - ((long) LEAST_MEGABYTES << 20) / 2;
        int code = new ProcessBuilder(List.of("fallocate", "-l", Long.toString(bytes), filler.toString()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private static void awaitRefusals(Load load) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (load.refusals().getOrDefault(507, 0) < MANY) {
            assertThat(System.nanoTime()).as("refusals %s", load.refusals()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static int status(App app, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + app.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
