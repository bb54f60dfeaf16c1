package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MeasureRoutesTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        world.absentOnMondays("S11", 3);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static String office() {
        return world.cookie("office-1", null, Role.QUALITY_OFFICE);
    }

    private static JsonObject get(String path) {
        return world.get(path, office()).bodyAsJsonObject();
    }

    @Test
    void every_definition_says_what_it_is_for_or_what_is_missing() {
        String told = world.get("/api/v1/measures", office()).bodyAsString();
        assertThat(told).contains("attendance-rate", "到课率", "task-on-time-rate", "尚无任务数据");
    }

    @Test
    void a_number_of_the_school_is_told_as_it_is_known_now_and_as_it_was_before_anything_was() {
        JsonObject now = get("/api/v1/measures/absent-times?kind=SCHOOL");
        assertThat(now.getLong("numerator")).isEqualTo(3);
        assertThat(now.getString("arithmetic")).contains("= 3");
        JsonObject before = get("/api/v1/measures/absent-times?kind=SCHOOL&known-at=2026-01-01T00:00:00Z");
        assertThat(before.getLong("numerator")).isNull();
        assertThat(before.getBoolean("enough")).isFalse();
    }

    @Test
    void what_can_not_be_read_is_refused_by_its_field() {
        assertThat(get("/api/v1/measures/absent-times").getString("field")).isEqualTo("kind");
        assertThat(get("/api/v1/measures/absent-times?kind=CLASS").getString("field"))
                .isEqualTo("subject");
        assertThat(get("/api/v1/measures/task-on-time-rate?kind=SCHOOL").getString("field"))
                .isEqualTo("id");
        assertThat(get("/api/v1/measures/absent-times?kind=SCHOOL&known-at=gestern")
                        .getString("field"))
                .isEqualTo("known-at");
        assertThat(world.get("/api/v1/measures/nothing?kind=SCHOOL", office()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void only_those_who_may_see_the_whole_school_may_ask() {
        assertThat(world.get("/api/v1/measures/absent-times?kind=SCHOOL", world.teacher())
                        .statusCode())
                .isEqualTo(403);
    }
}
