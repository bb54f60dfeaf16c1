package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.rule.RuleSet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BacktestRoutesTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        world.absentOnMondays("S11", 5);
        world.absentOnMondays("S12", 2);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static String office() {
        return world.cookie("office-1", null, Role.QUALITY_OFFICE);
    }

    private static JsonObject asked() {
        return new JsonObject()
                .put("rules", RuleSet.standardYaml())
                .put("from", "2026-10-13")
                .put("to", "2026-10-14");
    }

    private static HttpResponse<Buffer> post(JsonObject body) {
        return world.post("/api/v1/rules/backtest", office(), body);
    }

    /** Asks until it has ended. */
    private static JsonObject ended(HttpResponse<Buffer> submitted) {
        assertThat(submitted.statusCode()).as(submitted.bodyAsString()).isEqualTo(200);
        String id = submitted.bodyAsJsonObject().getString("id");
        for (int i = 0; i < 100_000; i++) {
            JsonObject job =
                    world.get("/api/v1/rules/backtests/" + id, office()).bodyAsJsonObject();
            if (!job.getString("state").equals("WAITING")
                    && !job.getString("state").equals("RUNNING")) {
                return job;
            }
        }
        throw new AssertionError("the back-test does not end");
    }

    private static JsonObject rule(JsonObject result, String id) {
        return result.getJsonArray("rules").stream()
                .map(JsonObject.class::cast)
                .filter(rule -> rule.getString("rule").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_result_has_counts_alerts_with_evidence_and_the_truth() {
        JsonObject body = asked().put("outcomes", "student,outcome\nS11,1\nS12,0\nS13,1\n");
        JsonObject job = ended(post(body));
        assertThat(job.getString("state")).isEqualTo("DONE");
        assertThat(job.getDouble("progress")).isEqualTo(1);
        JsonObject result = job.getJsonObject("result");
        JsonObject absent = rule(result, "absent-periods");
        assertThat(absent.getInteger("fired")).isEqualTo(2);
        assertThat(absent.getJsonObject("byLevel").getMap())
                .containsEntry("ORANGE", 1)
                .containsEntry("BLUE", 1);
        assertThat(absent.getJsonArray("cells").getJsonObject(0).getString("counselor"))
                .isEqualTo("T8");
        assertThat(absent.getJsonObject("truth").getInteger("hits")).isEqualTo(1);
        assertThat(absent.getJsonObject("truth").getDouble("precision")).isEqualTo(0.5);
        JsonObject first = result.getJsonArray("alerts").getJsonObject(0);
        assertThat(first.getJsonObject("alert").getString("studentName")).isEqualTo("学生S11");
        assertThat(first.getJsonObject("evidence").getJsonArray("items")).isNotEmpty();
        assertThat(world.database
                        .transact(c -> {
                            try (var select = c.prepareStatement(
                                            "select count(*) from audit where what like '%backtests%'");
                                    var row = select.executeQuery()) {
                                return row.next() ? row.getLong(1) : 0;
                            }
                        })
                        .await())
                .isPositive();
    }

    @Test
    void nobody_but_the_quality_office_may_ask() {
        assertThat(world.post("/api/v1/rules/backtest", world.counselor(), asked())
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.get("/api/v1/rules/backtests/B1", world.counselor()).statusCode())
                .isEqualTo(403);
        assertThat(world.get("/api/v1/rules/backtests/none", office()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_wrong_is_told_by_field() {
        assertThat(post(asked().put("to", "2026-10-13")).bodyAsJsonObject().getString("field"))
                .isEqualTo("to");
        assertThat(post(asked().put("to", "2027-10-13")).bodyAsJsonObject().getString("field"))
                .isEqualTo("to");
        assertThat(post(asked().put("from", "soon")).bodyAsJsonObject().getString("field"))
                .isEqualTo("from");
        assertThat(post(asked().put("rules", "rules: []")).bodyAsJsonObject().getString("field"))
                .isEqualTo("rules");
        assertThat(post(asked().put("rules", "rules: [{id: x}]"))
                        .bodyAsJsonObject()
                        .getString("field"))
                .startsWith("rules.rules[0]");
        JsonObject row =
                post(asked().put("outcomes", "student,outcome\nS11,maybe\n")).bodyAsJsonObject();
        assertThat(row.getString("field")).isEqualTo("outcomes.outcome");
        assertThat(row.getInteger("row")).isEqualTo(2);
    }

    @Test
    void one_that_is_done_keeps_its_result_when_it_is_cancelled() {
        JsonObject job = ended(post(asked()));
        assertThat(world.post("/api/v1/rules/backtests/" + job.getString("id") + "/cancel", office(), new JsonObject())
                        .bodyAsJsonObject()
                        .getString("state"))
                .isEqualTo("DONE");
    }
}
