package cn.zhenmai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A home's data folder and the password of its owner; made by initdb at the first start. */
record PostgresCluster(PostgresBinaries binaries, ServerUser user, Path data, String password) {

    static final String OWNER = "zhenmai";

    static PostgresCluster prepare(Path home, PostgresBinaries binaries) throws IOException, InterruptedException {
        Path folder = home.resolve("postgres");
        ServerUser user = ServerUser.forData(folder);
        user.requireReach(home);
        Folders.create(folder, "rwx------");
        user.own(folder);
        Path data = folder.resolve("data");
        Path password = folder.resolve("password");
        if (!Files.exists(data)) {
            initialize(binaries, user, folder, data, password);
        }
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(binaries.majorVersion())) {
            throw new StartException("数据目录属于 PostgreSQL " + version + "／the data folder " + data
                    + " belongs to PostgreSQL " + version + ", this program brings " + binaries.majorVersion());
        }
        return new PostgresCluster(
                binaries, user, data, Files.readString(password).strip());
    }

    /** Into a folder of passing name, so that an interrupted initdb leaves nothing that looks complete. */
    private static void initialize(PostgresBinaries binaries, ServerUser user, Path folder, Path data, Path password)
            throws IOException, InterruptedException {
        removeUnfinished(folder);
        Files.deleteIfExists(password);
        Folders.writeSecret(password, randomPassword());
        user.own(password);
        Path fresh = Files.createTempDirectory(folder, "initdb-");
        user.own(fresh);
        // Checksums; passwords only, also for the owner; one locale whatever the host has.
        Command.Result result = Command.run(user.command(List.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + OWNER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8")));
        if (!result.succeeded()) {
            throw new StartException("数据库无法初始化／initdb failed: " + result.lastLine());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }

    private static void removeUnfinished(Path folder) throws IOException {
        List<Path> unfinished;
        try (Stream<Path> all = Files.list(folder)) {
            unfinished = all.filter(p -> p.getFileName().toString().startsWith("initdb-"))
                    .toList();
        }
        for (Path each : unfinished) {
            Folders.delete(each);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A server on this data folder that outlived its JVM. postmaster.pid may be stale, so the process must be one of postgres. */
    Optional<ProcessHandle> orphan() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(p -> p.info().command().orElse("").endsWith("/postgres"));
    }

    /** Fast, clean shutdown of whatever server runs on this data folder. */
    Command.Result stop(int seconds) throws IOException, InterruptedException {
        return Command.run(user.command(List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--timeout=" + seconds,
                "--silent")));
    }
}
