package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as the README starts it: from the start of {@code serve} to its first answer that it takes facts; the engine's catching up is shown apart. */
final class Ready {

    private static final Pattern READY = Pattern.compile("ready on (http://\\S+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Ready() {}

    /** {@code seconds} to ready, {@code engineSeconds} further ones until the engine had applied everything. */
    private record Started(double seconds, double engineSeconds) {}

    /** On a server that is up, with the term that is in the database. */
    static void withTerm(Options options, Server server, JdbcSettings jdbc, Table table) {
        Started started = start(options, Service.on(jdbc, server.passwordFile()));
        table.add("ready, database up, that term in it", started.seconds(), " s", 3, 1.5);
        table.note("the engine was there %.1f s later".formatted(started.engineSeconds()));
    }

    /** The embedded server: a first start on an empty home, and the next one on what that left behind and the load of a term. */
    static void embedded(Options options, Load load, Table table) {
        try (TestHome home = TestHome.create()) {
            Map<String, String> environment =
                    Map.of("ZHENMAI_HOME", home.path().resolve("zhenmai").toString());
            Started first = start(options, environment);
            table.add("ready, embedded, first start", first.seconds(), " s", 20, 8);
            BenchSchool school = BenchSchool.of(options.students(), 6);
            try (Service service = Service.embedded(options, home.path().resolve("zhenmai"), school)) {
                Feed feed = new Feed(school, service.key);
                load.some(service.port, options.batchConnections(), options.heapFacts() / 500, due -> feed.batch(500));
                double caughtUp = service.awaitEngine();
                System.out.printf("  %,d facts stored, engine caught up %.1f s later%n", feed.given(), caughtUp);
            }
            Started next = start(options, environment);
            table.add("ready, embedded, next start, that term in it", next.seconds(), " s", 8, 4);
            table.note("the engine was there %.1f s later".formatted(next.engineSeconds()));
        }
    }

    private static Started start(Options options, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ZHENMAI_PORT", "0");
        List<String> command = new ArrayList<>(options.serviceFlags());
        command.addAll(List.of("-XX:SharedArchiveFile=target/zhenmai.jsa", "-jar", "target/zhenmai.jar", "serve"));
        long started = System.nanoTime();
        try (Child child = Child.java(command, all)) {
            Matcher ready = child.await(READY);
            URI health = URI.create(ready.group(1) + "/health/ready");
            if (HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    != 200) {
                throw new IllegalStateException("not ready");
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            while (!HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                    .body()
                    .contains("\"running\"")) {
                Pause.millis(100);
            }
            return new Started(seconds, (System.nanoTime() - started) / 1e9 - seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
