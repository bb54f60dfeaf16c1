package cn.zhenmai.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path into a folder that the server's user can read. */
record PostgresBinaries(Path folder) {

    /** Unpacks into {@code parent}, named by the archive's hash, unless it is there already. */
    static PostgresBinaries unpack(Path parent) throws IOException {
        String resource = resource();
        Path folder = parent.resolve("postgres-" + sha256(resource).substring(0, 12));
        if (!Files.isDirectory(folder)) {
            Folders.create(parent, "rwxr-xr-x");
            Path fresh = Files.createTempDirectory(parent, "unpacking-");
            try {
                unpack(resource, fresh);
                Folders.permit(fresh, "rwxr-xr-x");
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
                Folders.sync(parent);
            } finally {
                Folders.delete(fresh);
            }
        }
        return new PostgresBinaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** "18": a data folder belongs to one major version. */
    String majorVersion() throws IOException, InterruptedException {
        // postgres (PostgreSQL) 18.6
        String version =
                Command.run(List.of(program("postgres"), "--version")).output().strip();
        return version.replaceAll("^.* (\\d+)\\D?.*$", "$1");
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(open(resource))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Folders.create(path, "rwxr-xr-x");
                } else if (entry.isSymbolicLink()) {
                    Folders.create(path.getParent(), "rwxr-xr-x");
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Folders.create(path.getParent(), "rwxr-xr-x");
                    write(tar, path, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void write(InputStream content, Path path, boolean executable) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            content.transferTo(out);
        }
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
        Folders.sync(path);
    }

    private static String sha256(String resource) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(open(resource), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new StartException("本平台没有内置 PostgreSQL，请设置 ZHENMAI_JDBC_URL／no PostgreSQL for this platform ("
                    + resource + "): set ZHENMAI_JDBC_URL");
        }
        return in;
    }

    private static String resource() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "/postgres-" + os + "-" + arch + ".txz";
    }
}
