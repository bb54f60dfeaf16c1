package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.JournalFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys, signatures and what a source may send, through real requests. */
class SourceKeysTest {

    private static final String ROW = "{\"type\":\"attendance\",\"student\":\"S11\",\"session\":\"M1.20260914.1\","
            + "\"status\":\"PRESENT\",\"recordedAt\":\"2026-09-14T08:12:00+08:00\"}";
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicReference<Instant> machine = new AtomicReference<>(NOON);
    private static JournalFixture it;
    private static HttpServer server;
    private static SourceStore sources;

    @BeforeAll
    static void start() {
        it = new JournalFixture();
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
        sources = new SourceStore(it.database, machine::get);
        Router router = Router.router(it.vertx);
        SourceMetrics metrics = new SourceMetrics(new SimpleMeterRegistry());
        new ObservationRoutes(
                        it.journal, it.database, sources, new BallotStore(it.database), it.clock, machine::get, metrics)
                .mount(router);
        server = it.vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterAll
    static void stop() {
        server.close().await();
        it.close();
    }

    private static SourceSettings settings(String id, boolean signed, Set<String> classes) {
        return new SourceSettings(id, id, 30, false, null, null, 5_000, null, classes, signed, false).checked();
    }

    private static HttpResponse<String> post(String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/observations"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int bearer(String key) {
        return post("Bearer " + key, ROW).statusCode();
    }

    private static String signed(String source, String key, long timestamp, String nonce, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SourceKey.sha256(key), "HmacSHA256"));
            byte[] signature = mac.doFinal((timestamp + "\n" + nonce + "\n" + body).getBytes(StandardCharsets.UTF_8));
            return "Zhenmai-HMAC-SHA256 source=%s, timestamp=%d, nonce=%s, signature=%s"
                    .formatted(source, timestamp, nonce, HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        return new JsonObject(answer.body()).getString("detail");
    }

    @Test
    void a_key_is_changed_without_a_gap_and_never_are_there_three() {
        String first =
                sources.add(settings("rotating", false, null), null).await().orElseThrow();
        assertThat(sources.add(settings("rotating", false, null), null).await()).isEmpty();
        String second = sources.addKey("rotating", null).await().orElseThrow();
        assertThat(sources.addKey("rotating", null).await()).isEmpty();
        assertThat(List.of(bearer(first), bearer(second))).containsExactly(200, 200);
        assertThat(sources.revokeKey("rotating", 1).await()).isTrue();
        assertThat(sources.revokeKey("rotating", 1).await()).isFalse();
        assertThat(List.of(bearer(first), bearer(second))).containsExactly(401, 200);
        assertThat(sources.addKey("rotating", null).await()).isPresent();
        assertThat(it.query("SELECT count(*) FROM source_key WHERE position(convert_to('" + second
                        + "', 'UTF8') in hash) > 0"))
                .containsExactly("0");
    }

    @Test
    void a_key_ends_with_its_time_and_a_source_with_its_revocation() {
        String key = sources.add(settings("guest", false, null), NOON.plus(Duration.ofDays(30)))
                .await()
                .orElseThrow();
        assertThat(bearer(key)).isEqualTo(200);
        machine.set(NOON.plus(Duration.ofDays(31)));
        assertThat(bearer(key)).isEqualTo(401);
        machine.set(NOON);
        assertThat(bearer(key)).isEqualTo(200);
        SourceSettings of = settings("guest", false, null);
        assertThat(sources.change(new SourceSettings(
                                of.id(), of.name(), 30, false, null, null, 5_000, null, null, false, true))
                        .await())
                .isTrue();
        assertThat(bearer(key)).isEqualTo(401);
    }

    @Test
    void when_a_key_was_last_used_is_kept() {
        String key = sources.add(settings("used", false, null), null).await().orElseThrow();
        assertThat(bearer(key)).isEqualTo(200);
        // Noted behind the request's back, on the same workers: what is asked next may be before it.
        List<String> noted = List.of();
        for (int i = 0; i < 1_000 && noted.isEmpty(); i++) {
            noted = it.query(
                    "SELECT last_used_at = '2026-11-24T12:00:00Z' FROM source_key WHERE source_id = 'used' AND last_used_at IS NOT NULL");
        }
        assertThat(noted).containsExactly("t");
    }

