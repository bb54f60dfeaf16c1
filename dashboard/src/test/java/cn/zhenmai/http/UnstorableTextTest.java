package cn.zhenmai.http;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that no store can hold, and days after which none comes, are the sender's mistake wherever they are told: never a fault. */
class UnstorableTextTest {

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
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void in_a_body_its_field_is_named() {
        String session = "/api/v1/sessions/" + World.RUNNING;
        for (String text : new String[] {"a\\u0000", "\\ud800", "a\\udc00b"}) {
            refused("account", "/api/v1/sign-in", null, "{\"account\":\"" + text + "\",\"password\":\"x\"}");
            refused(
                    "note",
                    "/api/v1/alerts/" + alert + "/acknowledge",
                    world.counselor(),
                    "{\"note\":\"" + text + "\"}");
            refused(
                    "reason",
                    session + "/answer",
                    world.teacher(),
                    "{\"answer\":\"CANCELLED\",\"reason\":\"" + text + "\"}");
            refused(
                    "exceptions.0.student",
                    session + "/roll",
                    world.teacher(),
                    "{\"classId\":\"软件2501\",\"exceptions\":[{\"student\":\"" + text + "\",\"status\":\"ABSENT\"}]}");
        }
    }

    @Test
    void in_a_query_its_parameter_is_named() {
        for (String query : new String[] {"student", "class", "rule", "after"}) {
            HttpResponse<Buffer> answer = world.get("/api/v1/alerts?" + query + "=a%00", world.counselor());
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(query);
        }
        for (String day : new String[] {"%2B999999999-12-31", "-999999999-01-01", "2026-02-30", "x"}) {
            assertThat(world.get("/api/v1/teacher/sessions?date=" + day, world.teacher())
                            .statusCode())
                    .as(day)
                    .isIn(200, 400);
        }
    }

    @Test
    void in_a_path_there_is_no_such_thing() {
        assertThat(world.get("/api/v1/alerts/A1%00", world.counselor()).statusCode())
                .isEqualTo(404);
        for (String session : new String[] {"M1%00.20261013.3", "M1.99999999.3", "M1.20261013.99999999999"}) {
            assertThat(world.get("/api/v1/sessions/" + session + "/roll", world.teacher())
                            .statusCode())
                    .as(session)
                    .isEqualTo(404);
        }
    }

    private static void refused(String field, String path, String cookie, String json) {
        var request = world.client
                .post(world.port, "127.0.0.1", path)
                .putHeader("Origin", "http://127.0.0.1:" + world.port)
                .putHeader("Content-Type", "application/json");
        HttpResponse<Buffer> answer =
                await((cookie == null ? request : request.putHeader("Cookie", cookie)).sendBuffer(Buffer.buffer(json)));
        assertThat(answer.statusCode()).as(path + answer.bodyAsString()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
    }
}
