package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.rule.RuleSet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProposalRoutesTest {

    private static final int MOST_LOOKS = 3_000;

    private World world;
    private String office;

    /** Of class 软件2501: one student absent on three Mondays, two on one. */
    @BeforeAll
    void open() {
        world = new World();
        office = world.cookie("lin", "T5", Role.QUALITY_OFFICE);
        world.absentOnMondays("S11", 3);
        world.absentOnMondays("S12", 1);
        world.absentOnMondays("S13", 1);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static JsonObject asked(String rule) {
        return new JsonObject()
                .put("rules", RuleSet.standardYaml())
                .put("rule", rule)
                .put("from", "2026-08-31")
                .put("to", "2026-10-14");
    }

    private String done(JsonObject job) {
        String id = job.getString("id");
        for (int look = 0; look < MOST_LOOKS; look++) {
            JsonObject now = world.get("/api/v1/rules/backtests/" + id + "?alerts=0", office)
                    .bodyAsJsonObject();
            if (now.getString("state").equals("DONE")) {
                return id;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("the back-test does not end");
    }

    @Test
    void the_earliest_bound_that_keeps_the_budget_is_proposed() {
        JsonObject job = world.post("/api/v1/rules/proposal", office, asked("absent-periods"))
                .bodyAsJsonObject();
        String id = done(job);
        JsonObject three = world.get("/api/v1/rules/backtests/" + id + "/proposal?budget=3", office)
                .bodyAsJsonObject();
        JsonArray choices = three.getJsonArray("choices");
        assertThat(choices.getJsonObject(0).getString("at")).isEqualTo("1");
        assertThat(choices.getJsonObject(0).getInteger("fired")).isEqualTo(3);
        assertThat(choices.getJsonObject(2).getInteger("fired")).isEqualTo(1);
        String chosen = world.get("/api/v1/rules/backtests/" + id + "/proposal?budget=1", office)
                .bodyAsJsonObject()
                .getString("chosen");
        assertThat(Integer.parseInt(chosen)).isGreaterThanOrEqualTo(3);
        assertThat(three.getString("chosen")).isEqualTo("1");
    }

    @Test
    void who_would_see_a_rule_is_counted_by_worklist_and_mail() {
        JsonObject body = asked("absent-periods");
        body.remove("rule");
        String id = done(world.post("/api/v1/rules/backtest", office, body).bodyAsJsonObject());
        JsonObject audience =
                world.get("/api/v1/rules/backtests/" + id + "/audience", office).bodyAsJsonObject();
        JsonObject counselor = audience.getJsonArray("receivers").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("id").equals("T8"))
                .findFirst()
                .orElseThrow();
        assertThat(counselor.getString("name")).isEqualTo("赵辅导员");
        assertThat(counselor.getInteger("cards")).isPositive();
        assertThat(audience.getBoolean("complete")).isTrue();
    }

    @Test
    void what_cannot_be_asked_is_said_and_only_the_quality_office_asks() {
        HttpResponse<Buffer> unknown = world.post("/api/v1/rules/proposal", office, asked("no-such"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.bodyAsJsonObject().getString("field")).isEqualTo("rule");
        JsonObject backwards = asked("absent-periods").put("to", "2026-08-01");
        assertThat(world.post("/api/v1/rules/proposal", office, backwards)
                        .bodyAsJsonObject()
                        .getString("field"))
                .isEqualTo("to");
        assertThat(world.get("/api/v1/rules/backtests/B99/audience", office).statusCode())
                .isEqualTo(404);
        String head = world.cookie("sun", "T7", Role.COLLEGE);
        assertThat(world.post("/api/v1/rules/proposal", head, asked("absent-periods"))
                        .statusCode())
                .isEqualTo(403);
    }
}
