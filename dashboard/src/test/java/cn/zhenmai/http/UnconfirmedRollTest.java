package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.store.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole class absent is 待核实: it is in no rate, on no page, until a person confirms it; 未点名 it is not. */
class UnconfirmedRollTest {

    /** Of either class. */
    private static final int STUDENTS = 9;

    private World world;

    @BeforeEach
    void start() {
        world = new World();
        RegistryBuilder school = World.builder();
        for (int s = 4; s <= STUDENTS; s++) {
            school.student("S1" + s, "软件2501");
            school.student("S2" + s, "软件2502");
        }
        assertThat(world.submit(new Entry.RegistryEdit(old -> school.registry(), null))
                        .sequence())
                .isPositive();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void all(String classId, Status status, Instant at) {
        Observation[] said = new Observation[STUDENTS + 1];
        said[0] = new RollCall(World.RUNNING, classId, "T1", RollCall.Mode.FULL, at);
        for (int s = 1; s <= STUDENTS; s++) {
            String student = "S" + classId.charAt(classId.length() - 1) + s;
            said[s] = new Observation.Attendance(student, World.RUNNING, status, null, 0, at);
        }
        world.facts(said);
    }

    private JsonObject today() {
        return get("/api/v1/worklist", world.counselor()).getJsonObject("today");
    }

    private JsonObject wall() {
        world.machineClock.set(world.machineClock.instant().plus(Duration.ofSeconds(2)));
        return get("/api/v1/wall", world.cookie("wall", null, Role.WALL));
    }

    private JsonObject get(String path, String cookie) {
        HttpResponse<Buffer> answer = world.get(path, cookie);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject();
    }

    private static Object measure(JsonObject wall, String name) {
        for (Object row : wall.getJsonArray("matrix")) {
            for (Object cell : ((JsonObject) row).getJsonArray("cells")) {
                for (Object measure : ((JsonObject) cell).getJsonArray("measures")) {
                    if (((JsonObject) measure).getString("name").equals(name)) {
                        return ((JsonObject) measure).getValue("value");
                    }
                }
            }
        }
        return null;
    }

    private static double rateOfToday(JsonObject wall) {
        var days = wall.getJsonArray("trend");
        return days.getJsonObject(days.size() - 1).getDouble("rate");
    }

    @Test
    void it_is_in_no_rate_until_it_is_confirmed_and_then_it_counts() {
        Instant during = World.TUESDAY.minusSeconds(120);
        all("软件2501", Status.ABSENT, during);
        all("软件2502", Status.PRESENT, during);

        assertThat(today())
                .isEqualTo(new JsonObject()
                        .put("expected", 9)
                        .put("present", 0)
                        .put("leave", 0)
                        .put("absent", 0)
                        .put("late", 0)
                        .put("unknown", 0)
                        .put("pending", 9)
                        .put("rate", null)
                        .put("n", 0));
        JsonObject line = get("/api/v1/worklist", world.counselor())
                .getJsonArray("sessions")
                .getJsonObject(0);
        assertThat(line.getInteger("pending")).isEqualTo(9);
        assertThat(line.getInteger("absent")).isZero();
        JsonObject wall = wall();
        JsonObject school = wall.getJsonObject("attendance").getJsonObject("school");
        assertThat(school.getValue("rate")).isEqualTo(1.0);
        assertThat(school.getValue("expected")).isEqualTo(18);
        assertThat(school.getValue("unknown")).isEqualTo(0);
        assertThat(measure(wall, "本周到课率")).isEqualTo(1.0);
        assertThat(measure(wall, "本周旷课学时比")).isEqualTo(0.0);
        assertThat(rateOfToday(wall)).isEqualTo(1.0);

        world.schoolClock.set(Instant.parse("2026-10-13T05:00:00Z"));
        all("软件2501", Status.ABSENT, Instant.parse("2026-10-13T04:30:00Z"));

        assertThat(today().getInteger("absent")).isEqualTo(9);
        assertThat(today().getInteger("pending")).isZero();
        assertThat(today().getDouble("rate")).isZero();
        JsonObject confirmed = wall();
        assertThat(confirmed.getJsonObject("attendance").getJsonObject("school").getValue("rate"))
                .isEqualTo(0.5);
        assertThat(measure(confirmed, "本周到课率")).isEqualTo(0.5);
        assertThat(measure(confirmed, "本周旷课学时比")).isEqualTo(0.5);
        assertThat(rateOfToday(confirmed)).isEqualTo(0.5);
    }

    @Test
    void one_presence_is_an_end_of_the_doubt() {
        all("软件2501", Status.ABSENT, World.TUESDAY.minusSeconds(120));
        assertThat(today().getInteger("pending")).isEqualTo(9);
        world.facts(new Observation.Attendance(
                "S11", World.RUNNING, Status.PRESENT, null, 0, World.TUESDAY.minusSeconds(60)));
        assertThat(today().getInteger("pending")).isZero();
        assertThat(today().getInteger("absent")).isEqualTo(8);
        assertThat(today().getInteger("present")).isEqualTo(1);
    }

    @Test
    void without_a_call_it_is_doubted_when_all_whom_the_roster_expects_are_said_to_be_absent() {
        Instant at = World.TUESDAY.minusSeconds(120);
        for (int s = 1; s < STUDENTS; s++) {
            world.facts(new Observation.Attendance("S1" + s, World.RUNNING, Status.ABSENT, null, 0, at));
        }
        assertThat(today().getInteger("absent")).isEqualTo(8);
        assertThat(today().getInteger("unknown")).isEqualTo(1);
        world.facts(new Observation.Attendance("S19", World.RUNNING, Status.ABSENT, null, 0, at));
        assertThat(today().getInteger("pending")).isEqualTo(9);
        assertThat(today().getInteger("absent")).isZero();
    }
}
