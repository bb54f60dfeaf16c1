package cn.zhenmai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An empty home for a test, in the system's temporary folder and passable by the user as whom the embedded server runs. */
public record TestHome(Path path) implements AutoCloseable {

    public static TestHome create() {
        try {
            Path path = Files.createTempDirectory("zhenmai-test-");
            Folders.permit(path, "rwx--x--x");
            return new TestHome(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            awaitServer();
            Folders.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server whose JVM was killed writes its last files while it shuts down. */
    private void awaitServer() throws IOException {
        Path pidFile = path.resolve("postgres/data/postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle.of(pid)
                    .ifPresent(server ->
                            server.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        } catch (NoSuchFileException ended) {
            // nothing runs here
        }
    }
}
