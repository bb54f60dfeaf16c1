package cn.zhenmai.store;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real TimescaleDB, in memory, from the npm registry ({@code src/test/timescaledb}). It has one connection, and COPY only from files of its own. Where there is
 * no Node the test that asks for it is skipped and says so; in CI it fails instead.
 */
record TimescaleServer(Process process, JdbcSettings jdbc) implements AutoCloseable {

    private static final Path FOLDER = Path.of("src/test/timescaledb");
    private static final Path INSTALLED = Path.of("target/timescaledb");
    private static final int INSTALL_SECONDS = 180;

    /** With the extension in its database, or without it as a plain server. */
    static TimescaleServer start(boolean isCreated) throws IOException, InterruptedException {
        requireNode();
        install();
        Process process = new ProcessBuilder("node", "serve.mjs", isCreated ? "created" : "plain")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        StringBuilder all = new StringBuilder();
        // What the server logs may stand on the same line.
        while (line != null && !line.contains("listening on ")) {
            all.append(line).append('\n');
            line = said.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("TimescaleDB does not start: " + all);
        }
        drain(said);
        String port = line.replaceFirst(".*listening on (\\d+).*", "$1");
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&prepareThreshold=0";
        return new TimescaleServer(process, new JdbcSettings(url, "postgres", "postgres"));
    }

    private static void requireNode() {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("npm", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            isThere = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(
                    "node and npm are not there, and in CI the contract has to run on TimescaleDB");
        }
        assumeThat(isThere)
                .as("skipped: node and npm are not there, so there is no TimescaleDB to test on")
                .isTrue();
    }

    /** What the lock file names, once per build folder. */
    private static void install() throws IOException, InterruptedException {
        synchronized (TimescaleServer.class) {
            Files.createDirectories(INSTALLED);
            for (String file : List.of("package.json", "package-lock.json", ".npmrc", "serve.mjs")) {
                Files.write(INSTALLED.resolve(file), Files.readAllBytes(FOLDER.resolve(file)));
            }
            if (Files.isDirectory(INSTALLED.resolve("node_modules/@electric-sql/pglite-socket/dist"))) {
                return;
            }
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(INSTALLED.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IllegalStateException("npm ci: " + Files.readString(INSTALLED.resolve("npm.log")));
            }
        }
    }

    private static void drain(BufferedReader said) {
        Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "timescaledb-log");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
