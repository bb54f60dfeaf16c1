package cn.zhenmai.http;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Grant;
import cn.zhenmai.access.Permissions;
import cn.zhenmai.access.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** "GET /api/v1/alerts/{id}" of every route that the router really has. */
    static Set<String> routes() {
        Set<String> all = new TreeSet<>();
        for (Route route : world.router.getRoutes()) {
            if (route.getPath() != null) {
                for (HttpMethod method : route.methods()) {
                    all.add(method.name() + " " + pattern(route));
                }
            }
        }
        all.removeIf(route -> route.startsWith("HEAD "));
        return all;
    }

    private static String pattern(Route route) {
        String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
        boolean exact = route.isExactPath() || path.contains("{");
        return exact ? path : path + (path.endsWith("/") ? "**" : "/**");
    }

    @Test
    void every_route_is_in_the_table_and_every_line_has_its_route() {
        Set<String> lines = Permissions.TABLE.stream()
                .filter(line -> line.kind() != Grant.Kind.TOPIC)
                .map(line -> line.method() + " " + line.path())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> mountedElsewhere =
                Set.of("POST /api/v1/observations", "GET /health/live", "GET /health/ready", "GET /metrics");
        lines.removeAll(mountedElsewhere);
        assertThat(routes()).isEqualTo(lines);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SOURCE", mode = EnumSource.Mode.EXCLUDE)
    void every_route_answers_every_role_as_the_table_says(Role role) {
        String cookie = role == Role.WALL ? wallCookie() : world.cookie("only-" + role, "T2", role);
        for (Grant line : Permissions.TABLE) {
            if (line.kind() == Grant.Kind.TOPIC || line.path().equals("/api/v1/sign-out") || line.anyone()) {
                continue;
            }
            int status = ask(line, cookie).statusCode();
            boolean intakes = line.roles().equals(Set.of(Role.SOURCE));
            if (line.allows(Set.of(role)) || intakes || line.loopback()) {
                assertThat(status).as("%s %s", line.method(), line.path()).isNotIn(401, 403, 303);
            } else {
                assertThat(status)
                        .as("%s %s", line.method(), line.path())
                        .isEqualTo(line.kind() == Grant.Kind.PAGE ? 303 : 403);
            }
        }
    }

    @Test
    void without_signing_in_only_the_open_lines_answer() {
        for (Grant line : Permissions.TABLE) {
            if (line.kind() == Grant.Kind.TOPIC
                    || line.loopback()
                    || line.roles().equals(Set.of(Role.SOURCE))) {
                continue;
            }
            int status = ask(line, null).statusCode();
            if (line.anyone()) {
                assertThat(status).as("%s %s", line.method(), line.path()).isNotIn(401, 403, 303);
            } else {
                assertThat(status)
                        .as("%s %s", line.method(), line.path())
                        .isEqualTo(line.kind() == Grant.Kind.PAGE ? 303 : 401);
            }
        }
    }

    @Test
    void what_is_not_in_the_table_is_not_there_even_for_an_administrator() {
        String admin = world.cookie("admin", null, Role.ADMIN);
        HttpResponse<Buffer> answer = world.get("/api/v1/students/S11", admin);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.getHeader("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.bodyAsString()).doesNotContain("S11").doesNotContain("exception");
        assertThat(world.get("/app/../openapi.yaml", admin).statusCode()).isEqualTo(404);
        assertThat(world.get("/app/%2e%2e/openapi.yaml", admin).statusCode()).isEqualTo(404);
        assertThat(world.get("/vendor/..%2f..%2fopenapi.yaml", admin).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_cookie_is_for_http_alone_and_for_this_site() {
        String password = await(
                world.accounts.create(new cn.zhenmai.access.Identity("cookie-test", "某人", "T2", Set.of(Role.TEACHER))));
        HttpResponse<Buffer> answer = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-in")
                .sendJsonObject(new JsonObject().put("account", "cookie-test").put("password", password)));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.cookies().get(0))
                .contains("HTTPOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        String cookie = answer.cookies().get(0).split(";", 2)[0];
        assertThat(world.get("/api/v1/me", cookie).bodyAsJsonObject().getString("home"))
                .isEqualTo("/teacher");
        assertThat(world.post("/api/v1/sign-out", cookie, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(world.get("/api/v1/me", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void too_many_wrong_passwords_are_told_when_to_come_back() {
        JsonObject wrong = new JsonObject().put("account", "somebody").put("password", "wrong");
        for (int i = 0; i < 5; i++) {
            assertThat(world.post("/api/v1/sign-in", null, wrong).statusCode()).isEqualTo(401);
        }
        HttpResponse<Buffer> answer = world.post("/api/v1/sign-in", null, wrong);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 300);
    }

    @Test
    void a_write_from_another_page_is_refused() {
        String cookie = world.cookie("origin-test", "T2", Role.TEACHER);
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1.evil.example")) {
            HttpResponse<Buffer> answer = await(world.client
                    .post(world.port, "127.0.0.1", "/api/v1/sign-out")
                    .putHeader("Cookie", cookie)
                    .putHeader("Origin", origin)
                    .send());
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
        }
        HttpResponse<Buffer> silent = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-out")
                .putHeader("Cookie", cookie)
                .send());
        assertThat(silent.statusCode()).isEqualTo(403);
        HttpResponse<Buffer> foreignSignIn = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-in")
                .putHeader("Origin", "https://evil.example")
                .sendJsonObject(new JsonObject()));
        assertThat(foreignSignIn.statusCode()).isEqualTo(403);
        assertThat(world.get("/api/v1/me", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_carries_the_security_headers() {
        for (String path : List.of("/sign-in", "/api/v1/me", "/nowhere", "/api/v1/openapi.yaml")) {
            HttpResponse<Buffer> answer = world.get(path, null);
            assertThat(answer.getHeader("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void a_body_that_is_wrong_is_a_problem_with_its_field_and_never_a_failure() {
        HttpResponse<Buffer> unknown = world.post(
                "/api/v1/sign-in",
                null,
                new JsonObject().put("account", "a").put("password", "b").put("admin", true));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.bodyAsJsonObject().getString("field")).isEqualTo("admin");
        HttpResponse<Buffer> missing = world.post("/api/v1/sign-in", null, new JsonObject().put("account", "a"));
        assertThat(missing.bodyAsJsonObject().getString("field")).isEqualTo("password");
        HttpResponse<Buffer> broken = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-in")
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer("{\"account\": ")));
        assertThat(broken.statusCode()).isEqualTo(400);
        HttpResponse<Buffer> large = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-in")
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer("x".repeat(300_000))));
        assertThat(large.statusCode()).isEqualTo(413);
        HttpResponse<Buffer> otherType = await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/sign-in")
                .putHeader("Content-Type", "text/plain")
                .sendBuffer(Buffer.buffer("{}")));
        assertThat(otherType.statusCode()).isEqualTo(415);
    }

    @Test
    void the_description_names_exactly_the_lines_of_the_table() throws Exception {
        var yaml = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper()
                .readTree(world.get("/api/v1/openapi.yaml", null).bodyAsString().getBytes(StandardCharsets.UTF_8));
        Set<String> described = new TreeSet<>();
        yaml.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " "
                                + path.getKey()
                                        .replace("/app/{path}", "/app/**")
                                        .replace("/vendor/{path}", "/vendor/**"))));
        Set<String> lines = Permissions.TABLE.stream()
                .filter(line -> line.kind() != Grant.Kind.TOPIC)
                .map(line -> line.method() + " " + line.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(lines);
    }

    private static String wallCookie() {
        String token = await(world.accounts.createWallDevice("hall"));
        HttpResponse<Buffer> answer = world.post("/api/v1/wall/sign-in", null, new JsonObject().put("token", token));
        assertThat(answer.statusCode()).isEqualTo(204);
        return answer.cookies().get(0).split(";", 2)[0];
    }

    private static HttpResponse<Buffer> ask(Grant line, String cookie) {
        String path = line.path().replaceAll("\\{\\w+\\}", "X1").replace("**", "x.js");
        return line.method().equals("GET") ? world.get(path, cookie) : world.post(path, cookie, new JsonObject());
    }
}
