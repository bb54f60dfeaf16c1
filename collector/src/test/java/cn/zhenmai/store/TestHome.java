package cn.zhenmai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            Folders.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
