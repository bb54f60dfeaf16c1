package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Acknowledging while the engine's own thread runs: nothing is worked off by hand after the start. */
class AcknowledgeTest {

    private static World world;
    private static String alert;

    @BeforeAll
    static void start() {
        world = new World();
        world.absentOnMondays("S11", 2);
        alert = world.get("/api/v1/alerts", world.counselor())
                .bodyAsJsonObject()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        assertThat(world.engine.start()).isNotNull();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void the_answer_itself_shows_the_alert_as_taken_up() {
        for (int time = 1; time <= 5; time++) {
            String note = "第" + time + "次谈话";
            long before = System.nanoTime();
            HttpResponse<Buffer> answer = acknowledge(new JsonObject().put("note", note));
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
            JsonObject handling = answer.bodyAsJsonObject().getJsonObject("handling");
            assertThat(handling.getString("state")).isEqualTo("ACKNOWLEDGED");
            assertThat(handling.getString("byName")).isEqualTo("赵辅导员");
            assertThat(handling.getString("note")).isEqualTo(note);
            // Told by the engine, not by the end of patience (5 s).
            assertThat(took).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void without_a_body_it_is_taken_up_without_a_note() {
        HttpResponse<Buffer> answer = acknowledge(new JsonObject());
        assertThat(answer.bodyAsJsonObject().getJsonObject("handling").getString("state"))
                .isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void a_note_that_cannot_be_stored_is_refused_by_field() {
        for (String note : new String[] {"a\u0000b", "长".repeat(501)}) {
            HttpResponse<Buffer> answer = acknowledge(new JsonObject().put("note", note));
            assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
            assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo("note");
        }
        assertThat(acknowledge(new JsonObject().put("note", 7))
                        .bodyAsJsonObject()
                        .getString("field"))
                .isEqualTo("note");
    }

    private static HttpResponse<Buffer> acknowledge(JsonObject body) {
        return world.post("/api/v1/alerts/" + alert + "/acknowledge", world.counselor(), body);
    }
}
