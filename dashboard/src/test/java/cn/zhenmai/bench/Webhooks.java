package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * From an observation's being due to be sent, by the clock, to the request on a webhook's target that tells of its alert: by way of the
 * journal's commit, the engine's commit and the outbox. Every event is the absence that opens an alert of a student, classes in turn.
 */
final class Webhooks {

    private static final int PER_SECOND = 20;
    /** Absences that a student has before; the next opens the alert of the term's absent periods. */
    private static final int BEFORE = 3;

    private static final int MOST_MICROS = 600_000_000;
    private static final int QUIET_MILLIS = 3_000;

    private Webhooks() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 6);
        Target target = new Target(load.vertx());
        try (Service service = Service.start(
                options, jdbc, server.passwordFile(), school, Map.of("ZHENMAI_WEBHOOKS", target.list()))) {
            int events = PER_SECOND * (options.warmSeconds() + options.latencySeconds());
            int students = Math.min(events, school.students());
            Absences before = new Absences(school, service.key, students, 0);
            load.some(service.port, 16, (long) students * BEFORE, due -> before.next());
            System.out.printf("  engine caught up %.1f s later%n", service.awaitEngine());
            target.awaitQuiet();
            Absences absences = new Absences(school, service.key, students, BEFORE);
            Load.Outcome warm = send(load, service, absences, target, options.warmSeconds());
            target.awaitQuiet();
            target.micros.reset();
            Load.Outcome sent = send(load, service, absences, target, options.latencySeconds());
            target.awaitQuiet();
            table.add(
                    "%d alerts/s, POST to webhook, p50".formatted(PER_SECOND),
                    target.micros.getValueAtPercentile(50) / 1e3,
                    " ms",
                    100,
                    50);
            table.add("the same, p99", target.micros.getValueAtPercentile(99) / 1e3, " ms", 100, 50);
            table.note("%,d events (%,d before, to warm up), %,d told"
                    .formatted(sent.accepted(), warm.accepted(), target.micros.getTotalCount()));
        } finally {
            target.close();
        }
        server.drop(jdbc);
    }

    private static Load.Outcome send(Load load, Service service, Absences absences, Target target, int seconds) {
        return load.open(service.port, 16, seconds, PER_SECOND, Integer.MAX_VALUE, due -> {
            Load.Request next = absences.next();
            target.dueAt.put(absences.className(), due);
            return next;
        });
    }

    /** The other system. A message names the class and no student, so one event of a class is under way at a time. */
    private static final class Target {
        final Histogram micros = new ConcurrentHistogram(1, MOST_MICROS, 3);
        final Map<String, Long> dueAt = new ConcurrentHashMap<>();
        private final AtomicLong heardAt = new AtomicLong(System.nanoTime());
        private final HttpServer http;
        private final Path folder;

        Target(Vertx vertx) {
            http = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        heard(new JsonObject(body));
                        request.response().setStatusCode(204).end();
                    }))
                    .listen(0, "127.0.0.1")
                    .await();
            try {
                folder = Files.createTempDirectory("zhenmai-bench");
                Files.writeString(folder.resolve("secret"), "bench-bench-bench");
                Files.writeString(folder.resolve("webhooks.yaml"), """
                    - name: bench
                      url: http://127.0.0.1:%d/alerts
                      secretFile: secret
                      from: BLUE
                    """.formatted(http.actualPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String list() {
            return folder.resolve("webhooks.yaml").toString();
        }

        private void heard(JsonObject message) {
            long now = System.nanoTime();
            heardAt.set(now);
            Long due = dueAt.remove(message.getString("classes", ""));
            if (due != null) {
                micros.recordValue(Math.max(1, Math.min(MOST_MICROS, (now - due) / 1_000)));
            }
        }

        void awaitQuiet() {
            do {
                Pause.millis(QUIET_MILLIS);
            } while (System.nanoTime() - heardAt.get() < QUIET_MILLIS * 1_000_000L);
        }

        void close() {
            http.close().await();
            try {
                Files.deleteIfExists(folder.resolve("webhooks.yaml"));
                Files.deleteIfExists(folder.resolve("secret"));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same students over and over, a class at a time, from an occasion on. */
    private static final class Absences {
        private final BenchSchool school;
        private final String key;
        private final int students;
        private final int from;
        private int sent;
        private int classNumber;

        Absences(BenchSchool school, String key, int students, int from) {
            this.school = school;
            this.key = key;
            this.students = students;
            this.from = from;
        }

        String className() {
            return school.classOf(classNumber * school.classSize()) + "班";
        }

        Load.Request next() {
            int number = sent % students;
            int occasion = from + sent / students;
            sent++;
            classNumber = number % school.classes();
            String student = school.student(classNumber * school.classSize() + number / school.classes());
            return new Load.Request(Feed.request(key, "application/json", """
                {"type":"attendance","student":"%s","session":"%s","status":"ABSENT","recordedAt":"%sT21:00:00+08:00"}\
                """.formatted(
                            student,
                            school.session(classNumber, occasion),
                            school.session(classNumber, occasion).plannedOn())));
        }
    }
}
