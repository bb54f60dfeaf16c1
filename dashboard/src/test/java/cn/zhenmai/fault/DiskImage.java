package cn.zhenmai.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file system of its own in a file, mounted: it can be filled, and its image copied as a power cut would leave it. */
record DiskImage(Path image, Path folder) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskImage.class);

    /** Empty where this machine does not let us mount. */
    static Optional<DiskImage> create(int megabytes) throws IOException, InterruptedException {
        Path image = Files.createTempFile("zhenmai-disk-", ".img");
        boolean isMade = run("truncate", "-s", megabytes + "M", image.toString())
                && run("mkfs.ext4", "-q", "-m", "0", image.toString());
        return isMade ? mount(image) : refused(image);
    }

    /** The image as it stands now, as a disk of its own: what was not synced may be missing. */
    Optional<DiskImage> copyAsCut() throws IOException, InterruptedException {
        Path copy = Files.createTempFile("zhenmai-cut-", ".img");
        return run("cp", "--sparse=always", image.toString(), copy.toString()) ? mount(copy) : refused(copy);
    }

    private static Optional<DiskImage> mount(Path image) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("zhenmai-mount-");
        if (run("mount", "-o", "loop", image.toString(), folder.toString())) {
            run("chmod", "711", folder.toString());
            return Optional.of(new DiskImage(image, folder));
        }
        Files.delete(folder);
        return refused(image);
    }

    private static Optional<DiskImage> refused(Path image) throws IOException {
        Files.delete(image);
        return Optional.empty();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            int code = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                LOG.warn("{} ended with {}", String.join(" ", command), code);
            }
            return code == 0;
        } catch (IOException missing) {
            LOG.warn("{}", missing.getMessage());
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (run("umount", folder.toString())) {
            Files.delete(folder);
            Files.delete(image);
        }
    }
}
