package cn.zhenmai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the free space below the embedded database: a full disk would make the server panic and take reads down with it. While there
 * is too little nothing new is taken; it opens again by itself. A ballast file is let go when even the rest runs out. One thread.
 */
public final class DiskGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int CHUNK_BYTES = 1 << 20;

    /**
     * @param leastBytes that must be free
     * @param leastPercent of the file system that must be free
     * @param ballastBytes of the file that is let go when a quarter of {@code leastBytes} is left; 0 = none
     */
    public record Limits(long leastBytes, int leastPercent, long ballastBytes) {
        public static final Limits STANDARD = new Limits(1L << 30, 10, 64L << 20);
    }

    private final Path home;
    private final Path ballast;
    private final Limits limits;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watch = new Thread(task, "disk");
        watch.setDaemon(true);
        return watch;
    });
    private volatile long freeBytes;
    private volatile boolean isFull;

    /** Looks at once; throws {@link StartException} where the file system can't be asked. */
    public DiskGuard(Path home, Limits limits) {
        this.home = home;
        this.ballast = home.resolve("ballast");
        this.limits = limits;
        try {
            measure();
        } catch (IOException e) {
            throw new StartException("磁盘空间无法读取／the free space of " + home + " cannot be read: " + e.getMessage(), e);
        }
    }

    public DiskGuard start() {
        var unused = thread.scheduleWithFixedDelay(this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /** Too little is left: nothing new may be taken. */
    public boolean isFull() {
        return isFull;
    }

    public long freeBytes() {
        return freeBytes;
    }

    /** One look, as the thread does it. */
    synchronized void look() {
        try {
            measure();
            if (freeBytes < limits.leastBytes() / 4) {
                release();
            } else if (!isFull && !Files.exists(ballast) && isEnough(freeBytes - limits.ballastBytes())) {
                load();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("free space of {} not known: {}", home, e.toString());
        }
    }

    private void measure() throws IOException {
        freeBytes = Files.getFileStore(home).getUsableSpace();
        boolean wasFull = isFull;
        isFull = !isEnough(freeBytes);
        if (isFull && !wasFull) {
            LOG.error("磁盘空间不足，暂停写入／only {} MB free below {}: writes are refused, reads go on", freeBytes >> 20, home);
        } else if (wasFull && !isFull) {
            LOG.warn("磁盘空间恢复，继续写入／{} MB free again below {}: writes are taken", freeBytes >> 20, home);
        }
    }

    private boolean isEnough(long free) throws IOException {
        FileStore store = Files.getFileStore(home);
        return free >= limits.leastBytes() && free >= store.getTotalSpace() / 100.0 * limits.leastPercent();
    }

    private void release() throws IOException {
        if (Files.deleteIfExists(ballast)) {
            LOG.error("the ballast of {} MB below {} is let go", limits.ballastBytes() >> 20, home);
        }
    }

    /** Written out, because an empty file of that length would take no room. Half of one, after a kill, is one too. */
    private void load() throws IOException {
        if (limits.ballastBytes() == 0) {
            return;
        }
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long written = 0; written < limits.ballastBytes(); ) {
                written +=
                        file.write(ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, limits.ballastBytes() - written)));
            }
            file.force(true);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
