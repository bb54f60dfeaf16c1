package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The roll of the session that runs, over HTTP: sent late and twice, corrected, and called by a class's monitor. */
class RollTest {

    private static final String OWN = "软件2501";

    private World world;

    @BeforeEach
    void start() {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static String path(Object session) {
        return "/api/v1/sessions/" + session + "/roll";
    }

    private static JsonObject roll(String classId, String... absent) {
        JsonArray exceptions = new JsonArray();
        for (String student : absent) {
            exceptions.add(new JsonObject().put("student", student).put("status", "ABSENT"));
        }
        return new JsonObject().put("classId", classId).put("exceptions", exceptions);
    }

    private HttpResponse<Buffer> send(String cookie, JsonObject body) {
        HttpResponse<Buffer> answer = world.post(path(World.RUNNING), cookie, body);
        world.drain();
        return answer;
    }

    @CanIgnoreReturnValue
    private JsonObject taken(String cookie, JsonObject body) {
        HttpResponse<Buffer> answer = send(cookie, body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject().getJsonArray("errors")).isEmpty();
        return answer.bodyAsJsonObject();
    }

    private String refusedField(String cookie, JsonObject body) {
        HttpResponse<Buffer> answer = send(cookie, body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
        return answer.bodyAsJsonObject().getString("field");
    }

    private String monitor() {
        return world.cookie("monitor", "S12", Role.MONITOR);
    }

    private JsonArray versions(String query) {
        return world.get("/api/v1/observations/history?" + query, world.teacher())
                .bodyAsJsonObject()
                .getJsonArray("versions");
    }

    private JsonArray rollVersions() {
        return versions(
                "type=roll-call&session=" + World.RUNNING + "&class=" + URLEncoder.encode(OWN, StandardCharsets.UTF_8));
    }

    private JsonObject shown(String cookie) {
        JsonArray rolls =
                world.get(path(World.RUNNING), cookie).bodyAsJsonObject().getJsonArray("rolls");
        return rolls.getJsonObject(0);
    }

    @Test
    void a_roll_that_a_phone_kept_counts_as_of_when_it_was_taken_and_once_however_often_it_is_sent() {
        JsonObject kept = roll(OWN, "S11").put("clientId", "abcdef0123456789").put("heldMillis", 240_000);
        assertThat(taken(world.teacher(), kept).getInteger("stored")).isEqualTo(2);
        world.schoolClock.advance(Duration.ofMinutes(3));
        JsonObject again = taken(world.teacher(), kept.copy().put("heldMillis", 425_123));
        assertThat(again.getInteger("duplicate")).isEqualTo(2);
        JsonArray versions = versions("type=attendance&student=S11&session=" + World.RUNNING);
        assertThat(versions).hasSize(1);
        assertThat(versions.getJsonObject(0).getString("recordedAt")).isEqualTo("2026-10-13T10:06:00+08:00");
        assertThat(rollVersions()).hasSize(1);
    }

    @Test
    void no_phone_dates_a_roll_before_its_session() {
        taken(world.teacher(), roll(OWN).put("clientId", "abcdef0123456789").put("heldMillis", 86_400_000));
        assertThat(rollVersions().getJsonObject(0).getString("recordedAt")).isEqualTo("2026-10-13T09:30:00+08:00");
    }

    @Test
    void a_correction_needs_a_reason_which_is_kept_with_it() {
        taken(world.teacher(), roll(OWN, "S11"));
        world.schoolClock.advance(Duration.ofMinutes(1));
        assertThat(refusedField(world.teacher(), roll(OWN))).isEqualTo("reason");
        JsonObject present = new JsonObject().put("student", "S11").put("status", "PRESENT");
        taken(
                world.teacher(),
                new JsonObject()
                        .put("classId", OWN)
                        .put("exceptions", new JsonArray().add(present))
                        .put("reason", "点错了"));
        assertThat(rollVersions()).hasSize(2);
        assertThat(rollVersions().getJsonObject(0).getJsonObject("observation").getString("reason"))
                .isEqualTo("点错了");
        JsonArray versions = versions("type=attendance&student=S11&session=" + World.RUNNING);
        assertThat(versions.getJsonObject(0).getJsonObject("observation").getString("status"))
                .isEqualTo("PRESENT");
        assertThat(shown(world.teacher()).getJsonObject("call").getString("reason"))
                .isEqualTo("点错了");
    }

    @Test
    void a_monitor_calls_the_own_class_and_the_teacher_signs_it() {
        assertThat(taken(monitor(), roll(OWN, "S11", "S13")).getInteger("stored"))
                .isEqualTo(3);
        JsonObject waiting = shown(world.teacher());
        assertThat(waiting.getBoolean("called")).isTrue();
        assertThat(waiting.getJsonObject("call").getString("by")).isEqualTo("MONITOR");
        assertThat(waiting.getJsonObject("call").getString("name")).isEqualTo("学生S12");
        JsonObject day = world.get("/api/v1/teacher/sessions", world.teacher()).bodyAsJsonObject();
        assertThat(day.getJsonArray("sessions")
                        .getJsonObject(0)
                        .getJsonArray("rolls")
                        .getJsonObject(0)
                        .getBoolean("unsigned"))
                .isTrue();

        JsonArray signed = new JsonArray()
                .add(new JsonObject().put("student", "S11").put("status", "ABSENT"))
                .add(new JsonObject()
                        .put("student", "S13")
                        .put("status", "LATE")
                        .put("minutesLate", 5));
        taken(world.teacher(), new JsonObject().put("classId", OWN).put("exceptions", signed));
        assertThat(shown(world.teacher()).getJsonObject("call").getString("by")).isEqualTo("TEACHER");
        assertThat(standing("S11")).isEqualTo("ABSENT of teacher:T1");
        assertThat(standing("S13")).isEqualTo("LATE of teacher:T1");

        world.schoolClock.advance(Duration.ofMinutes(5));
        taken(monitor(), roll(OWN, "S13"));
        assertThat(standing("S13")).as("a monitor's later word is weaker").isEqualTo("LATE of teacher:T1");
    }

    private String standing(String student) {
        JsonObject holding = versions("type=attendance&student=" + student + "&session=" + World.RUNNING)
                .getJsonObject(0);
        return holding.getJsonObject("observation").getString("status") + " of " + holding.getString("source");
    }

    @Test
    void a_monitor_reaches_the_own_class_of_today_and_nothing_else() {
        JsonObject shown = world.get(path(World.RUNNING), monitor()).bodyAsJsonObject();
        assertThat(shown.getBoolean("monitor")).isTrue();
        assertThat(shown.getJsonArray("rolls")).hasSize(1);
        assertThat(shown.encode()).doesNotContain("S21");
        assertThat(refusedField(monitor(), roll("软件2502"))).isEqualTo("classId");
        assertThat(world.get(path("M1.20261012.1"), monitor()).statusCode())
                .as("yesterday's")
                .isEqualTo(404);
        assertThat(world.get(path("M1.20261019.1"), monitor()).statusCode()).isEqualTo(404);
        JsonObject day = world.get("/api/v1/teacher/sessions", monitor()).bodyAsJsonObject();
        assertThat(day.getJsonArray("sessions")).hasSize(1);
        assertThat(day.getJsonArray("sessions").getJsonObject(0).getJsonArray("rolls"))
                .hasSize(1);
        for (String foreign : new String[] {
            "/api/v1/alerts",
            "/api/v1/worklist",
            "/api/v1/wall",
            "/api/v1/quarantine",
            "/api/v1/observations/history?type=attendance&student=S11&session=" + World.RUNNING
        }) {
            assertThat(world.get(foreign, monitor()).statusCode()).as(foreign).isEqualTo(403);
        }
        assertThat(world.post("/api/v1/sessions/" + World.RUNNING + "/answer", monitor(), new JsonObject())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_monitor_learns_that_someone_is_on_leave_but_not_why_and_may_not_say_so() {
        Instant eight = Instant.parse("2026-10-13T00:00:00Z");
        world.facts(new Observation.LeaveSlip(
                "S11",
                "L1",
                Status.SICK,
                eight,
                eight.plusSeconds(36_000),
                Observation.LeaveSlip.State.APPROVED,
                eight));
        taken(world.teacher(), roll(OWN, "S11"));
        HttpResponse<Buffer> answer = world.get(path(World.RUNNING), monitor());
        assertThat(answer.bodyAsString()).doesNotContain("SICK");
        JsonObject ill = shown(monitor()).getJsonArray("students").getJsonObject(0);
        assertThat(ill.getString("student")).isEqualTo("S11");
        assertThat(ill.getBoolean("onLeave")).isTrue();
        assertThat(ill.getValue("status")).isNull();
        JsonObject sick = roll(OWN);
        sick.getJsonArray("exceptions")
                .add(new JsonObject().put("student", "S12").put("status", "SICK"));
        assertThat(refusedField(monitor(), sick)).isEqualTo("exceptions.0.status");
    }

    @Test
    void what_no_phone_of_ours_sends_is_refused_by_field() {
        assertThat(refusedField(world.teacher(), roll(OWN).put("clientId", "a b")))
                .isEqualTo("clientId");
        assertThat(refusedField(world.teacher(), roll(OWN).put("heldMillis", -1)))
                .isEqualTo("heldMillis");
        assertThat(refusedField(world.teacher(), roll(OWN).put("heldMillis", 864_000_001L)))
                .isEqualTo("heldMillis");
        assertThat(refusedField(world.teacher(), roll(OWN).put("reason", "a\tb")))
                .isEqualTo("reason");
        assertThat(refusedField(world.teacher(), roll(OWN).put("reason", "长".repeat(201))))
                .isEqualTo("reason");
        assertThat(refusedField(world.teacher(), roll(OWN, "S1\t1"))).isEqualTo("exceptions.0.student");
        assertThat(rollVersions()).isNull();
    }
}
