package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.SettableClock;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestHome;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The design's way of one observation as a person outside sees it: only HTTP, the WebSocket and the mails. */
class WayOfOneObservationTest {

    private static final String STUDENT = "S11";
    private static final LocalDate WEEK_1 = LocalDate.parse("2026-08-31");
    private static final int MAIL_MILLIS = 30_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestHome home = TestHome.create();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-12T00:12:00Z"));
    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private final Frames frames = new Frames();
    private App app;
    private String key;
    private String cookie;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        Path rules = Files.writeString(home.path().resolve("rules.yaml"), onlyAbsentPeriods());
        app = App.start(
                        Config.load(Map.of(
                                "ZHENMAI_HOME",
                                home.path().toString(),
                                "ZHENMAI_PORT",
                                "0",
                                "ZHENMAI_RULES",
                                rules.toString(),
                                "ZHENMAI_SMTP_URL",
                                "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                                "ZHENMAI_MAIL_FROM",
                                "诊脉 <zhenmai@school.example>")),
                        clock,
                        InstantSource.system())
                .await(120, TimeUnit.SECONDS);
        app.journal().submit(new Entry.RegistryEdit(nothing -> school(), null)).await(20, TimeUnit.SECONDS);
        key = app.sources().create("affairs", "学生处", 40, false, null).await(20, TimeUnit.SECONDS);
        String password = app.accounts()
                .create(new Identity("c1", "刘敏", "T1", Set.of(Role.COUNSELOR)))
                .await(20, TimeUnit.SECONDS);
        cookie = signIn("c1", password);
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
        mail.stop();
        home.close();
    }

    @Test
    void an_absence_reaches_the_page_and_the_mailbox_and_a_leave_slip_takes_it_back() throws Exception {
        WebSocket socket = join();
        JsonObject snapshot = frames.until(frame -> frame.getString("type").equals("snapshot"));
        assertThat(snapshot.getJsonObject("data").getJsonArray("cards")).isEmpty();

        JsonArray absences = new JsonArray();
        for (int week = 0; week < 5; week++) {
            absences.add(absence(WEEK_1.plusWeeks(week), 1));
            absences.add(absence(WEEK_1.plusWeeks(week).plusDays(1), 3));
        }
        JsonObject receipt = observe(absences);
        assertThat(receipt.getInteger("stored")).isEqualTo(10);

        JsonObject card = frames.until(frame -> level(frame).equals("RED"))
                .getJsonObject("data")
                .getJsonArray("cards")
                .getJsonObject(0);
        assertThat(card.getString("student")).isEqualTo(STUDENT);
        String id = card.getJsonArray("alerts").getJsonObject(0).getString("id");
        JsonObject alert = get("/api/v1/alerts/" + id);
        assertThat(alert.getString("title")).isEqualTo("旷课 20 学时");
        assertThat(alert.getJsonObject("evidence").getJsonArray("items")).hasSize(10);

        assertThat(mail.waitForIncomingEmail(MAIL_MILLIS, 1)).isTrue();
        assertThat(body(0)).contains(id).contains("红色").doesNotContain("旷课");
        assertThat(mail.getReceivedMessages()[0].getSubject()).doesNotContain("旷课");

        clock.advance(Duration.ofSeconds(1));
        JsonObject slip = new JsonObject()
                .put("type", "leave-slip")
                .put("student", STUDENT)
                .put("slip", "L1")
                .put("kind", "SICK")
                .put("from", "2026-09-29T00:00:00+08:00")
                .put("to", "2026-09-30T00:00:00+08:00")
                .put("state", "APPROVED")
                .put("recordedAt", clock.instant().toString());
        assertThat(observe(new JsonArray().add(slip)).getInteger("stored")).isEqualTo(1);

        assertThat(frames.until(frame -> level(frame).equals("ORANGE"))).isNotNull();
        assertThat(get("/api/v1/alerts/" + id).getString("level")).isEqualTo("ORANGE");
        assertThat(mail.waitForIncomingEmail(MAIL_MILLIS, 2)).isTrue();
        assertThat(body(1)).contains("此前发给您的红色提醒现为橙色");
        assertThat(mail.getReceivedMessages()).hasSize(2);
        socket.abort();
    }

    private static Registry school() {
        RegistryBuilder registry = JournalFixture.school();
        registry.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", Span.ALWAYS));
        return registry.registry();
    }

    private static String onlyAbsentPeriods() {
        String standard = RuleSet.standardYaml();
        int from = standard.indexOf("  - id: absent-periods");
        return "rules:\n" + standard.substring(from, standard.indexOf("  - id: missed-in-a-row"));
    }

    private JsonObject absence(LocalDate day, int period) {
        return new JsonObject()
                .put("type", "attendance")
                .put("student", STUDENT)
                .put("session", "M1." + day.toString().replace("-", "") + "." + period)
                .put("status", "ABSENT")
                .put("recordedAt", clock.instant().toString());
    }

    private static String level(JsonObject frame) {
        JsonArray cards = frame.getJsonObject("data", new JsonObject()).getJsonArray("cards", new JsonArray());
        return cards.isEmpty() ? "" : cards.getJsonObject(0).getString("level");
    }

    /** The plain text, which stands before the HTML. */
    private String body(int index) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[index].getContent();
        return (String) parts.getBodyPart(0).getContent();
    }

    private WebSocket join() throws Exception {
        WebSocket socket = http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .header("Origin", "http://127.0.0.1:" + app.port())
                .buildAsync(URI.create("ws://127.0.0.1:" + app.port() + "/live"), frames)
                .get(20, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"join\",\"topic\":\"worklist\",\"after\":null,\"epoch\":null}", true)
                .get(20, TimeUnit.SECONDS);
        return socket;
    }

    private String signIn(String account, String password) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/sign-in")
                .header("Origin", "http://127.0.0.1:" + app.port())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                        .put("account", account)
                        .put("password", password)
                        .encode())));
        assertThat(answer.statusCode()).isEqualTo(204);
        return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    private JsonObject observe(JsonArray rows) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/observations")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(rows.encode())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private JsonObject get(String path) throws Exception {
        HttpResponse<String> answer =
                send(request(path).header("Cookie", cookie).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Frames of the live socket, whole, in order. */
    private static final class Frames implements WebSocket.Listener {

        private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            part.append(text);
            if (isLast) {
                received.add(new JsonObject(part.toString()));
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        JsonObject until(Predicate<JsonObject> wanted) throws InterruptedException {
            for (JsonObject frame = next(); ; frame = next()) {
                if (wanted.test(frame)) {
                    return frame;
                }
            }
        }

        private JsonObject next() throws InterruptedException {
            JsonObject frame = received.poll(30, TimeUnit.SECONDS);
            assertThat(frame).as("a further frame").isNotNull();
            return frame;
        }
    }
}
