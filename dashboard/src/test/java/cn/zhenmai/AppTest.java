package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.StartException;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.io.TempDir;

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
    void it_works_under_a_role_that_makes_no_tables() throws Exception {
        try (App app = start(Map.of())) {
            assertThat(user(app)).isEqualTo("zhenmai_service");
            assertThatThrownBy(() -> execute(app, "CREATE TABLE own (x int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void an_external_server_may_have_one_user_for_the_tables_and_another_for_the_rows(@TempDir Path folder)
            throws Exception {
        JdbcSettings owner = TestDatabase.empty();
        as(owner, "CREATE ROLE rows_only LOGIN PASSWORD 'rows'");
        Map<String, String> split = Map.of(
                "ZHENMAI_JDBC_URL",
                owner.url(),
                "ZHENMAI_JDBC_USER",
                "rows_only",
                "ZHENMAI_JDBC_PASSWORD_FILE",
                Files.writeString(folder.resolve("rows"), "rows").toString(),
                "ZHENMAI_JDBC_OWNER",
                owner.user(),
                "ZHENMAI_JDBC_OWNER_PASSWORD_FILE",
                Files.writeString(folder.resolve("owner"), owner.password()).toString());
        try (App app = start(split)) {
            assertThat(user(app)).isEqualTo("rows_only");
            assertThatThrownBy(() -> execute(app, "DROP TABLE attendance")).hasMessageContaining("must be owner");
        }
        start(split).close();
    }

    @Test
    void or_one_ordinary_user_for_both(@TempDir Path folder) throws Exception {
        JdbcSettings admin = TestDatabase.empty();
        String database = admin.url().replaceFirst(".*/", "");
        as(admin, "CREATE ROLE one_user LOGIN PASSWORD 'both'");
        as(admin, "ALTER DATABASE " + database + " OWNER TO one_user");
        try (App app = start(Map.of(
                "ZHENMAI_JDBC_URL",
                admin.url(),
                "ZHENMAI_JDBC_USER",
                "one_user",
                "ZHENMAI_JDBC_PASSWORD_FILE",
                Files.writeString(folder.resolve("both"), "both").toString()))) {
            assertThat(user(app)).isEqualTo("one_user");
            assertThat(get(app, "/health/ready")).isEqualTo(200);
        }
    }

    private static String user(App app) throws SQLException {
        return app.database().inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_user")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private static void execute(App app, String sql) throws SQLException {
        app.database().<Void>inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return null;
            }
        });
    }

    private static void as(JdbcSettings user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(user.url(), user.user(), user.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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

    @Test
    void a_sending_is_answered_with_the_headers_of_every_answer_and_both_are_timed() throws Exception {
        try (App app = start(Map.of())) {
            String key = app.sources().create("gate", "门禁", 10, false, null).await(20, TimeUnit.SECONDS);
            HttpRequest sending = HttpRequest.newBuilder(uri(app, "/api/v1/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("[{}]"))
                    .build();
            HttpRequest page = HttpRequest.newBuilder(uri(app, "/sign-in")).build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(sending, BodyHandlers.ofString());
            HttpResponse<String> other = HttpClient.newHttpClient().send(page, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"rejected\":1");
            for (String header :
                    new String[] {"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"}) {
                assertThat(answer.headers().allValues(header))
                        .hasSize(1)
                        .isEqualTo(other.headers().allValues(header));
            }
            assertThat(body(app, "/metrics"))
                    .contains(
                            "zhenmai_intake_requests_seconds_count{code=\"400\"} 1",
                            "zhenmai_http_requests_seconds_count{code=\"200\",method=\"GET\"} 1");
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
