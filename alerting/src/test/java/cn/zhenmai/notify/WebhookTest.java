package cn.zhenmai.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.rule.Level;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {

    private static final byte[] SECRET = "a secret of enough bytes".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private record Heard(String signature, String id, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private HttpServer server;
    private WebhookNotifier notifier;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    heard.add(new Heard(
                            request.getHeader("Zhenmai-Signature"),
                            request.getHeader("Zhenmai-Message-Id"),
                            body.toString()));
                    request.response()
                            .setStatusCode(status)
                            .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/elsewhere")
                            .end("told");
                }))
                .listen(0, "127.0.0.1")
                .await();
        URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/hook");
        notifier = new WebhookNotifier(vertx, List.of(new WebhookTarget("duty", url, SECRET, Level.BLUE)), () -> NOW);
    }

    @AfterEach
    void end() {
        notifier.close();
        vertx.close().await();
    }

    private static OutboxMail message(String address) {
        Letter letter = new Letter(
                Letter.Template.SESSION,
                "A12-1",
                "M1.20261013.3",
                "高等数学",
                LocalDate.of(2026, 10, 13),
                "3–4节",
                "软件2501",
                Level.ORANGE,
                null,
                "到课率 60%",
                "《高等数学》到课率 60%",
                "12/20",
                20,
                null);
        return new OutboxMail(1, "zm.12.ab", "webhook/duty", address, letter, 1, NOW);
    }

    private Delivery deliver(String address) {
        return notifier.deliver(message(address)).await();
    }

    @Test
    void a_message_is_signed_and_says_what_a_mail_says() throws Exception {
        assertThat(deliver("webhook:duty")).isEqualTo(new Delivery.Sent());
        Heard one = heard.take();
        assertThat(one.id()).isEqualTo("zm.12.ab");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        String signed = NOW.getEpochSecond() + "." + one.body();
        String expected = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertThat(one.signature()).isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + expected);
        JsonObject said = new JsonObject(one.body());
        assertThat(said.getString("alert")).isEqualTo("A12-1");
        assertThat(said.getString("level")).isEqualTo("ORANGE");
        assertThat(said.fieldNames()).doesNotContain("student", "text", "arithmetic");
    }

    @ParameterizedTest
    @CsvSource({"204, Sent", "500, Retry", "503, Retry", "429, Retry", "302, Refused", "404, Refused", "410, Refused"})
    void what_the_target_answers_decides_whether_it_is_tried_again(int answer, String outcome) {
        status = answer;
        assertThat(deliver("webhook:duty").getClass().getSimpleName()).isEqualTo(outcome);
        // A redirect is not followed.
        assertThat(heard).hasSize(1);
    }

    @Test
    void what_is_not_in_the_list_is_never_called_and_what_is_down_is_tried_again() {
        assertThat(deliver("webhook:other")).isInstanceOf(Delivery.Refused.class);
        assertThat(deliver("http://127.0.0.1:" + server.actualPort() + "/hook")).isInstanceOf(Delivery.Refused.class);
        assertThat(heard).isEmpty();
        server.close().await();
        assertThat(deliver("webhook:duty")).isInstanceOf(Delivery.Retry.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: duty, url: 'http://10.0.0.1/hook', secretFile: secret}|duty.url",
                "{name: duty, url: 'https://user:word@x.example/', secretFile: secret}|duty.url",
                "{name: duty, url: 'file:///etc/passwd', secretFile: secret}|duty.url",
                "{name: Duty!, url: 'https://x.example/', secretFile: secret}|name",
                "{name: duty, url: 'https://x.example/', secretFile: none}|duty.secretFile",
                "{name: duty, url: 'https://x.example/', secretFile: short}|duty.secretFile",
                "{name: duty, url: 'https://x.example/', secretFile: secret, from: PINK}|duty.from"
            })
    void a_list_with_a_wrong_target_is_not_taken(String entry, String field, @TempDir Path folder) throws Exception {
        Files.write(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve("short"), "short");
        Path file = Files.writeString(folder.resolve("webhooks.yaml"), "- " + entry);
        assertThatThrownBy(() -> WebhookTarget.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    @Test
    void a_list_is_read(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("secret"), SECRET);
        Path file = Files.writeString(
                folder.resolve("webhooks.yaml"),
                "- {name: duty, url: 'https://x.example/hook', secretFile: secret, from: ORANGE}");
        WebhookTarget read = WebhookTarget.read(file).get(0);
        assertThat(read.url()).isEqualTo(URI.create("https://x.example/hook"));
        assertThat(read.from()).isEqualTo(Level.ORANGE);
        assertThat(read.secret()).isEqualTo(SECRET);
    }
}
