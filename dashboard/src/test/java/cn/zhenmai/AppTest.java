package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.store.StartException;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service in this JVM, on an embedded server of its own. */
class AppTest {

    private static final InstantSource MONDAY = InstantSource.fixed(Instant.parse("2026-10-12T00:00:00Z"));
    private static TestHome home;

    @BeforeAll
    static void createHome() {
        home = TestHome.create();
    }

    @AfterAll
    static void removeHome() {
        home.close();
    }

    @Test
    void it_starts_with_an_empty_home_answers_and_keeps_what_it_was_told() throws Exception {
        String password;
        try (App app = start(Map.of())) {
            assertThat(get(app, "/health/live")).isEqualTo(200);
            assertThat(get(app, "/health/ready")).isEqualTo(200);
            assertThat(get(app, "/metrics")).isEqualTo(200);
            assertThat(get(app, "/sign-in")).isEqualTo(200);
            assertThat(get(app, "/api/v1/me")).isEqualTo(401);
            password = app.accounts()
                    .create(new Identity("office", "质量办", null, Set.of(Role.QUALITY_OFFICE)))
                    .await(20, TimeUnit.SECONDS);
            assertThat(signIn(app, password)).isEqualTo(204);
        }
        try (App again = start(Map.of())) {
            assertThat(signIn(again, password)).isEqualTo(204);
        }
    }

    @Test
    void a_failed_start_closes_what_it_had_opened() {
        try (App app = start(Map.of())) {
            Map<String, String> samePort = Map.of("ZHENMAI_PORT", Integer.toString(app.port()));
            assertThatThrownBy(() -> start(samePort).close())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("pid");
        }
        // Address 192.0.2.1 is nobody's: the start fails last of all, and the home is free again.
        assertThatThrownBy(() -> start(Map.of("ZHENMAI_BIND", "192.0.2.1")).close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("192.0.2.1");
        start(Map.of()).close();
    }

    @Test
    void every_bounded_queue_has_a_gauge() throws Exception {
        try (App app = start(Map.of())) {
            assertThat(body(app, "/metrics"))
                    .contains("zhenmai_database_waiting", "zhenmai_journal_waiting", "hikaricp_connections_pending");
        }
    }

    private static App start(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", "0"));
        environment.putAll(more);
        try {
            return App.start(Config.load(environment), MONDAY, App.SYSTEM_CLOCK).await(120, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static int signIn(App app, String password) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(app, "/api/v1/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"account\":\"office\",\"password\":\"" + password + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static int get(App app, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(app, path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String body(App app, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(app, path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI uri(App app, String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }
}
