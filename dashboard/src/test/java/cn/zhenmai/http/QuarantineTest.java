package cn.zhenmai.http;

import static cn.zhenmai.http.Sender.attendance;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.store.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that were set aside are seen, repaired, sent again and discarded, by those whose business they are. */
class QuarantineTest {

    private static final String AT = "2026-10-13T10:05:00+08:00";

    private World world;
    private Sender gate;
    private Sender teacher;
    private String office;

    @BeforeEach
    void start() {
        world = new World();
        SourceStore sources = Sender.open(world);
        gate = Sender.of(world, sources, "gate", 10);
        teacher = Sender.of(world, sources, "jw", 30);
        office = world.cookie("quality", null, Role.QUALITY_OFFICE);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonArray held(String query, String cookie) {
        HttpResponse<Buffer> answer = world.get("/api/v1/quarantine" + query, cookie);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject().getJsonArray("items");
    }

    private JsonObject only() {
        JsonArray items = held("", office);
        assertThat(items).hasSize(1);
        return items.getJsonObject(0);
    }

    private HttpResponse<Buffer> act(long id, String act, JsonObject body) {
        HttpResponse<Buffer> answer = world.post("/api/v1/quarantine/" + id + "/" + act, office, body);
        world.drain();
        return answer;
    }

    private String standing(String student) {
        HttpResponse<Buffer> answer = world.get(
                "/api/v1/observations/history?type=attendance&student=" + student + "&session=" + World.RUNNING,
                office);
        if (answer.statusCode() == 404) {
            return "nothing";
        }
        JsonObject holding = answer.bodyAsJsonObject().getJsonArray("versions").getJsonObject(0);
        return holding.getJsonObject("observation").getString("status") + " of " + holding.getString("source")
                + " rank " + holding.getInteger("rank");
    }

    @Test
    void a_row_shows_its_reason_its_field_and_what_was_said_and_can_be_filtered() {
        gate.send(attendance("S77", World.RUNNING, "ABSENT", AT), attendance("S11", "M1.20261013.7", "ABSENT", AT));
        teacher.send(attendance("S78", World.RUNNING, "ABSENT", AT));
        assertThat(held("", office)).hasSize(3);
        assertThat(held("?source=gate", office)).hasSize(2);
        assertThat(held("?field=session", office)).hasSize(1);
        assertThat(held("?type=leave-slip", office)).isEmpty();
        assertThat(held("?type=attendance&source=jw", office)).hasSize(1);
        assertThat(held("?state=DISCARDED", office)).isEmpty();
        JsonObject row = held("?source=jw", office).getJsonObject(0);
        assertThat(row.getString("message")).isEqualTo("没有这个学生／no such student");
        assertThat(row.getString("field")).isEqualTo("student");
        assertThat(row.getString("sourceName")).isEqualTo("来源 jw");
        assertThat(row.getJsonObject("observation").getString("student")).isEqualTo("S78");
        JsonArray groups =
                world.get("/api/v1/quarantine", office).bodyAsJsonObject().getJsonArray("groups");
        assertThat(groups).hasSize(3);
        JsonObject page = world.get("/api/v1/quarantine?limit=2", office).bodyAsJsonObject();
        assertThat(held("?limit=2&after=" + page.getString("next"), office)).hasSize(1);
        assertThat(world.get("/api/v1/quarantine?state=LOST", office)
                        .bodyAsJsonObject()
                        .getString("field"))
                .isEqualTo("state");
    }

    @Test
    void a_repaired_row_is_taken_under_the_rank_of_its_source() {
        teacher.say(attendance("S11", World.RUNNING, "LATE", AT));
        gate.send(attendance("S1l", World.RUNNING, "ABSENT", AT));
        long id = only().getLong("id");
        JsonObject repaired = attendance("S11", World.RUNNING, "ABSENT", AT);
        JsonObject receipt = act(
                        id,
                        "send",
                        new JsonObject().put("observation", repaired).put("reason", "学号误读"))
                .bodyAsJsonObject();
        assertThat(receipt.getInteger("corrected")).as(receipt.encode()).isEqualTo(1);
        assertThat(receipt.getJsonArray("errors")).isEmpty();
        assertThat(standing("S11")).as("the gate's word is weaker").isEqualTo("LATE of jw rank 30");
        assertThat(held("", office)).isEmpty();
        JsonObject detail = world.get("/api/v1/quarantine/" + id, office).bodyAsJsonObject();
        assertThat(detail.getJsonObject("item").getString("state")).isEqualTo("RELEASED");
        assertThat(detail.getJsonObject("item").getJsonObject("observation").getString("student"))
                .as("what the source said stays")
                .isEqualTo("S1l");
        JsonObject act = detail.getJsonArray("acts").getJsonObject(0);
        assertThat(act.getString("act")).isEqualTo("REPAIRED");
        assertThat(act.getString("account")).isEqualTo("quality");
        assertThat(act.getString("outcome")).isEqualTo("CORRECTED");
        assertThat(act.getString("reason")).isEqualTo("学号误读");
        assertThat(act.getJsonObject("observation").getString("student")).isEqualTo("S11");
    }

    @Test
    void what_is_still_wrong_stays_held_and_says_why() {
        gate.send(attendance("S77", World.RUNNING, "ABSENT", AT));
        long id = only().getLong("id");
        JsonObject again = act(id, "send", new JsonObject()).bodyAsJsonObject();
        assertThat(again.getInteger("quarantined")).isEqualTo(1);
        JsonObject future = attendance("S11", World.RUNNING, "ABSENT", "2026-10-13T23:00:00+08:00");
        JsonObject refused =
                act(id, "send", new JsonObject().put("observation", future)).bodyAsJsonObject();
        assertThat(refused.getInteger("rejected")).isEqualTo(1);
        assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("recordedAt");
        assertThat(only().getString("state")).isEqualTo("HELD");
        assertThat(world.get("/api/v1/quarantine/" + id, office)
                        .bodyAsJsonObject()
                        .getJsonArray("acts"))
                .hasSize(2);
        assertThat(standing("S11")).isEqualTo("nothing");
    }

    @Test
    void a_row_is_sent_again_when_the_registry_knows_better_and_only_once() {
        gate.send(attendance("S77", World.RUNNING, "ABSENT", AT));
        long id = only().getLong("id");
        edit(b -> b.students.add(new Registry.Student("S77", "新来的", null)));
        assertThat(only().getString("message"))
                .as("tried again with the edit: the reason is today's")
                .contains("the student is not on the roster");
        edit(b -> b.student("S77", "软件2501"));
        assertThat(held("", office)).as("taken with the edit").isEmpty();
        assertThat(standing("S77")).isEqualTo("ABSENT of gate rank 10");
        assertThat(act(id, "send", new JsonObject()).statusCode()).isEqualTo(409);
        assertThat(act(id, "discard", new JsonObject().put("reason", "x")).statusCode())
                .isEqualTo(409);
    }

    private void edit(java.util.function.Consumer<RegistryBuilder> change) {
        world.submit(new Entry.RegistryEdit(
                old -> {
                    RegistryBuilder b = World.builder();
                    change.accept(b);
                    return b.registry();
                },
                null));
        world.drain();
    }

    @Test
    void a_conflict_is_settled_by_repairing_its_time_and_never_by_itself() {
        gate.say(attendance("S11", World.RUNNING, "ABSENT", AT));
        gate.send(attendance("S11", World.RUNNING, "PRESENT", AT));
        long id = only().getLong("id");
        assertThat(only().getBoolean("conflict")).isTrue();
        assertThat(act(id, "send", new JsonObject()).bodyAsJsonObject().getInteger("quarantined"))
                .isEqualTo(1);
        JsonObject later = attendance("S11", World.RUNNING, "PRESENT", "2026-10-13T10:06:00+08:00");
        assertThat(act(id, "send", new JsonObject().put("observation", later))
                        .bodyAsJsonObject()
                        .getInteger("corrected"))
                .isEqualTo(1);
        assertThat(standing("S11")).isEqualTo("PRESENT of gate rank 10");
    }

    @Test
    void a_discarded_row_is_gone_with_its_reason_and_the_same_row_again_is_held_anew() {
        JsonObject row = attendance("S77", World.RUNNING, "ABSENT", AT);
        gate.send(row);
        long id = only().getLong("id");
        assertThat(act(id, "discard", new JsonObject()).bodyAsJsonObject().getString("field"))
                .isEqualTo("reason");
        assertThat(act(id, "discard", new JsonObject().put("reason", "测试数据")).statusCode())
                .isEqualTo(200);
        assertThat(held("", office)).isEmpty();
        assertThat(held("?state=DISCARDED", office)).hasSize(1);
        assertThat(act(id, "discard", new JsonObject().put("reason", "again")).statusCode())
                .isEqualTo(409);
        assertThat(act(id, "send", new JsonObject()).statusCode()).isEqualTo(409);
        edit(b -> b.student("S77", "软件2501"));
        assertThat(standing("S77")).as("an edit does not bring it back").isEqualTo("nothing");
        gate.say(row);
        assertThat(standing("S77")).isEqualTo("ABSENT of gate rank 10");
    }

    @Test
    void owners_see_their_own_sources_and_nobody_else_sees_anything() throws SQLException {
        gate.send(attendance("S77", World.RUNNING, "ABSENT", AT));
        teacher.send(attendance("S78", World.RUNNING, "ABSENT", AT));
        String owner = world.cookie("sun", "T7", Role.COLLEGE);
        assertThat(held("", owner)).isEmpty();
        assertThat(world.database.<Integer>inTransaction(connection -> {
                    try (var update = connection.createStatement()) {
                        return update.executeUpdate("update source set owner = 'sun' where id = 'gate'");
                    }
                }))
                .isEqualTo(1);
        assertThat(held("", owner)).hasSize(1);
        assertThat(held("?source=jw", owner)).isEmpty();
        long own = held("", owner).getJsonObject(0).getLong("id");
        long foreign = held("?source=jw", office).getJsonObject(0).getLong("id");
        for (String act : List.of("send", "discard")) {
            JsonObject body = new JsonObject().put("reason", "x");
            assertThat(world.post("/api/v1/quarantine/" + foreign + "/" + act, owner, body)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(world.get("/api/v1/quarantine/" + foreign, owner).statusCode())
                .isEqualTo(404);
        assertThat(world.get("/api/v1/quarantine/" + own, owner).statusCode()).isEqualTo(200);
        assertThat(held("", world.teacher())).isEmpty();
        assertThat(world.get("/api/v1/quarantine", null).statusCode()).isEqualTo(401);
        String audited = world.database.inTransaction(connection -> {
            try (var row = connection
                    .createStatement()
                    .executeQuery("select string_agg(distinct account || ' ' || students[1], ';') from audit"
                            + " where what like 'GET /api/v1/quarantine%' and cardinality(students) > 0")) {
                row.next();
                return row.getString(1);
            }
        });
        assertThat(audited).contains("sun S77").doesNotContain("sun S78");
    }

    @Test
    void what_is_no_observation_is_refused_by_its_field() {
        gate.send(attendance("S77", World.RUNNING, "ABSENT", AT));
        long id = only().getLong("id");
        JsonObject good = attendance("S11", World.RUNNING, "ABSENT", AT);
        assertThat(refusedField(id, good.copy().put("status", "GONE"))).isEqualTo("observation.status");
        assertThat(refusedField(id, good.copy().put("face", "x"))).isEqualTo("observation.face");
        assertThat(refusedField(
                        id,
                        new JsonObject()
                                .put("type", "roll-call")
                                .put("session", World.RUNNING.toString())
                                .put("class", "软件2501")
                                .put("mode", "full")
                                .put("recordedAt", AT)))
                .isEqualTo("observation.type");
        assertThat(act(id, "send", new JsonObject().put("observation", "x")).statusCode())
                .isEqualTo(400);
        assertThat(act(id, "send", new JsonObject().put("reason", "长".repeat(501)))
                        .bodyAsJsonObject()
                        .getString("field"))
                .isEqualTo("reason");
        for (String unknown : List.of("0", "99999999999999999999", "x")) {
            assertThat(world.get("/api/v1/quarantine/" + unknown, office).statusCode())
                    .isEqualTo(404);
        }
        assertThat(only().getLong("id")).isEqualTo(id);
    }

    private String refusedField(long id, JsonObject observation) {
        HttpResponse<Buffer> answer = act(id, "send", new JsonObject().put("observation", observation));
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
        return answer.bodyAsJsonObject().getString("field");
    }
}
