package cn.zhenmai.intake;

import cn.zhenmai.school.Session;
import cn.zhenmai.store.JournalBench;
import cn.zhenmai.store.JournalFixture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one flooding source costs the others. {@code mvn test -pl collector -Pbench -Dbench=cn.zhenmai.intake.FairnessBench}: four quiet
 * sources each send 20 rows every 100 ms; in every second round a fifth offers ten times what it may (50,000 rows a second in requests
 * of 500), whatever it is answered. The rounds alternate; printed are the quiet sources' answers and times over all rounds of a kind.
 */
final class FairnessBench {

    private static final int STUDENTS = 37;
    private static final int QUIET = 4;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final long ROUND_MILLIS = Long.getLong("bench.millis", 10_000);
    private static final long PATIENCE_SECONDS = 8;
    private static final long QUIET_EVERY_MILLIS = 100;
    private static final long FLOOD_EVERY_MILLIS = 10;

    private final Vertx vertx = Vertx.vertx();
    /** The flood has connections of its own: behind its requests the quiet ones would wait in the client already. */
    private final HttpClient client = client();

    private final HttpClient floodClient = client();
    private final AtomicLong next = new AtomicLong();
    private final List<Session> lessons;
    private final int port;

    private FairnessBench(List<Session> lessons, int port) {
        this.lessons = lessons;
        this.port = port;
    }

    private HttpClient client() {
        return vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(64));
    }

    /** Answers by status, and the times of the good ones in µs. */
    private static final class Told {
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final List<Long> micros = new ArrayList<>();

        synchronized void add(int status, long tookMicros) {
            statuses.merge(status, 1, Integer::sum);
            if (status == 200) {
                micros.add(tookMicros);
            }
        }

        synchronized double millis(double quantile) {
            Collections.sort(micros);
            return micros.isEmpty() ? Double.NaN : micros.get((int) (quantile * (micros.size() - 1))) / 1_000.0;
        }

        synchronized int good() {
            return micros.size();
        }
    }

    public static void main(String[] args) throws Exception {
        try (JournalFixture it = new JournalFixture()) {
            it.school(JournalBench.school().registry());
            it.now.set(Instant.parse("2027-01-01T00:00:00Z"));
            SourceStore sources = new SourceStore(it.database, InstantSource.system());
            Router router = Router.router(it.vertx);
            new ObservationRoutes(
                            it.journal,
                            it.database,
                            sources,
                            new BallotStore(it.database),
                            it.clock,
                            InstantSource.system())
                    .mount(router);
            HttpServer server = it.vertx
                    .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i <= QUIET; i++) {
                keys.add(sources.create("s" + i, "来源" + i, 10, false, null).await());
            }
            new FairnessBench(it.journal.school().sessions(), server.actualPort()).run(keys);
            server.close().await();
        }
        System.exit(0);
    }

    private void run(List<String> keys) throws InterruptedException {
        Told warm = new Told();
        round(keys, warm, warm);
        Told alone = new Told();
        Told beside = new Told();
        Told flood = new Told();
        for (int i = 0; i < ROUNDS; i++) {
            round(keys.subList(0, QUIET), alone, null);
            round(keys, beside, flood);
        }
        print("quiet alone", alone);
        print("quiet beside a flood", beside);
        print("the flood itself", flood);
        System.out.printf(
                "beside a flood: %.1f %% of the answers, %.2f × the p50%n",
                100.0 * beside.good() / alone.good(), beside.millis(0.5) / alone.millis(0.5));
    }

    private static void print(String name, Told told) {
        System.out.printf(
                "%-22s answers %s, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
                name, told.statuses, told.millis(0.5), told.millis(0.9), told.millis(0.99));
    }

    /** Open loop: sent when it is due, whatever became of the one before. */
    private void round(List<String> keys, Told quiet, Told flood) throws InterruptedException {
        List<Future<?>> sent = Collections.synchronizedList(new ArrayList<>());
        long started = System.nanoTime();
        for (long at = 0; at < ROUND_MILLIS; at += FLOOD_EVERY_MILLIS) {
            long early = started + TimeUnit.MILLISECONDS.toNanos(at) - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            for (int i = 0; i < QUIET && at % QUIET_EVERY_MILLIS == 0; i++) {
                sent.add(post(client, keys.get(i), body(20), quiet));
            }
            if (flood != null) {
                sent.add(post(floodClient, keys.get(QUIET), body(500), flood));
            }
        }
        try {
            Future.join(sent).otherwiseEmpty().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            // The client now and then tells nothing of a request that was answered before its body was sent.
            System.out.printf(
                    "%d of %d requests were never told of%n",
                    sent.stream().filter(one -> !one.isComplete()).count(), sent.size());
        }
    }

    /** Rows of the next students and lessons, so that hardly any is said twice. */
    private Buffer body(int rows) {
        StringBuilder text = new StringBuilder(rows * 130);
        for (int i = 0; i < rows; i++) {
            long n = next.getAndIncrement();
            Session lesson = lessons.get((int) (n / STUDENTS % lessons.size()));
            String classId = lesson.classes().iterator().next();
            text.append("{\"type\":\"attendance\",\"student\":\"2025")
                    .append(twoDigits(Integer.parseInt(classId.substring(1))))
                    .append(twoDigits((int) (n % STUDENTS)))
                    .append('"')
                    .append(",\"session\":\"")
                    .append(lesson.id())
                    .append("\",\"status\":\"PRESENT\",\"recordedAt\":\"")
                    .append(lesson.startsAt().plusSeconds(n / lessons.size() / STUDENTS))
                    .append("\"}\n");
        }
        return Buffer.buffer(text.toString());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private Future<Void> post(HttpClient by, String key, Buffer body, Told told) {
        long started = System.nanoTime();
        return by.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setPort(port)
                        .setURI("/api/v1/observations")
                        .putHeader("Authorization", "Bearer " + key)
                        .putHeader("Content-Type", "application/x-ndjson"))
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().map(answer.statusCode()))
                .onSuccess(status -> told.add(status, (System.nanoTime() - started) / 1_000))
                .mapEmpty();
    }
}
