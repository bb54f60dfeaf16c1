package cn.zhenmai;

import cn.zhenmai.store.Folders;
import cn.zhenmai.store.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * What the build lets Java watch (-XX:ArchiveClassesAtExit) to know which classes a start needs: two starts of the service on a home that
 * is thrown away, the second one as most are, on a store that is there.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("zhenmai-rehearsal-");
        // The embedded server's user passes through, as below any home.
        Path passable = Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            start(passable);
            start(passable);
        } catch (StartException impossible) {
            System.err.println("no whole archive of classes, starts will take longer: " + impossible.getMessage());
        } finally {
            Folders.delete(home);
        }
        System.exit(0);
    }

    private static void start(Path home) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("ZHENMAI_HOME", home.toString(), "ZHENMAI_PORT", "0");
        Main.commandLine(environment).parseArgs("serve");
        try (App app = App.start(Config.load(environment), App.SYSTEM_CLOCK, App.SYSTEM_CLOCK)
                .await()) {
            URI health = URI.create("http://127.0.0.1:" + app.port() + "/health/ready");
            int status = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new StartException("answered " + status);
            }
        }
    }
}
