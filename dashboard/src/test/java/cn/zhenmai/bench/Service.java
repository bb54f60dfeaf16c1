package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a process of its own, on a database of the bench's server. */
final class Service implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("^BENCH (\\d+) (\\S+) (\\S+)");
    private static final long LOOK_MILLIS = 100;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Child child;
    final int port;
    final String key;
    private final String password;

    private Service(Child child, int port, String key, String password) {
        this.child = child;
        this.port = port;
        this.key = key;
        this.password = password;
    }

    static Service start(Options options, JdbcSettings jdbc, Path passwordFile, BenchSchool school) {
        return start(options, jdbc, passwordFile, school, Map.of());
    }

    static Service start(
            Options options, JdbcSettings jdbc, Path passwordFile, BenchSchool school, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(on(jdbc, passwordFile));
        settings.putAll(more);
        return start(options, settings, school);
    }

    /** With a server of its own in the home. */
    static Service embedded(Options options, Path home, BenchSchool school) {
        return start(options, Map.of("ZHENMAI_HOME", home.toString()), school);
    }

    /** The settings of a service on that database. */
    static Map<String, String> on(JdbcSettings jdbc, Path passwordFile) {
        return Map.of(
                "ZHENMAI_JDBC_URL",
                jdbc.url(),
                "ZHENMAI_JDBC_USER",
                jdbc.user(),
                "ZHENMAI_JDBC_PASSWORD_FILE",
                passwordFile.toString());
    }

    private static Service start(Options options, Map<String, String> settings, BenchSchool school) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("ZHENMAI_PORT", "0");
        if (!options.rules().isEmpty()) {
            environment.put("ZHENMAI_RULES", options.rules());
        }
        Child child = Child.java(
                options.serviceFlags(),
                ServiceMain.class,
                environment,
                Integer.toString(school.students()),
                Integer.toString(school.perDay()));
        Matcher ready = child.await(READY);
        return new Service(child, Integer.parseInt(ready.group(1)), ready.group(2), ready.group(3));
    }

    Child process() {
        return child;
    }

    double cpuSeconds() {
        return Cpu.seconds(child.handle());
    }

    JsonObject health() {
        return new JsonObject(get("/health/ready").body());
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The session cookie of the leader. */
    String signIn() {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sign-in"))
                        .header("Origin", "http://127.0.0.1:" + port)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                                .put("account", "leader")
                                .put("password", password)
                                .encode()))
                        .build());
        return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    /** Waits until the engine has applied what is in the journal; how long that took. */
    double awaitEngine() {
        long started = System.nanoTime();
        JsonObject state = health();
        while (state.getLong("engineSequence") < state.getLong("sequence")) {
            if (state.getString("engine").equals("stopped")) {
                throw new IllegalStateException("the engine has stopped");
            }
            Pause.millis(LOOK_MILLIS);
            state = health();
        }
        return (System.nanoTime() - started) / 1e9;
    }

    @Override
    public void close() {
        child.close();
    }
}