    @Test
    void a_key_that_another_process_ended_is_refused_within_a_minute() {
        String key = sources.add(settings("remote", false, null), null).await().orElseThrow();
        assertThat(bearer(key)).isEqualTo(200);
        assertThat(new SourceStore(it.database, machine::get)
                        .revokeKey("remote", 1)
                        .await())
                .isTrue();
        machine.set(NOON.plus(Duration.ofMinutes(1)));
        assertThat(bearer(key)).isEqualTo(401);
        machine.set(NOON);
    }

    @Test
    void a_signed_request_is_taken_once_within_its_time_and_only_as_it_was_signed() {
        String key = sources.add(settings("signing", true, null), null).await().orElseThrow();
        long now = NOON.getEpochSecond();
        assertThat(bearer(key)).as("the key itself").isEqualTo(401);
        String once = signed("signing", key, now - 299, "nonce-0000000000000001", ROW);
        assertThat(post(once, ROW).statusCode()).isEqualTo(200);
        assertThat(detail(post(once, ROW))).contains("nonce");
        assertThat(detail(post(signed("signing", key, now - 301, "nonce-0000000000000002", ROW), ROW)))
                .contains("5");
        assertThat(detail(post(signed("signing", key, now + 301, "nonce-0000000000000003", ROW), ROW)))
                .contains("5");
        assertThat(detail(post(signed("signing", key, now, "nonce-0000000000000004", ROW), ROW + " ")))
                .contains("签名不符");
        assertThat(detail(post(signed("signing", key + "0", now, "nonce-0000000000000005", ROW), ROW)))
                .contains("签名不符");
        assertThat(post("Zhenmai-HMAC-SHA256 nonsense", ROW).statusCode()).isEqualTo(401);
        String second = sources.addKey("signing", null).await().orElseThrow();
        assertThat(post(signed("signing", second, now, "nonce-0000000000000006", ROW), ROW)
                        .statusCode())
                .isEqualTo(200);
        HttpRequest own = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/quarantine"))
                .header("Authorization", signed("signing", key, now, "nonce-0000000000000007", ""))
                .build();
        assertThat(List.of(send(own).statusCode(), send(own).statusCode())).containsExactly(200, 401);
        machine.set(NOON.plus(Duration.ofMinutes(11)));
        assertThat(post(signed("signing", key, now + 660, "nonce-0000000000000008", ROW), ROW)
                        .statusCode())
                .isEqualTo(200);
        machine.set(NOON);
        assertThat(it.query("SELECT nonce FROM source_nonce WHERE source_id = 'signing'"))
                .as("older ones are forgotten")
                .containsExactly("nonce-0000000000000008");
    }

    @Test
    void a_source_sends_for_its_own_classes_alone() {
        String key = sources.add(settings("of-2502", false, Set.of("软件2502")), null)
                .await()
                .orElseThrow();
        String lesson = "\"session\":\"M1.20260914.1\"";
        String at = "\"recordedAt\":\"2026-09-14T08:20:00+08:00\"";
        String body = String.join(
                ",",
                "[" + ROW.replace("08:12", "08:13"),
                ROW.replace("S11", "S21"),
                "{\"type\":\"roll-call\"," + lesson + ",\"class\":\"软件2501\",\"mode\":\"full\"," + at + "}",
                "{\"type\":\"roll-call\"," + lesson + ",\"class\":\"软件2502\",\"mode\":\"full\"," + at + "}",
                "{\"type\":\"leave-slip\",\"student\":\"S12\",\"slip\":\"L9\",\"kind\":\"SICK\",\"from\":\"2026-09-14T08:00:00+08:00\","
                        + "\"to\":\"2026-09-15T08:00:00+08:00\",\"state\":\"APPROVED\"," + at + "}",
                "{\"type\":\"learning-evaluation\",\"teacher\":\"T1\",\"offering\":\"M1\",\"month\":\"2026-09\",\"items\":{\"a\":4},"
                        + at + "}]");
        JsonObject receipt = new JsonObject(post("Bearer " + key, body).body());
        assertThat(receipt.getJsonArray("errors").stream()
                        .map(error ->
                                ((JsonObject) error).getInteger("row") + " " + ((JsonObject) error).getString("field")))
                .containsExactly("1 student", "3 class", "5 student", "6 offering");
        assertThat(receipt.getInteger("rejected")).isEqualTo(4);
        assertThat(receipt.getInteger("stored")).isEqualTo(2);
    }
}
