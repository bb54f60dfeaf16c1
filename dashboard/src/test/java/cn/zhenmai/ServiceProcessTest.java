package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.fault.ServiceProcess;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service as a process of its own: how it is ended, killed, and told wrong things. */
class ServiceProcessTest {

    private final TestHome home = TestHome.create();

    @AfterEach
    void removeHome() {
        home.close();
    }

    @Test
    void it_survives_a_kill_and_ends_on_sigterm_within_20_seconds() throws Exception {
        try (ServiceProcess killed = zhenmai(Map.of())) {
            assertThat(health(killed.awaitReady())).isEqualTo(200);
        }
        try (ServiceProcess service = zhenmai(Map.of())) {
            assertThat(health(service.awaitReady())).isEqualTo(200);
            service.process().destroy();
            assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(service.process().exitValue()).isEqualTo(143);
        }
    }

    @Test
    void a_wrong_setting_ends_it_with_code_2_and_one_line() throws Exception {
        try (ServiceProcess refused = zhenmai(Map.of("ZHENMAI_PORT", "many"))) {
            assertThat(refused.lines()).singleElement().asString().startsWith("ZHENMAI_PORT");
            assertThat(refused.process().waitFor()).isEqualTo(2);
        }
    }

    private static int health(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private ServiceProcess zhenmai(Map<String, String> more) throws IOException {
        Map<String, String> environment =
                new HashMap<>(Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", "0"));
        environment.putAll(more);
        return ServiceProcess.run(List.of(), environment, "serve");
    }
}
