package cn.zhenmai.fault;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The negative control: the same server on the same data, without fsync. The product never starts one like it. */
record UnsafePostgres(Process process, int port, Path home) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** On a home whose embedded server has run before. */
    static UnsafePostgres start(Path home) throws IOException, InterruptedException {
        Path data = home.resolve("postgres/data");
        String owner = Files.getOwner(data).getName();
        int port = freePort();
        List<String> command = new ArrayList<>();
        if (!owner.equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--init-groups"));
        }
        command.addAll(List.of(
                "setsid",
                program(home).toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
                "--fsync=off"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        UnsafePostgres server = new UnsafePostgres(process, port, home);
        server.awaitAnswer();
        return server;
    }

    Map<String, String> environment() {
        return Map.of(
                "ZHENMAI_JDBC_URL", url(),
                "ZHENMAI_JDBC_USER", "zhenmai",
                "ZHENMAI_JDBC_PASSWORD_FILE", home.resolve("postgres/password").toString());
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        String password = Files.readString(home.resolve("postgres/password")).strip();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url(), "zhenmai", password).close();
                return;
            } catch (SQLException notYet) {
                boolean hasEnded = process.waitFor(50, TimeUnit.MILLISECONDS);
                if (hasEnded || System.nanoTime() > deadline) {
                    throw new IOException(notYet);
                }
            }
        }
    }

    private static Path program(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("binaries"), 3)) {
            return all.filter(path -> path.endsWith("bin/postgres")).findFirst().orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
