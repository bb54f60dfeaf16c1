package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.TestHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service as a process of its own: how it is ended, killed, and told wrong things. */
class ServiceProcessTest {

    private static final Pattern READY = Pattern.compile("ready on (http://\\S+)");
    private final TestHome home = TestHome.create();

    @AfterEach
    void removeHome() {
        home.close();
    }

    @Test
    void it_survives_a_kill_and_ends_on_sigterm_within_20_seconds() throws Exception {
        Process killed = zhenmai(Map.of(), "serve");
        assertThat(untilReady(killed)).isEqualTo(200);
        killed.destroyForcibly().waitFor();

        Process service = zhenmai(Map.of(), "serve");
        assertThat(untilReady(service)).isEqualTo(200);
        service.destroy();
        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isEqualTo(143);
    }

    @Test
    void a_wrong_setting_ends_it_with_code_2_and_one_line() throws Exception {
        Process refused = zhenmai(Map.of("ZHENMAI_PORT", "many"), "serve");
        assertThat(refused.inputReader(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("ZHENMAI_PORT");
        assertThat(refused.waitFor()).isEqualTo(2);
    }

    private static int untilReady(Process service) throws IOException, InterruptedException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                URI uri = URI.create(ready.group(1) + "/health/ready");
                return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .statusCode();
            }
        }
        throw new AssertionError("ended before it was ready:\n" + said);
    }

    private Process zhenmai(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("ZHENMAI_"));
        builder.environment().put("ZHENMAI_HOME", home.path().toString());
        builder.environment().put("ZHENMAI_PORT", "0");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
