package cn.zhenmai.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The server's process and the thread that launches it, and launches it again when it was killed. The kernel ends the server when
 * that <em>thread</em> ends (pdeathsig), so the thread lives as long as the JVM or until {@link #close}.
 */
final class PostgresProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int STOP_SECONDS = 15;

    /** After kill -9 of the postmaster its children take a moment to go; until then a start is refused. Milliseconds. */
    private static final long RETRY_MILLIS = 500;

    /** Complaints of a first launch that pass by themselves: a predecessor's children that still go, a port lost to another. */
    private static final List<String> PASSING =
            List.of("lock file", "pre-existing shared memory", "could not create any TCP/IP sockets");

    private final PostgresCluster cluster;
    private final Thread launcher = new Thread(this::launchAgainAndAgain, "postgres");
    private volatile Process process;
    private volatile int port = freePort();
    private volatile boolean settled;
    private volatile boolean closing;
    private volatile boolean failed;
    private volatile String lastComplaint = "";

    PostgresProcess(PostgresCluster cluster) throws IOException {
        this.cluster = cluster;
        launcher.setDaemon(true);
    }

    void start() {
        launcher.start();
    }

    /** Changes from launch to launch until {@link #settle}. */
    int port() {
        return port;
    }

    /** It answered: from now on it keeps its port. */
    void settle() {
        settled = true;
    }

    long pid() {
        return process.pid();
    }

    /** It could not be launched, and a further try would not help. */
    boolean failed() {
        return failed;
    }

    /** What the server last complained of, for a start that fails. */
    String lastComplaint() {
        return lastComplaint;
    }

    private void launchAgainAndAgain() {
        try {
            while (!closing) {
                process = Command.prepare(cluster.user().command(arguments())).start();
                Thread logReader = drainLog(process);
                int exitCode = process.waitFor();
                logReader.join();
                if (!closing && !isWorthAnotherLaunch(exitCode)) {
                    failed = true;
                    return;
                }
            }
        } catch (IOException e) {
            lastComplaint = e.getMessage();
            failed = true;
            LOG.error("PostgreSQL cannot be launched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that has answered is always launched again, on its port. */
    private boolean isWorthAnotherLaunch(int exitCode) throws IOException, InterruptedException {
        if (!settled && PASSING.stream().noneMatch(lastComplaint::contains)) {
            return false;
        }
        if (!settled) {
            port = freePort();
        }
        LOG.warn("PostgreSQL ended with exit code {}, it is started again", exitCode);
        Thread.sleep(RETRY_MILLIS);
        return true;
    }

    private List<String> arguments() {
        return List.of(
                cluster.binaries().program("postgres"),
                "-D",
                cluster.data().toString(),
                "-p",
                Integer.toString(port),
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
                "--fsync=on",
                "--synchronous_commit=on",
                "--full_page_writes=on",
                "--max_connections=60",
                "--shared_buffers=128MB",
                "--jit=off",
                "--timezone=UTC",
                "--log_timezone=UTC",
                // No statements and no key values in the log: they hold persons.
                "--log_min_error_statement=panic",
                "--log_error_verbosity=terse",
                "--log_checkpoints=off",
                "--log_line_prefix=");
    }

    /** The server's log becomes ours; reading until its end keeps the pipe from filling. */
    private Thread drainLog(Process started) throws IOException {
        started.getOutputStream().close();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> lines.lines().forEach(this::log), "postgres-log");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void log(String line) {
        if (line.startsWith("FATAL") || line.startsWith("PANIC")) {
            lastComplaint = line;
            // Until it has answered, sessions are turned away by "is starting up", and a start that fails says the last
            // line itself.
            LOG.atLevel(settled ? Level.WARN : Level.DEBUG).log("PostgreSQL: {}", line);
        } else {
            LOG.debug("PostgreSQL: {}", line);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            if (process != null && process.isAlive()) {
                Command.Result result = cluster.stop(STOP_SECONDS);
                // Its pid file goes a moment before the server does.
                if (!result.succeeded() || !process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    LOG.error("PostgreSQL does not stop: {}", result.lastLine());
                }
            }
            // Its end is a further SIGINT to a server that still runs.
            launcher.interrupt();
            launcher.join(1_000);
        } catch (IOException e) {
            LOG.error("PostgreSQL cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
