package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.JournalFixture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BackPressureTest {

    private static final String ROW = "{\"type\":\"attendance\",\"student\":\"S11\",\"session\":\"M1.20260914.1\","
            + "\"status\":\"%s\",\"recordedAt\":\"2026-09-14T08:12:00+08:00\"}";

    private static int status(Runnable refused) {
        try {
            refused.run();
        } catch (RuntimeException wrapped) {
            return ((RefusedBodyException) wrapped.getCause()).refusal().status();
        }
        return 200;
    }

    private static void grow(Admission.Share share, long bytes) {
        try {
            share.grow(bytes);
        } catch (RefusedBodyException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void one_source_may_hold_a_quarter_and_all_together_the_whole() {
        Admission admission = new Admission();
        long quarter = Admission.MOST_BYTES_OF_SOURCE;
        Admission.Share first = admission.open("a");
        grow(first, quarter);
        assertThat(status(() -> grow(admission.open("a"), 1))).isEqualTo(429);
        for (String source : List.of("b", "c", "d")) {
            grow(admission.open(source), quarter);
        }
        assertThat(status(() -> grow(admission.open("e"), 1))).isEqualTo(503);
        first.giveBack();
        first.giveBack();
        grow(admission.open("e"), quarter);
        assertThat(admission.heldBytes()).isEqualTo(Admission.MOST_BYTES);
    }

    /** Every database worker waits for somebody's query, and as many more as may wait: facts are taken all the same. */
    @Test
    void queries_that_fill_every_worker_hold_no_fact_up_and_are_told_to_come_back() throws Exception {
        try (JournalFixture it = new JournalFixture();
                Connection lock = it.database.connect();
                Statement statement = lock.createStatement()) {
            it.school(JournalFixture.school().registry());
            SourceStore sources = new SourceStore(it.database, it.clock);
            String key = sources.create("reader", "读卡器", 10, false, null).await();
            Router router = Router.router(it.vertx);
            new ObservationRoutes(it.journal, it.database, sources, new BallotStore(it.database), it.clock, it.clock)
                    .mount(router);
            HttpServer server = it.vertx
                    .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await();
            String url = "http://127.0.0.1:" + server.actualPort();
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(url + "/api/v1/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json");
            HttpRequest first = post.POST(HttpRequest.BodyPublishers.ofString(ROW.formatted("PRESENT")))
                    .build();
            assertThat(client.send(first, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            statement.execute("SELECT pg_advisory_lock(4711)");
            CountDownLatch running = new CountDownLatch(JournalFixture.WORKERS);
            Supplier<Future<Boolean>> query = () -> it.database.transact(c -> {
                running.countDown();
                try (Statement wait = c.createStatement()) {
                    return wait.execute("SELECT pg_advisory_xact_lock(4711)");
                }
            });
            List<Future<Boolean>> queries = new ArrayList<>();
            for (int worker = 0; worker < JournalFixture.WORKERS; worker++) {
                queries.add(query.get());
            }
            // A worker that took its query only now would make room for one more.
            running.await();
            Future<Boolean> last = Future.succeededFuture();
            while (!(last.failed() && last.cause() instanceof Database.BusyException)) {
                last = query.get();
                queries.add(last);
            }
            assertThat(client.send(first, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as("the same row again: a duplicate, after its commit")
                    .isEqualTo(200);
            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/quarantine"))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            statement.execute("SELECT pg_advisory_unlock(4711)");
            for (Future<Boolean> one : queries.subList(0, queries.size() - 1)) {
                assertThat(one.await()).isTrue();
            }
            assertThatThrownBy(last::await).isInstanceOf(Database.BusyException.class);
            server.close().await();
        }
    }
}
