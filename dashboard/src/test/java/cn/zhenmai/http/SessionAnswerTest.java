package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a teacher answers to the mail that asks why there is no roll call, over HTTP, on the session that runs. */
class SessionAnswerTest {

    private World world;

    @BeforeEach
    void start() {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_cancelled_session_is_expected_no_longer_and_its_alert_ends() {
        passTheDeadline();
        assertThat(noRollCall().getString("condition")).isEqualTo("FIRING");

        assertThat(answer(body("CANCELLED")).statusCode()).isEqualTo(200);
        world.drain();

        JsonObject alert = noRollCall();
        assertThat(alert.getString("condition")).isEqualTo("ENDED");
        assertThat(alert.getString("endReason")).isEqualTo("session-cancelled");
        assertThat(state()).isEqualTo("CANCELLED");
    }

    @Test
    void a_moved_session_is_held_on_its_new_day_and_keeps_its_name() {
        HttpResponse<Buffer> answer =
                answer(body("MOVED").put("newDate", "2026-10-14").put("newFirstPeriod", 3));
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        world.drain();
        JsonObject moved = sessions("2026-10-14").getJsonObject(0);
        assertThat(moved.getString("session")).isEqualTo(World.RUNNING.toString());
        assertThat(moved.getString("state")).isEqualTo("MOVED");
    }

    @Test
    void a_broken_device_is_noted_on_the_alert_that_asked() {
        assertThat(answer(body("DEVICE_BROKEN")).statusCode()).isEqualTo(409);
        passTheDeadline();
        assertThat(answer(body("DEVICE_BROKEN")).statusCode()).isEqualTo(200);
        world.drain();
        String id = noRollCall().getString("id");
        assertThat(world.get("/api/v1/alerts/" + id, world.teacher()).bodyAsString())
                .contains("设备故障：停电");
    }

    @Test
    void what_cannot_be_is_refused_by_field() {
        assertThat(refusedField(body("HOLIDAY"))).isEqualTo("answer");
        assertThat(refusedField(new JsonObject().put("answer", "CANCELLED"))).isEqualTo("reason");
        assertThat(refusedField(body("MOVED").put("newFirstPeriod", 3))).isEqualTo("newDate");
        assertThat(refusedField(body("MOVED").put("newDate", "2026-10-14").put("newFirstPeriod", 99)))
                .isEqualTo("newFirstPeriod");
        // The same classes have another lesson then.
        assertThat(refusedField(body("MOVED").put("newDate", "2026-10-19").put("newFirstPeriod", 1)))
                .isIn("newDate", "newFirstPeriod");
        assertThat(state()).isEqualTo("PLANNED");
    }

    @Test
    void a_session_of_another_teacher_is_not_there() {
        HttpResponse<Buffer> foreign = world.post(path(), world.cookie("li", "T2", Role.TEACHER), body("CANCELLED"));
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    @Test
    void a_cancelled_session_leaves_what_is_expected_today_and_answering_twice_changes_nothing() {
        int before = expectedToday();
        assertThat(before).isPositive();
        assertThat(answer(body("CANCELLED")).statusCode()).isEqualTo(200);
        long sequence = world.journal.sequence();
        assertThat(answer(body("CANCELLED")).statusCode()).isEqualTo(200);
        assertThat(world.journal.sequence()).isEqualTo(sequence);
        world.drain();
        assertThat(expectedToday()).isZero();
        passTheDeadline();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void a_moved_session_ends_the_alert_of_its_old_hour() {
        passTheDeadline();
        assertThat(answer(body("MOVED").put("newDate", "2026-10-14").put("newFirstPeriod", 3))
                        .statusCode())
                .isEqualTo(200);
        world.drain();
        assertThat(noRollCall().getString("condition")).isEqualTo("ENDED");
        assertThat(sessions("2026-10-13")).isEmpty();
        // Answering again, with the right day, replaces the first answer.
        assertThat(answer(body("MOVED").put("newDate", "2026-10-15").put("newFirstPeriod", 5))
                        .statusCode())
                .isEqualTo(200);
        assertThat(sessions("2026-10-14")).isEmpty();
        assertThat(sessions("2026-10-15")).hasSize(1);
    }

    @Test
    void what_no_store_and_no_calendar_takes_is_refused_by_field() {
        long sequence = world.journal.sequence();
        for (String day :
                new String[] {"+999999999-12-31", "-999999999-01-01", "2036-01-08", "1026-10-14", "2026-13-01"}) {
            assertThat(refusedField(body("MOVED").put("newDate", day).put("newFirstPeriod", 3)))
                    .as(day)
                    .isEqualTo("newDate");
        }
        // The second of its two periods has no bell.
        assertThat(refusedField(body("MOVED").put("newDate", "2026-10-14").put("newFirstPeriod", 10)))
                .isEqualTo("newFirstPeriod");
        for (String reason : new String[] {"a\u0000b", "长".repeat(501), "  "}) {
            for (String kind : new String[] {"CANCELLED", "DEVICE_BROKEN"}) {
                assertThat(refusedField(body(kind).put("reason", reason))).isEqualTo("reason");
            }
        }
        assertThat(refusedField(body("CANCELLED").put("newRoom", "101"))).isEqualTo("newRoom");
        assertThat(world.journal.sequence()).isEqualTo(sequence);
    }

    @Test
    void a_body_that_is_none_is_a_problem_and_never_a_fault() {
        for (String text : new String[] {
            "[]",
            "null",
            "7",
            "{",
            "\"CANCELLED\"",
            "{\"answer\":0,\"reason\":\"x\"}",
            "{\"answer\":\"0\",\"reason\":\"x\"}"
        }) {
            HttpResponse<Buffer> refused = World.await(world.client
                    .post(world.port, "127.0.0.1", path())
                    .putHeader("Origin", "http://127.0.0.1:" + world.port)
                    .putHeader("Cookie", world.teacher())
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(text)));
            assertThat(refused.statusCode()).as(text).isEqualTo(400);
            assertThat(refused.getHeader("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void of_two_moves_to_one_hour_at_once_the_second_is_refused() {
        JsonObject move = body("MOVED").put("newDate", "2026-10-14").put("newFirstPeriod", 3);
        String other = "/api/v1/sessions/M1.20261019.1/answer";
        String cookie = world.teacher();
        for (int round = 1; round <= 5; round++) {
            move.put("newFirstPeriod", round);
            CompletableFuture<Integer> beside = CompletableFuture.supplyAsync(
                    () -> world.post(other, cookie, move).statusCode());
            int own = answer(move).statusCode();
            assertThat(List.of(own, beside.join())).containsExactlyInAnyOrder(200, 400);
        }
    }

    private int expectedToday() {
        return world.get("/api/v1/worklist", world.counselor())
                .bodyAsJsonObject()
                .getJsonObject("today")
                .getInteger("expected");
    }

    private void passTheDeadline() {
        world.schoolClock.advance(Duration.ofMinutes(30));
        world.drain();
    }

    private static JsonObject body(String answer) {
        return new JsonObject().put("answer", answer).put("reason", "停电");
    }

    private static String path() {
        return "/api/v1/sessions/" + World.RUNNING + "/answer";
    }

    private HttpResponse<Buffer> answer(JsonObject body) {
        return world.post(path(), world.teacher(), body);
    }

    private String refusedField(JsonObject body) {
        HttpResponse<Buffer> answer = answer(body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
        return answer.bodyAsJsonObject().getString("field");
    }

    private JsonObject noRollCall() {
        assertThat(alerts()).hasSize(1);
        return alerts().getJsonObject(0);
    }

    private JsonArray alerts() {
        return world.get("/api/v1/alerts?rule=no-roll-call", world.teacher())
                .bodyAsJsonObject()
                .getJsonArray("items");
    }

    private JsonArray sessions(String day) {
        return world.get("/api/v1/teacher/sessions?date=" + day, world.teacher())
                .bodyAsJsonObject()
                .getJsonArray("sessions");
    }

    private String state() {
        return sessions("2026-10-13").getJsonObject(0).getString("state");
    }
}
