package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.ClientIdWorker;
import cn.zhenmai.store.JournalFixture;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sender calls its row makes it the same row for ten days, whatever time it carries. */
class ClientIdTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private JournalFixture it;
    private HttpServer server;
    private String key;
    private String otherKey;

    @BeforeEach
    void start() {
        it = new JournalFixture();
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
        it.now.set(JournalFixture.MONDAY.plus(Duration.ofHours(1)));
        serve();
        SourceStore sources = new SourceStore(it.database, it.clock);
        key = sources.create("jw", "教务系统", 30, false, null).await();
        otherKey = sources.create("gate", "门禁", 10, false, null).await();
    }

    private void serve() {
        Router router = Router.router(it.vertx);
        new ObservationRoutes(
                        it.journal,
                        it.database,
                        new SourceStore(it.database, it.clock),
                        new BallotStore(it.database),
                        it.clock,
                        it.clock)
                .mount(router);
        server = it.vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        server.close().await();
        it.close();
    }

    private JsonObject send(String sender, String... rows) {
        return sendAs("application/json", sender, rows);
    }

    private JsonObject sendAs(String type, String sender, String... rows) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/observations"))
                .header("Authorization", "Bearer " + sender)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", rows) + "]"))
                .build();
        try {
            JsonObject receipt = new JsonObject(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
            receipt.remove("receipt");
            return receipt;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String row(String id, String student, String status, String time) {
        return """
                {"clientId":"%s","type":"attendance","student":"%s","session":"M1.20261012.1","status":"%s",\
                "recordedAt":"2026-10-12T%s+08:00"}""".formatted(id, student, status, time);
    }

    private static String counts(JsonObject receipt) {
        return "%d stored %d corrected %d duplicate %d rejected %d quarantined"
                .formatted(
                        receipt.getInteger("stored"),
                        receipt.getInteger("corrected"),
                        receipt.getInteger("duplicate"),
                        receipt.getInteger("rejected"),
                        receipt.getInteger("quarantined"));
    }

    private String held() {
        return String.join(
                ";",
                it.query("SELECT student_id, observed_status, recorded_at = '2026-10-12T08:01:00+08:00' FROM"
                        + " attendance WHERE observed_status IS NOT NULL ORDER BY student_id"));
    }

    @Test
    void a_row_sent_again_is_a_duplicate_though_its_time_has_changed_and_though_the_service_was_restarted() {
        assertThat(counts(send(key, row("a1", "S11", "ABSENT", "08:01:00"))))
                .isEqualTo("1 stored 0 corrected 0 duplicate 0 rejected 0 quarantined");
        assertThat(counts(send(key, row("a1", "S11", "ABSENT", "08:02:00"))))
                .isEqualTo("0 stored 0 corrected 1 duplicate 0 rejected 0 quarantined");
        server.close().await();
        it.reopen();
        serve();
        assertThat(counts(send(key, row("a1", "S11", "ABSENT", "08:03:00"))))
                .isEqualTo("0 stored 0 corrected 1 duplicate 0 rejected 0 quarantined");
        assertThat(held()).isEqualTo("S11 ABSENT t");
        assertThat(it.query("SELECT count(*) FROM attendance_history")).containsExactly("0");
    }

    @Test
    void the_same_id_twice_in_one_request_counts_once() {
        assertThat(counts(send(key, row("a1", "S11", "ABSENT", "08:01:00"), row("a1", "S11", "ABSENT", "08:02:00"))))
                .isEqualTo("1 stored 0 corrected 1 duplicate 0 rejected 0 quarantined");
    }

    @Test
    void the_same_id_for_something_else_is_set_aside_and_overwrites_nothing() {
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:01:00")).getInteger("stored"))
                .isEqualTo(1);
        JsonObject other = send(key, row("a1", "S11", "PRESENT", "08:02:00"));
        assertThat(counts(other)).isEqualTo("0 stored 0 corrected 0 duplicate 0 rejected 1 quarantined");
        assertThat(other.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("clientId");
        assertThat(held()).isEqualTo("S11 ABSENT t");
        assertThat(it.query("SELECT is_conflict, field FROM quarantine")).containsExactly("t clientId");
    }

    @Test
    void ids_belong_to_their_source_and_rows_without_one_leave_nothing_behind() {
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:01:00")).getInteger("stored"))
                .isEqualTo(1);
        assertThat(send(otherKey, row("a1", "S12", "ABSENT", "08:01:00")).getInteger("stored"))
                .isEqualTo(1);
        String plain = row("x", "S21", "ABSENT", "08:01:00").replace("\"clientId\":\"x\",", "");
        assertThat(send(key, plain).getInteger("stored")).isEqualTo(1);
        assertThat(it.query("SELECT source_id, client_id FROM client_id ORDER BY 1"))
                .containsExactly("gate a1", "jw a1");
    }

    @Test
    void a_refused_row_does_not_use_its_id_up_but_one_set_aside_does() {
        assertThat(send(key, row("a1", "S11", "ABSENT", "23:59:00")).getInteger("rejected"))
                .isEqualTo(1);
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:01:00")).getInteger("stored"))
                .isEqualTo(1);
        assertThat(send(key, row("a2", "S77", "ABSENT", "08:01:00")).getInteger("quarantined"))
                .isEqualTo(1);
        assertThat(send(key, row("a2", "S77", "ABSENT", "08:02:00")).getInteger("duplicate"))
                .isEqualTo(1);
        assertThat(it.query("SELECT count(*) FROM quarantine")).containsExactly("1");
    }

    @Test
    void after_ten_days_an_id_means_nothing_and_is_swept() {
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:01:00"), row("a2", "S12", "ABSENT", "08:01:00"))
                        .getInteger("stored"))
                .isEqualTo(2);
        it.now.set(it.now.get().plus(Duration.ofDays(10)).minusSeconds(1));
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:02:00")).getInteger("duplicate"))
                .isEqualTo(1);
        it.now.set(it.now.get().plusSeconds(1));
        assertThat(send(key, row("a1", "S11", "ABSENT", "08:03:00")).getInteger("corrected"))
                .as("a further version, as without an id")
                .isEqualTo(1);
        try (ClientIdWorker worker = ClientIdWorker.start(it.vertx, it.database, it.clock)) {
            assertThat(worker.drainOnce().await()).as("a2; a1 was renewed").isEqualTo(1);
            assertThat(worker.drainOnce().await()).isZero();
        }
        assertThat(it.query("SELECT client_id FROM client_id")).containsExactly("a1");
    }

    @Test
    void an_events_source_and_id_are_such_an_id() {
        String event = """
                {"specversion":"1.0","id":"e1","source":"//%s","type":"cn.zhenmai.attendance","time":"2026-10-12T%s+08:00",\
                "data":{"student":"%s","session":"M1.20261012.1","status":"ABSENT"}}""";
        String type = "application/cloudevents-batch+json";
        assertThat(counts(sendAs(type, key, event.formatted("kq", "08:01:00", "S11"))))
                .isEqualTo("1 stored 0 corrected 0 duplicate 0 rejected 0 quarantined");
        assertThat(counts(sendAs(
                        type, key, event.formatted("kq", "08:02:00", "S11"), event.formatted("kb", "08:02:00", "S12"))))
                .isEqualTo("1 stored 0 corrected 1 duplicate 0 rejected 0 quarantined");
    }

    @Test
    void an_id_that_is_none_is_refused_by_its_field() {
        for (String id : new String[] {"  ", "a".repeat(201)}) {
            JsonObject refused = send(key, row(id, "S11", "ABSENT", "08:01:00"));
            assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("field"))
                    .isEqualTo("clientId");
        }
    }
}
