package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.App;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The power fails under load: everything is frozen, the disk's image is copied with what reached it, and the service is started on the
 * copy. What only the kernel's memory held is gone there. Switching fsync off must lose rows, or the test would prove nothing.
 */
class PowerCutTest {

    private static final int DISK_MEGABYTES = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void what_was_acknowledged_survives_a_power_cut() throws Exception {
        try (AckLedger ledger = new AckLedger();
                DiskImage cut = cutUnderLoad(ledger, false)) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home(cut))) {
                ledger.check(postgres.jdbc(), "power cut");
            }
        }
    }

    @Test
    void without_fsync_acknowledged_rows_are_lost() throws Exception {
        assumeTrue(Effort.IS_FULL, "one of the full suite: mvn -Pfaults verify");
        try (AckLedger ledger = new AckLedger();
                DiskImage cut = cutUnderLoad(ledger, true)) {
            Set<String> lost = new HashSet<>(ledger.acknowledged());
            // Without fsync it may be empty, and the rows could not even be counted.
            Files.deleteIfExists(home(cut).resolve("postgres/data/postmaster.pid"));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home(cut));
                    Connection connection = connect(postgres.jdbc())) {
                lost.removeAll(AckLedger.rows(connection));
            } catch (StartException damaged) {
                System.out.println("fault: without fsync the database does not even start: " + damaged.getMessage());
            }
            System.out.println("fault: power cut without fsync: " + lost.size() + " acknowledged rows lost");
            assertThat(lost).isNotEmpty();
        }
    }

    /** The service goes down with everything else; what it had acknowledged by then is in the ledger. */
    private DiskImage cutUnderLoad(AckLedger ledger, boolean isWithoutFsync) throws Exception {
        Map<String, String> environment =
                new HashMap<>(Map.of("ZHENMAI_HOME", home(disk).toString(), "ZHENMAI_PORT", "0"));
        String key;
        try (App app = FaultSchool.start(environment)) {
            key = FaultSchool.settleIn(app);
        }
        if (isWithoutFsync) {
            environment.putAll(UnsafePostgres.start(home(disk)).environment());
        }
        try (ServiceProcess service = ServiceProcess.run(List.of(), environment, "serve");
                Load load = new Load(ledger, service.awaitReady(), key, FaultSchool.rows(1), 0).start()) {
            load.awaitAcknowledged(40, PATIENCE);
            long postmaster = postmaster();
            signal("STOP", service.process().pid());
            signal("STOP", -postmaster);
            DiskImage cut = disk.copyAsCut().orElseThrow();
            signal("KILL", -postmaster);
            service.kill();
            return cut;
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(home(disk).resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static void signal(String name, long pid) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as("kill -%s %d", name, pid).isZero();
    }

    private static Connection connect(JdbcSettings jdbc) throws SQLException {
        return DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password());
    }

    private static Path home(DiskImage disk) {
        return disk.folder().resolve("home");
    }
}
