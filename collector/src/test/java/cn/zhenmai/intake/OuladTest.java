package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.OuladFiles;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.JournalFixture;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A real school's checks, through the public API: what the store says of each offering is what a plain count of the files says. */
class OuladTest {

    private record Count(int n, int scores, long sum, int passed) {
        Count with(Integer score) {
            int passedMore = score != null && score >= 60 ? 1 : 0;
            return new Count(
                    n + 1, scores + (score == null ? 0 : 1), sum + (score == null ? 0 : score), passed + passedMore);
        }
    }

    @Test
    void measures_by_offering_agree_with_a_plain_count_of_the_files() throws Exception {
        OuladFiles files = OuladFiles.read();
        Map<String, String[]> assessments = new HashMap<>();
        files.assessments().forEach(row -> assessments.put(row[2], row));
        List<String[]> enrolled = files.enrolled();
        List<String[]> scores = files.scores();
        try (JournalFixture it = new JournalFixture()) {
            it.now.set(Instant.parse("2014-10-01T00:00:00Z"));
            assertThat(it.school(files.school(row -> Span.ALWAYS).registry()).sequence())
                    .isEqualTo(1);
            int[] sums = send(it, scores, assessments);
            List<String> counted = plainCount(enrolled, scores, assessments);
            int stored = counted.stream()
                    .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                    .sum();
            // Who has no enrolment row is set aside; in these files everyone has one.
            assertThat(sums).containsExactly(19_928, stored, 19_928 - stored);
            assertThat(it.query("SELECT offering_id, count(*), count(score), sum(score), count(*) FILTER (WHERE"
                            + " score >= 0.6 * max_score) FROM lesson_check GROUP BY 1 ORDER BY 1"))
                    .isEqualTo(counted);
            assertThat(it.query("SELECT count(*) FROM lesson_check WHERE score IS NULL"))
                    .containsExactly("11");
            System.out.println("oulad: offering, n, scores, sum, passed: " + counted);
        }
    }

    private static List<String> plainCount(
            List<String[]> enrolled, List<String[]> scores, Map<String, String[]> assessments) {
        Set<String> enrolments = new HashSet<>();
        enrolled.forEach(row -> enrolments.add(row[0] + " " + row[2]));
        Map<String, Count> counts = new TreeMap<>();
        for (String[] row : scores) {
            String module = assessments.get(row[0])[0];
            if (enrolments.contains(module + " " + row[1])) {
                Integer score = row.length < 5 || row[4].isEmpty() ? null : Integer.valueOf(row[4]);
                counts.merge(module, new Count(0, 0, 0, 0).with(score), (old, one) -> old.with(score));
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((module, c) -> lines.add(
                OuladFiles.offering(module) + " " + c.n() + " " + c.scores() + " " + c.sum() + " " + c.passed()));
        return lines;
    }

    private static int[] send(JournalFixture it, List<String[]> scores, Map<String, String[]> assessments)
            throws Exception {
        SourceStore sources = new SourceStore(it.database, it.clock);
        // A source that may send as quickly as it likes; the clock stands.
        SourceSettings quick = new SourceSettings(
                "oulad", "OULAD", 30, false, null, null, 200_000, Set.of("lesson-check"), null, false, false);
        String key = sources.add(quick, null).await().orElseThrow();
        Router router = Router.router(it.vertx);
        new ObservationRoutes(it.journal, it.database, sources, new BallotStore(it.database), it.clock, it.clock)
                .mount(router);
        HttpServer server = it.vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        int[] sums = new int[3];
        for (int from = 0; from < scores.size(); from += 2_000) {
            StringBuilder body = new StringBuilder();
            for (String[] row : scores.subList(from, Math.min(from + 2_000, scores.size()))) {
                body.append(check(row, assessments.get(row[0]))).append('\n');
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            JsonObject receipt = new JsonObject(HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body());
            sums[0] += receipt.getInteger("received");
            sums[1] += receipt.getInteger("stored");
            sums[2] += receipt.getInteger("quarantined");
            it.now.updateAndGet(now -> now.plusSeconds(1));
        }
        server.close().await();
        return sums;
    }

    private static String check(String[] row, String[] assessment) {
        JsonObject check = new JsonObject()
                .put("type", "lesson-check")
                .put("student", row[1])
                .put("offering", OuladFiles.offering(assessment[0]))
                .put("check", Integer.valueOf(row[0]))
                .put("state", "TAKEN")
                .put("dueOn", OuladFiles.day(assessment[4]).toString())
                .put("submittedAt", OuladFiles.day(row[2]) + "T12:00:00+08:00")
                .put("recordedAt", OuladFiles.day(row[2]) + "T12:00:00+08:00");
        if (row.length > 4 && !row[4].isEmpty()) {
            check.put("score", Integer.valueOf(row[4])).put("max", 100);
        }
        return check.encode();
    }
}
