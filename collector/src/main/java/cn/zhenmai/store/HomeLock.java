package cn.zhenmai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** One process per home: a lock of the operating system, which a killed process gives back by itself. */
final class HomeLock implements AutoCloseable {

    /** Also checked within the JVM, and before the file is opened: closing any second channel on it would drop the lock (POSIX). */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static HomeLock take(Path home) throws IOException {
        Path real = home.toRealPath();
        synchronized (HELD) {
            if (HELD.contains(real)) {
                throw refused(home, ProcessHandle.current().pid() + "");
            }
            Path file = real.resolve("lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw refused(home, Files.readString(file).strip());
            }
            channel.truncate(0);
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            if (channel.write(ByteBuffer.wrap(pid)) != pid.length) {
                throw new IOException("short write to " + file);
            }
            HELD.add(real);
            return new HomeLock(real, channel);
        }
    }

    static boolean isTaken(Path home) throws IOException {
        try {
            take(home).close();
            return false;
        } catch (StartException taken) {
            return true;
        }
    }

    private static StartException refused(Path home, String pid) {
        return new StartException(
                "目录 " + home + " 正由另一个进程使用／home " + home + " is in use by another process (pid " + pid + ")");
    }

    @Override
    public void close() {
        synchronized (HELD) {
            HELD.remove(home);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
