package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.intake.SilenceListener;
import cn.zhenmai.intake.SilenceWorker;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRoutesTest {

    private static World world;
    private static String office;

    @BeforeAll
    static void start() {
        world = new World();
        office = world.cookie("quality", null, Role.QUALITY_OFFICE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static JsonObject edit(String name) {
        return new JsonObject().put("name", name).put("rank", 30);
    }

    private static JsonObject source(String cookie, String id) {
        JsonArray sources =
                world.get("/api/v1/sources", cookie).bodyAsJsonObject().getJsonArray("sources");
        return sources.stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("id").equals(id))
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_source_is_made_with_a_key_that_is_shown_once() {
        HttpResponse<Buffer> made =
                world.post("/api/v1/sources", office, edit("教务系统").put("id", "jw"));
        assertThat(made.statusCode()).isEqualTo(200);
        String key = made.bodyAsJsonObject().getString("key");
        assertThat(key).startsWith("zk_jw_");
        assertThat(world.post("/api/v1/sources", office, edit("又一个").put("id", "jw"))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<Buffer> list = world.get("/api/v1/sources", office);
        assertThat(list.bodyAsString()).doesNotContain(key).doesNotContain("hash");
        JsonObject listed = source(office, "jw");
        assertThat(listed.getJsonObject("settings").getInteger("rowsPerSecond")).isEqualTo(5_000);
        assertThat(listed.getJsonArray("keys")).hasSize(1);
        assertThat(listed.getString("lastAt")).isNull();
    }

    @Test
    void its_limits_are_changed_and_it_is_revoked() {
        assertThat(world.post("/api/v1/sources", office, edit("宿舍").put("id", "dorm"))
                        .statusCode())
                .isEqualTo(200);
        JsonObject changed = edit("宿舍门禁")
                .put("cadenceMinutes", 60)
                .put("types", new JsonArray().add("attendance"))
                .put("classes", new JsonArray().add("软件2501"))
                .put("signed", true)
                .put("revoked", true);
        assertThat(world.post("/api/v1/sources/dorm", office, changed).statusCode())
                .isEqualTo(204);
        JsonObject settings = source(office, "dorm").getJsonObject("settings");
        assertThat(settings.getString("name")).isEqualTo("宿舍门禁");
        assertThat(settings.getInteger("cadenceMinutes")).isEqualTo(60);
        assertThat(settings.getJsonArray("types")).containsExactly("attendance");
        assertThat(settings.getBoolean("revoked")).isTrue();
        assertThat(world.post("/api/v1/sources/nobody", office, changed).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_key_is_changed_by_a_second_one_and_a_third_is_refused() {
        assertThat(world.post("/api/v1/sources", office, edit("轮换").put("id", "turn"))
                        .statusCode())
                .isEqualTo(200);
        String keys = "/api/v1/sources/turn/keys";
        JsonObject until = new JsonObject().put("expiresOn", "2027-01-31");
        assertThat(world.post(keys, office, until).statusCode()).isEqualTo(200);
        assertThat(world.post(keys, office, until).statusCode()).isEqualTo(409);
        assertThat(world.post(keys + "/1/revoke", office, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(world.post(keys + "/1/revoke", office, new JsonObject()).statusCode())
                .isEqualTo(404);
        assertThat(world.post(keys + "/x/revoke", office, new JsonObject()).statusCode())
                .isEqualTo(404);
        JsonArray shown = source(office, "turn").getJsonArray("keys");
        assertThat(shown.getJsonObject(0).getString("expiresAt")).startsWith("2027-01-31T00:00:00");
        assertThat(shown.getJsonObject(1).getString("revokedAt")).isNotNull();
        assertThat(world.post("/api/v1/sources/nobody/keys", office, until).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "{\"name\":\"a\",\"rank\":1} ~ id",
                "{\"id\":\"A B\",\"name\":\"a\",\"rank\":1} ~ id",
                "{\"id\":\"x\",\"rank\":1} ~ name",
                "{\"id\":\"x\",\"name\":\"a\"} ~ rank",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":101} ~ rank",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":\"high\"} ~ rank",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"owner\":\"\"} ~ owner",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"cadenceMinutes\":0} ~ cadenceMinutes",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"rowsPerSecond\":0} ~ rowsPerSecond",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"types\":[\"weather\"]} ~ types",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"classes\":[]} ~ classes",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"keyExpiresOn\":\"2020-01-01\"} ~ keyExpiresOn",
                "{\"id\":\"x\",\"name\":\"a\",\"rank\":1,\"mood\":1} ~ mood",
            })
    void what_can_not_be_is_named_by_its_field(String body, String field) {
        HttpResponse<Buffer> refused = world.post("/api/v1/sources", office, new JsonObject(body));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsJsonObject().getString("field")).isEqualTo(field);
        assertThat(refused.bodyAsJsonObject().getString("detail")).contains("／");
    }

    @Test
    void an_owner_sees_the_own_ones_and_changes_nothing() {
        String owner = world.cookie("owner", "T2", Role.TEACHER);
        assertThat(world.post(
                                "/api/v1/sources",
                                office,
                                edit("我的").put("id", "mine").put("owner", "owner"))
                        .statusCode())
                .isEqualTo(200);
        JsonObject seen = world.get("/api/v1/sources", owner).bodyAsJsonObject();
        assertThat(seen.getBoolean("manages")).isFalse();
        assertThat(seen.getJsonArray("sources")).hasSize(1);
        assertThat(world.post("/api/v1/sources/mine", owner, edit("别的")).statusCode())
                .isEqualTo(403);
        assertThat(world.get("/api/v1/sources", world.counselor())
                        .bodyAsJsonObject()
                        .getJsonArray("sources"))
                .isEmpty();
    }

    @Test
    void a_source_that_is_expected_and_not_heard_is_shown_silent_since_it_was_due() {
        assertThat(world.post(
                                "/api/v1/sources",
                                office,
                                edit("打卡").put("id", "clock").put("cadenceMinutes", 5))
                        .statusCode())
                .isEqualTo(200);
        assertThat(world.post("/api/v1/sources", office, edit("随缘").put("id", "whenever"))
                        .statusCode())
                .isEqualTo(200);
        world.submit(new Entry.Facts(
                new Source("clock", 10, false),
                List.of(),
                List.of(new Receipt.RowError(1, "type", "缺少字段／missing field")),
                null));
        SilenceWorker worker = new SilenceWorker(
                world.database, world.journal::school, () -> World.TUESDAY.plusSeconds(600), SilenceListener.NOBODY);
        assertThat(World.await(worker.drainOnce())).isEqualTo(1);
        assertThat(source(office, "clock").getString("silentSince")).startsWith("2026-10-13T10:15:00");
        assertThat(source(office, "whenever").getString("silentSince")).isNull();
    }

    @Test
    void the_days_of_a_source_add_up_and_teachers_count_as_one() {
        assertThat(world.post("/api/v1/sources", office, edit("读卡").put("id", "card"))
                        .statusCode())
                .isEqualTo(200);
        SessionId monday = new SessionId("M1", java.time.LocalDate.of(2026, 10, 12), 1);
        Observation said = new Observation.Attendance(
                "S11",
                monday,
                Status.PRESENT,
                null,
                0,
                world.schoolClock.instant().minusSeconds(60));
        Observation nobody = new Observation.Attendance(
                "S99",
                monday,
                Status.PRESENT,
                null,
                0,
                world.schoolClock.instant().minusSeconds(60));
        Entry.Row twice = new Entry.Row(2, said);
        world.submit(new Entry.Facts(
                new Source("card", 10, false), List.of(new Entry.Row(1, said), twice, new Entry.Row(3, nobody)), null));
        for (String teacher : List.of("T1", "T2")) {
            world.submit(new Entry.Facts(
                    new Source("teacher:" + teacher, 30, false), List.of(new Entry.Row(1, nobody)), null));
        }
        JsonObject day = source(office, "card").getJsonArray("days").getJsonObject(0);
        assertThat(day.getString("on")).isEqualTo("2026-10-13");
        assertThat(List.of(
                        day.getInteger("received"),
                        day.getInteger("stored"),
                        day.getInteger("duplicate"),
                        day.getInteger("quarantined")))
                .containsExactly(3, 1, 1, 1);
        assertThat(source(office, "card").getString("lastAt")).startsWith("2026-10-13T10:10");
        JsonObject teachers = source(office, "teacher");
        assertThat(teachers.getJsonObject("settings")).isNull();
        assertThat(teachers.getJsonArray("days").getJsonObject(0).getInteger("received"))
                .isEqualTo(2);
    }
}
