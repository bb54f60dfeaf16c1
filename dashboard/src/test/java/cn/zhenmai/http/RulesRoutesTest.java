package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.rule.RuleSet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesRoutesTest {

    private World world;
    private String office;

    @BeforeAll
    void open() {
        world = new World();
        assertThat(world.engine.start().failure()).isEmpty();
        office = world.cookie("lin", "T5", Role.QUALITY_OFFICE);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private JsonObject inForce() {
        return world.get("/api/v1/rules", office).bodyAsJsonObject();
    }

    private static String id(JsonObject text) {
        return text.getJsonObject("edition").getString("id");
    }

    private HttpResponse<Buffer> edit(String yaml, String after, String note, boolean dryRun) {
        return world.post(
                "/api/v1/rules/editions?dryRun=" + dryRun,
                office,
                new JsonObject().put("yaml", yaml).put("after", after).put("note", note));
    }

    @Test
    void an_edition_is_tried_written_listed_compared_and_taken_back() {
        JsonObject first = inForce();
        JsonArray kept =
                world.get("/api/v1/rules/editions", office).bodyAsJsonObject().getJsonArray("items");
        assertThat(kept.getJsonObject(kept.size() - 1).getJsonObject("edition").getString("by"))
                .isEqualTo("standard");
        assertThat(first.getJsonArray("rules").size())
                .isEqualTo(RuleSet.standard().rules().size());
        String yaml = first.getString("yaml")
                .replace("id: absent-periods\n    version: 1", "id: absent-periods\n    version: 7")
                .replace("level: YELLOW, at: 8", "level: YELLOW, at: 6");

        JsonObject tried = edit(yaml, null, null, true).bodyAsJsonObject();
        assertThat(tried.getJsonArray("problems")).isEmpty();
        assertThat(tried.getJsonArray("changed").getJsonObject(0).getString("id"))
                .isEqualTo("absent-periods");
        assertThat(id(inForce())).isEqualTo(id(first));

        JsonObject written = edit(yaml, id(first), "早一点提醒", false).bodyAsJsonObject();
        assertThat(written.getString("edition")).isNotNull();
        assertThat(world.engine
                        .rules()
                        .orElseThrow()
                        .rule("absent-periods")
                        .orElseThrow()
                        .version())
                .isEqualTo(7);
        JsonArray editions = world.get("/api/v1/rules/editions?limit=1", office)
                .bodyAsJsonObject()
                .getJsonArray("items");
        JsonObject newest = editions.getJsonObject(0);
        assertThat(newest.getJsonObject("edition").getString("by")).isEqualTo("lin");
        assertThat(newest.getJsonObject("edition").getString("note")).isEqualTo("早一点提醒");
        assertThat(newest.getJsonArray("changed").getJsonObject(0).getJsonArray("fields"))
                .hasSize(2);

        HttpResponse<Buffer> stale = edit(yaml.replace("version: 7", "version: 8"), id(first), "迟了", false);
        assertThat(stale.statusCode()).isEqualTo(409);

        JsonObject diff = world.get(
                        "/api/v1/rules/editions/" + id(first) + "/diff?from=" + written.getString("edition"), office)
                .bodyAsJsonObject();
        assertThat(diff.encode()).contains("\"before\":\"6\",\"after\":\"8\"");

        JsonObject restored = world.post(
                        "/api/v1/rules/editions/" + id(first) + "/restore",
                        office,
                        new JsonObject()
                                .put("after", written.getString("edition"))
                                .put("note", "太多了"))
                .bodyAsJsonObject();
        assertThat(restored.getString("edition")).isNotNull();
        assertThat(inForce().getString("yaml")).isEqualTo(first.getString("yaml"));
        assertThat(world.get("/api/v1/rules/editions/" + written.getString("edition"), office)
                        .bodyAsJsonObject()
                        .getString("yaml"))
                .isEqualTo(yaml);
    }

    @Test
    void what_is_wrong_is_told_by_path_and_line_and_nothing_is_written() {
        JsonObject first = inForce();
        String yaml = first.getString("yaml").replace("leave-counts: false", "leave-count: false");
        HttpResponse<Buffer> answer = edit(yaml, id(first), "试", false);
        JsonObject wrong = answer.bodyAsJsonObject().getJsonArray("problems").getJsonObject(0);
        assertThat(wrong.getString("path")).endsWith(".measure.leave-count");
        String line = yaml.lines().toList().get(wrong.getInteger("line") - 1);
        assertThat(line).contains("leave-count: false");
        assertThat(edit("rules: [", id(first), "试", false).bodyAsJsonObject().getJsonArray("problems"))
                .hasSize(1);
        assertThat(id(inForce())).isEqualTo(id(first));
    }

    @Test
    void a_pack_is_taken_into_a_draft_and_a_rule_in_shadow_mode_is_compared_with_the_live_one() {
        assertThat(world.get("/api/v1/rules/packs", office).bodyAsJsonArray().size())
                .isGreaterThanOrEqualTo(14);
        JsonObject first = inForce();
        String shadowed = first.getString("yaml")
                + first.getString("yaml")
                        .replaceAll("(?s).*(  - id: absent-periods\\n.*?)\\n  - id: missed-in-a-row.*", "\n$1\n")
                        .replace("id: absent-periods", "id: absent-strict\n    mode: shadow")
                        .replace("level: BLUE, at: 4", "level: BLUE, at: 2");
        JsonObject draft = world.post(
                        "/api/v1/rules/packs/sanctions-20/adopt", office, new JsonObject().put("yaml", shadowed))
                .bodyAsJsonObject();
        assertThat(draft.getJsonArray("problems")).isEmpty();
        JsonObject written =
                edit(draft.getString("yaml"), id(first), "试行", false).bodyAsJsonObject();
        assertThat(written.getJsonArray("problems")).isEmpty();
        assertThat(written.getJsonArray("changed")).hasSize(2);
        world.absentOnMondays("S11", 2);
        world.absentOnMondays("S12", 1);
        JsonObject compared =
                world.get("/api/v1/rules/shadow?rule=absent-strict", office).bodyAsJsonObject();
        assertThat(compared.getString("live")).isEqualTo("absent-periods");
        assertThat(compared.getInteger("both")).isEqualTo(1);
        assertThat(compared.getInteger("onlyShadow")).isEqualTo(1);
        assertThat(compared.getInteger("onlyLive")).isZero();
        JsonObject week = compared.getJsonArray("weeks").getJsonObject(0);
        assertThat(week.getString("counselor")).isEqualTo("赵辅导员");
        assertThat(week.getInteger("shadow")).isEqualTo(2);
        assertThat(world.get("/api/v1/alerts?rule=absent-strict", office)
                        .bodyAsJsonObject()
                        .getJsonArray("items"))
                .isEmpty();
        assertThat(world.get("/api/v1/rules/shadow?rule=absent-periods", office).statusCode())
                .isEqualTo(400);
        JsonObject restored = world.post(
                        "/api/v1/rules/editions/" + id(first) + "/restore",
                        office,
                        new JsonObject()
                                .put("after", written.getString("edition"))
                                .put("note", "试行结束"))
                .bodyAsJsonObject();
        assertThat(restored.getString("edition")).isNotNull();
    }

    @Test
    void only_the_quality_office_writes_and_says_why() {
        JsonObject first = inForce();
        String head = world.cookie("sun", "T7", Role.COLLEGE);
        assertThat(world.get("/api/v1/rules", head).statusCode()).isEqualTo(200);
        assertThat(world.get("/api/v1/rules", world.counselor()).statusCode()).isEqualTo(403);
        JsonObject body = new JsonObject().put("yaml", first.getString("yaml")).put("after", id(first));
        assertThat(world.post("/api/v1/rules/editions", head, body).statusCode())
                .isEqualTo(403);
        HttpResponse<Buffer> silent = world.post("/api/v1/rules/editions", office, body);
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.bodyAsJsonObject().getString("field")).isEqualTo("note");
        assertThat(world.get("/api/v1/rules/editions/999999", office).statusCode())
                .isEqualTo(404);
    }
}
