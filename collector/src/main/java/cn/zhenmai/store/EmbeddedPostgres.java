package cn.zhenmai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child of this JVM, its data kept under the home: fsync and checksums on, passwords only, loopback only, on a
 * random free port. It ends with the JVM however that ends, and is started again when it is killed itself.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Crash recovery, or the children of a killed postmaster, may take this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 50;

    private final HomeLock lock;
    private final PostgresProcess process;
    private final JdbcSettings jdbc;

    private EmbeddedPostgres(HomeLock lock, PostgresProcess process, JdbcSettings jdbc) {
        this.lock = lock;
        this.process = process;
        this.jdbc = jdbc;
    }

    /** Blocks until the server answers. Throws {@link StartException} where it cannot run or the home is in use. */
    public static EmbeddedPostgres start(Path home) {
        return start(home, home.resolve("binaries"));
    }

    /** As {@link #start(Path)}; the programs are unpacked in (or found in) a folder that several homes may share. */
    public static EmbeddedPostgres start(Path home, Path binaries) {
        try {
            // Others may pass through but not list it: the server's user must reach the folders below.
            Folders.create(home.toAbsolutePath(), "rwx--x--x");
            HomeLock lock = HomeLock.take(home);
            try {
                return start(lock, home.toRealPath(), binaries.toAbsolutePath());
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartException("内置数据库无法启动／the embedded database cannot start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("启动被中断／interrupted while starting", e);
        }
    }

    /**
     * How to reach the server that another process runs on this home, for a command beside a running service; empty where none
     * does.
     */
    public static Optional<JdbcSettings> runningOn(Path home) {
        try {
            if (!Files.isDirectory(home) || !HomeLock.isTaken(home)) {
                return Optional.empty();
            }
            Path folder = home.toRealPath().resolve("postgres");
            // Line 4 of PostgreSQL's own file is the port.
            String port =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(3);
            String password = Files.readString(folder.resolve("password")).strip();
            return Optional.of(settings(Integer.parseInt(port.strip()), password));
        } catch (IOException | RuntimeException e) {
            throw new StartException("正在运行的数据库无法连接／the running database cannot be reached: " + e, e);
        }
    }

    private static JdbcSettings settings(int port, String password) {
        return new JdbcSettings("jdbc:postgresql://127.0.0.1:" + port + "/postgres", PostgresCluster.OWNER, password);
    }

    private static EmbeddedPostgres start(HomeLock lock, Path home, Path binaries)
            throws IOException, InterruptedException {
        PostgresCluster cluster = PostgresCluster.prepare(home, PostgresBinaries.unpack(binaries));
        endOrphan(cluster);
        PostgresProcess process = new PostgresProcess(cluster);
        process.start();
        try {
            return new EmbeddedPostgres(lock, process, awaitAnswer(process, cluster));
        } catch (InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** We hold the home's lock, so a server that runs on its data has lost its JVM. */
    private static void endOrphan(PostgresCluster cluster) throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = cluster.orphan();
        if (orphan.isPresent()) {
            LOG.warn(
                    "A PostgreSQL without its service still runs on {} (pid {}), it is ended",
                    cluster.data(),
                    orphan.get().pid());
            Command.Result result = cluster.stop((int) PATIENCE.toSeconds());
            // One that is just ending by itself has no pid file any more, so pg_ctl finds nothing to stop.
            if (!result.succeeded() && !hasEnded(orphan.get())) {
                throw new StartException("遗留的数据库进程无法结束／a left-over PostgreSQL does not stop: " + result.lastLine());
            }
        }
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException running) {
            return false;
        }
    }

    private static JdbcSettings awaitAnswer(PostgresProcess process, PostgresCluster cluster)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JdbcSettings jdbc = settings(process.port(), cluster.password());
            try (Connection connection = DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password())) {
                requireOwn(connection, cluster);
                process.settle();
                return jdbc;
            } catch (SQLException e) {
                if (process.failed() || System.nanoTime() > deadline) {
                    throw new StartException(
                            "内置数据库没有应答／the embedded database does not answer: " + process.lastComplaint(), e);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** A foreign or orphaned server may own the port, and a setting in the data folder may have switched off what durability rests on. */
    private static void requireOwn(Connection connection, PostgresCluster cluster) throws SQLException {
        Path data = Path.of(show(connection, "data_directory"));
        try {
            if (!Files.isSameFile(data, cluster.data())) {
                throw new SQLException("another server answers: " + data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!show(connection, "fsync").equals("on")) {
            throw new StartException("内置数据库未启用 fsync／the embedded database runs without fsync");
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            if (!result.next()) {
                throw new SQLException("no setting " + setting);
            }
            return result.getString(1);
        }
    }

    public JdbcSettings jdbc() {
        return jdbc;
    }

    /** The postmaster's process id now; changes when it was killed and started again. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
        lock.close();
    }
}
