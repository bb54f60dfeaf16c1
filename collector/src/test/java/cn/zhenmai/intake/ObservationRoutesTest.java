package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.store.JournalFixture;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObservationRoutesTest {

    private static final String AT = "\"recordedAt\":\"2026-10-12T08:12:00+08:00\"";
    private static final String LESSON = "\"session\":\"M1.20261012.1\"";

    private static JournalFixture it;
    private static HttpServer server;
    private static String key;
    private static BallotStore ballots;
    private static SourceStore sources;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        it = new JournalFixture();
        RegistryBuilder school = JournalFixture.school();
        school.schoolClass("软件2503", 2025, "C1");
        school.student("S31", "软件2503");
        assertThat(it.school(school.registry()).sequence()).isEqualTo(1);
        it.now.set(JournalFixture.MONDAY.plus(Duration.ofHours(1)));
        sources = new SourceStore(it.database, it.clock);
        ballots = new BallotStore(it.database);
        key = sources.create("jw", "教务系统", 30, false, null).await();
        Router router = Router.router(it.vertx);
        new ObservationRoutes(it.journal, it.database, sources, ballots, it.clock, it.clock).mount(router);
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

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static HttpResponse<String> post(String key, String type, String body) {
        HttpRequest.Builder request = to("/api/v1/observations").POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return send(request.build());
    }

    private static HttpResponse<String> post(String body) {
        return post(key, "application/json", body);
    }

    private static String ballots(String fields) {
        return "{\"type\":\"ballot-summary\",\"offering\":\"M1\",\"teacher\":\"T1\"," + fields + "," + AT + "}";
    }

    private static String attendance(String student, String more) {
        return "{\"type\":\"attendance\",\"student\":\"" + student + "\"," + LESSON + "," + more + "}";
    }

    @Test
    void good_rows_are_answered_200_after_the_commit_and_again_as_duplicates() {
        String body = "[" + attendance("S21", "\"status\":\"ABSENT\"," + AT) + "," + "{\"type\":\"roll-call\"," + LESSON
                + ",\"class\":\"软件2502\",\"mode\":\"exceptions\"," + AT + "}]";
        HttpResponse<String> first = post(body);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(first.body()).getInteger("stored")).isEqualTo(2);
        JsonObject again = new JsonObject(post(body).body());
        assertThat(again.getInteger("duplicate")).isEqualTo(2);
        HttpResponse<String> receipt = send(to("/api/v1/receipts/" + again.getString("receipt"))
                .header("Authorization", "Bearer " + key)
                .build());
        assertThat(new JsonObject(receipt.body())).isEqualTo(again);
        String other = sources.create("other", "另一个", 10, false, null).await();
        assertThat(send(to("/api/v1/receipts/" + again.getString("receipt"))
                                .header("Authorization", "Bearer " + other)
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void while_the_disk_has_no_room_sending_is_answered_507_and_reading_goes_on() {
        it.journal.refuseWhile(() -> true);
        try {
            HttpResponse<String> refused = post(attendance("S23", "\"status\":\"LATE\"," + AT));
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(send(to("/api/v1/quarantine")
                                    .header("Authorization", "Bearer " + key)
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            it.journal.refuseWhile(() -> false);
        }
        assertThat(post(attendance("S23", "\"status\":\"LATE\"," + AT)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_session_may_be_named_by_offering_date_and_period() {
        String named = "{\"type\":\"attendance\",\"student\":\"S22\",\"offering\":\"M1\",\"date\":\"2026-10-12\","
                + "\"firstPeriod\":1,\"status\":\"LATE\",\"minutesLate\":20,\"missedPeriods\":1," + AT + "}";
        assertThat(post(named).statusCode()).isEqualTo(200);
        assertThat(it.query("SELECT session_id, status, missed_periods FROM attendance WHERE student_id = 'S22'"
                        + " AND observed_status IS NOT NULL"))
                .containsExactly("M1.20261012.1 LATE 1");
    }

    /** Rows that can't be: each is named by field, none is a 500, and the good row beside it is taken. */
    @Test
    void every_bad_row_is_named_by_its_field_and_its_neighbour_is_taken() {
        Map<String, String> bad = Map.ofEntries(
                Map.entry(attendance("S11", "\"status\":\"GONE\"," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":5," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":\"\"," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":null," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":[[[]]]," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":\"LATE\",\"minutesLate\":NaN," + AT), "minutesLate"),
                Map.entry(attendance("S11", "\"status\":\"LATE\",\"minutesLate\":1e308," + AT), "minutesLate"),
                Map.entry(attendance("S11", "\"status\":\"LATE\",\"minutesLate\":1e999999999," + AT), "minutesLate"),
                Map.entry(attendance("S11", "\"status\":\"LATE\",\"minutesLate\":-1," + AT), "minutesLate"),
                Map.entry(attendance("S11", "\"status\":\"LATE\",\"minutesLate\":1.5," + AT), "minutesLate"),
                Map.entry(attendance("S11", "\"status\":\"ABSENT\",\"missedPeriods\":3," + AT), "missedPeriods"),
                Map.entry(attendance("S11", "\"status\":\"ABSENT\",\"mood\":1," + AT), "mood"),
                Map.entry(attendance("S11", "\"status\":\"ABSENT\",\"status\":\"LATE\"," + AT), "status"),
                Map.entry(attendance("S11", "\"status\":\"ABSENT\""), "recordedAt"),
                Map.entry(attendance("S11", "\"status\":\"ABSENT\",\"recordedAt\":\"2026-10-12 08:00\""), "recordedAt"),
                Map.entry(
                        attendance("S11", "\"status\":\"ABSENT\",\"recordedAt\":\"2026-10-12T10:00:00+08:00\""),
                        "recordedAt"),
                Map.entry(attendance("S\\u0000", "\"status\":\"ABSENT\"," + AT), "student"),
                Map.entry(attendance("S\\ud800", "\"status\":\"ABSENT\"," + AT), "student"),
                Map.entry(attendance("nobody", "\"status\":\"ABSENT\"," + AT), "student"),
                Map.entry(attendance("S31", "\"status\":\"ABSENT\"," + AT), "student"),
                Map.entry(
                        "{\"type\":\"roll-call\"," + LESSON + ",\"class\":\"软件2503\",\"mode\":\"full\"," + AT + "}",
                        "class"),
                Map.entry(
                        "{\"type\":\"leave-slip\",\"student\":\"S11\",\"slip\":\"L\",\"kind\":\"SICK\",\"from\":\"2026-10-12T08:00:00+08:00\","
                                + "\"to\":\"2026-10-12T08:00:00+08:00\",\"state\":\"APPROVED\"," + AT + "}",
                        "to"),
                Map.entry(
                        "{\"type\":\"attendance\",\"student\":\"S11\",\"session\":\"M1.20261013.1\",\"status\":\"ABSENT\","
                                + AT + "}",
                        "session"),
                Map.entry("{\"type\":\"course-result\",\"student\":\"S11\",\"offering\":\"M1\"," + AT + "}", "outcome"),
                Map.entry(
                        "{\"type\":\"course-result\",\"student\":\"S11\",\"offering\":\"M1\",\"score\":101," + AT + "}",
                        "score"),
                Map.entry(
                        "{\"type\":\"course-result\",\"student\":\"S31\",\"offering\":\"M1\",\"score\":50," + AT + "}",
                        "student"),
                Map.entry(
                        "{\"type\":\"teacher-attendance\"," + LESSON + ",\"teacher\":\"T1\",\"status\":\"SICK\"," + AT
                                + "}",
                        "status"),
                Map.entry(ballots("\"closesOn\":\"2026-10-10\",\"invited\":40,\"answered\":41"), "answered"),
                Map.entry(ballots("\"closesOn\":\"2026-10-10\",\"invited\":40,\"answered\":4,\"mean\":4"), "mean"),
                Map.entry(ballots("\"closesOn\":\"2026-10-10\",\"invited\":40,\"answered\":30,\"mean\":6"), "mean"),
                Map.entry(ballots("\"closesOn\":\"2026-10-20\",\"invited\":40,\"answered\":30,\"mean\":4"), "mean"),
                Map.entry("{\"type\":\"weather\"}", "type"),
                Map.entry("{}", "type"),
                Map.entry("7", ""),
                Map.entry(
                        "{\"type\":\"lesson-check\",\"student\":\"S11\"," + LESSON
                                + ",\"check\":1,\"state\":\"TAKEN\",\"score\":11,\"max\":10," + AT + "}",
                        "score"),
                Map.entry(
                        "{\"type\":\"learning-evaluation\",\"teacher\":\"T1\",\"offering\":\"M1\",\"month\":\"2027-05\",\"items\":{\"a\":4},"
                                + AT + "}",
                        "month"),
                Map.entry(
                        "{\"type\":\"learning-evaluation\",\"teacher\":\"T1\",\"offering\":\"M1\",\"month\":\"2026-09\",\"items\":{\"a\":6},"
                                + AT + "}",
                        "items"));
        int minute = 0;
        for (Map.Entry<String, String> one : bad.entrySet()) {
            String good = attendance(
                    "S12", "\"status\":\"PRESENT\",\"recordedAt\":\"2026-10-12T08:%02d:00+08:00\"".formatted(minute++));
            HttpResponse<String> answer = post("[" + one.getKey() + "," + good + "]");
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(207);
            JsonObject receipt = new JsonObject(answer.body());
            assertThat(receipt.getJsonArray("errors").getJsonObject(0).getString("field"))
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
            assertThat(receipt.getJsonArray("errors").getJsonObject(0).getString("message"))
                    .contains("／");
            assertThat(receipt.getInteger("stored") + receipt.getInteger("corrected"))
                    .as(one.getKey())
                    .isEqualTo(1);
            assertThat(receipt.getInteger("received")).isEqualTo(2);
        }
        HttpResponse<String> held = send(to("/api/v1/quarantine")
                .header("Authorization", "Bearer " + key)
                .build());
        assertThat(new JsonObject(held.body()).getJsonArray("items")).isNotEmpty();
    }

    @Test
    void a_body_that_is_no_json_is_refused_whole_and_a_line_only_by_itself() {
        List<String> broken =
                List.of("", "[", "[1", "[{\"type\":\"attendance\"", "{]", "[]", "x", "[[[[[[[[[[[[[[[[[[[[[[]");
        for (String body : broken) {
            assertThat(post(body).statusCode()).as(body).isEqualTo(400);
        }
        String good = attendance("S13", "\"status\":\"PRESENT\"," + AT);
        HttpResponse<String> lines = post(key, "application/x-ndjson", good + "\n\n{\"type\":\n[]\n" + good + "\n");
        assertThat(lines.statusCode()).isEqualTo(207);
        JsonObject receipt = new JsonObject(lines.body());
        assertThat(receipt.getInteger("received")).isEqualTo(4);
        assertThat(receipt.getInteger("rejected")).isEqualTo(2);
        assertThat(receipt.getInteger("duplicate")).isEqualTo(1);
        assertThat(post(attendance("S13", "\"status\":1," + AT)).statusCode()).isEqualTo(400);
    }

    @Test
    void requests_as_a_whole_are_refused_with_the_right_status() {
        String row = attendance("S13", "\"status\":\"PRESENT\"," + AT);
        assertThat(post(null, "application/json", row).statusCode()).isEqualTo(401);
        assertThat(post("zk_jw_00", "application/json", row).statusCode()).isEqualTo(401);
        assertThat(post("zk_nobody_00", "application/json", row).statusCode()).isEqualTo(401);
        assertThat(post(key, "text/plain", row).statusCode()).isEqualTo(415);
        assertThat(post(key, null, row).statusCode()).isEqualTo(415);
        assertThat(post("[" + " ".repeat(1 << 20) + "]").statusCode()).isEqualTo(413);
        assertThat(post("[" + "1,".repeat(5_000) + "1]").statusCode()).isEqualTo(413);
        String limited =
                sources.create("slow", "慢", 10, false, Set.of("roll-call")).await();
        assertThat(new JsonObject(post(limited, "application/json", row).body())
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo("type");
        String many = "[" + "1,".repeat(4_999) + "1]";
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = post(limited, "application/json", many);
            answers.add(answer.statusCode());
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(answers).containsExactly(400, 400, 400, 429, 429);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return packed.toByteArray();
    }

    private static HttpResponse<String> packed(String encoding, byte[] body) {
        return send(to("/api/v1/observations")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    @Test
    void a_packed_body_is_taken_within_bounds_and_any_other_packing_refused() {
        String row = attendance("S22", "\"status\":\"PRESENT\"," + AT).replace("M1.20261012.1", "M1.20260914.1");
        HttpResponse<String> taken = packed("gzip", gzip(row + "\n" + row));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(new JsonObject(taken.body()).getInteger("received")).isEqualTo(2);
        assertThat(packed("gzip", gzip(row.repeat(10_000))).statusCode())
                .as("over 1 MB unpacked")
                .isEqualTo(413);
        assertThat(packed("gzip", gzip(" ".repeat(900_000) + row)).statusCode())
                .as("over a hundred times its size")
                .isEqualTo(413);
        assertThat(packed("gzip", row.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        byte[] whole = gzip(row);
        assertThat(packed("gzip", Arrays.copyOf(whole, whole.length - 9)).statusCode())
                .isEqualTo(400);
        HttpResponse<String> refused = packed("br", whole);
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.headers().firstValue("Accept-Encoding")).contains("gzip");
        assertThat(new JsonObject(refused.body()).getString("detail")).contains("gzip");
    }

    @Test
    void events_are_taken_in_their_three_modes_and_other_formats_of_them_are_refused() {
        String data =
                "{\"student\":\"S23\"," + LESSON.replace("20261012", "20260914") + ",\"status\":\"LATE\"," + AT + "}";
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"//kq\",\"type\":\"cn.zhenmai.attendance\",\"data\":"
                        + data + "}";
        HttpResponse<String> structured = post(key, "application/cloudevents+json; charset=utf-8", event);
        assertThat(structured.statusCode()).as(structured.body()).isEqualTo(200);
        HttpResponse<String> batch =
                post(key, "application/cloudevents-batch+json", "[" + event + "," + event + ",{}]");
        assertThat(batch.statusCode()).isEqualTo(207);
        assertThat(new JsonObject(batch.body()).getInteger("duplicate")).isEqualTo(2);
        assertThat(new JsonObject(batch.body()).getInteger("rejected")).isEqualTo(1);
        assertThat(post(key, "application/cloudevents-batch+json", "[]").statusCode())
                .isEqualTo(200);
        HttpResponse<String> binary = send(to("/api/v1/observations")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e1")
                .header("ce-source", "//kq")
                .header("ce-type", "cn.zhenmai.attendance")
                .POST(HttpRequest.BodyPublishers.ofString(data))
                .build());
        assertThat(new JsonObject(binary.body()).getInteger("duplicate")).isEqualTo(1);
        assertThat(post(key, "application/cloudevents+json", "{}").statusCode()).isEqualTo(400);
        assertThat(post(key, "application/cloudevents+xml", event).statusCode()).isEqualTo(415);
    }

    @Test
    void a_ballot_counts_once_and_leaves_no_trace_of_the_person() {
        LocalDate opens = LocalDate.of(2026, 10, 1);
        Map<String, String> tokens = ballots.issue("M1", "T1", opens, opens.plusDays(30), List.of("S11", "S12"))
                .await();
        String ballot = "{\"type\":\"teaching-evaluation\",\"ballot\":\"" + tokens.get("S11")
                + "\",\"offering\":\"M1\",\"teacher\":\"T1\",\"items\":{\"clarity\":5,\"care\":4}}";
        assertThat(post(ballot).statusCode()).isEqualTo(200);
        assertThat(post(ballot).statusCode()).isEqualTo(400);
        assertThat(it.query("SELECT count(*) FROM ballot_answer")).containsExactly("1");
        assertThat(it.query("SELECT student_id, answered_on FROM ballot_token WHERE answered_on IS NOT NULL"))
                .containsExactly("S11 2026-10-12");
        assertThat(it.query("SELECT count(*) FROM receipt WHERE errors::text LIKE '%ballot%'"))
                .containsExactly("0");
    }
}
