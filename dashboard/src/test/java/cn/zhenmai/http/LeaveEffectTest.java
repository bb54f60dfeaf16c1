package cn.zhenmai.http;

import static cn.zhenmai.http.Sender.attendance;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leave slips and change orders do to attendance that is already there: sent, changed and read over HTTP alone. */
class LeaveEffectTest {

    /** Tuesday 10:00–12:00 of week 7, and the Monday before. */
    private static final String TUESDAY = World.RUNNING.toString();

    private static final String MONDAY = "M1.20261012.1";

    private World world;
    private Sender teacher;
    private Sender office;

    @BeforeEach
    void start() {
        world = new World();
        var sources = Sender.open(world);
        teacher = Sender.of(world, sources, "jw", 30);
        office = Sender.of(world, sources, "xsc", 40);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static JsonObject slip(String kind, String state, String from, String to, String recordedAt) {
        return new JsonObject()
                .put("type", "leave-slip")
                .put("student", "S11")
                .put("slip", "L1")
                .put("kind", kind)
                .put("from", "2026-10-" + from + "+08:00")
                .put("to", "2026-10-" + to + "+08:00")
                .put("state", state)
                .put("recordedAt", "2026-10-13T" + recordedAt + "+08:00");
    }

    private static JsonObject sick(String state, String recordedAt) {
        return slip("SICK", state, "13T08:00:00", "13T18:00:00", recordedAt);
    }

    private static JsonObject roll(String session, String mode, String recordedAt) {
        return new JsonObject()
                .put("type", "roll-call")
                .put("session", session)
                .put("class", "软件2501")
                .put("mode", mode)
                .put("recordedAt", recordedAt);
    }

    private void absent() {
        teacher.say(attendance("S11", TUESDAY, "ABSENT", "2026-10-13T10:05:00+08:00"));
    }

    /** Status, missed periods and slip as they stand, or "nothing". */
    private String standing(String session) {
        HttpResponse<Buffer> answer = world.get(
                "/api/v1/observations/history?type=attendance&student=S11&session=" + session, world.counselor());
        if (answer.statusCode() == 404) {
            return "nothing";
        }
        JsonObject effective = answer.bodyAsJsonObject().getJsonObject("effective");
        return effective == null
                ? "nothing"
                : effective.getString("status") + " " + effective.getInteger("missedPeriods") + " "
                        + effective.getString("slip");
    }

    private JsonObject today() {
        return world.get("/api/v1/worklist", world.counselor())
                .bodyAsJsonObject()
                .getJsonObject("today");
    }

    @Test
    void leave_overlays_from_the_moment_it_is_approved_and_its_withdrawal_lifts_it() {
        absent();
        assertThat(standing(TUESDAY)).isEqualTo("ABSENT 2 null");
        office.say(sick("SUBMITTED", "10:06:00"));
        assertThat(standing(TUESDAY)).as("审批中").isEqualTo("ABSENT 2 null");
        assertThat(today().getInteger("absent")).isEqualTo(1);

        office.say(sick("APPROVED", "10:07:00"));
        assertThat(standing(TUESDAY)).isEqualTo("SICK 0 L1");
        assertThat(today().getInteger("absent")).isZero();
        assertThat(today().getInteger("leave")).isEqualTo(1);
        assertThat(today().getInteger("expected")).isEqualTo(3);

        office.say(sick("WITHDRAWN", "10:08:00"));
        assertThat(standing(TUESDAY)).isEqualTo("ABSENT 2 null");
        assertThat(today().getInteger("absent")).isEqualTo(1);
    }

    @Test
    void what_was_observed_stays_beside_the_leave_that_covers_it() {
        absent();
        office.say(sick("APPROVED", "10:07:00"));
        JsonObject version = world.get(
                        "/api/v1/observations/history?type=attendance&student=S11&session=" + TUESDAY,
                        world.counselor())
                .bodyAsJsonObject()
                .getJsonArray("versions")
                .getJsonObject(0);
        assertThat(version.getJsonObject("observation").getString("status")).isEqualTo("ABSENT");
    }

    @Test
    void the_warning_falls_when_leave_is_approved_afterwards_and_comes_back_when_it_is_withdrawn() {
        for (int week = 0; week < 2; week++) {
            String day = "2026-10-" + (12 - 7 * week < 10 ? "0" : "") + (12 - 7 * week);
            teacher.say(attendance("S11", "M1." + day.replace("-", "") + ".1", "ABSENT", day + "T08:10:00+08:00"));
        }
        assertThat(firing()).isEqualTo(1);
        office.say(slip("PERSONAL", "APPROVED", "12T00:00:00", "13T00:00:00", "09:00:00"));
        assertThat(firing()).isZero();
        office.say(slip("PERSONAL", "WITHDRAWN", "12T00:00:00", "13T00:00:00", "09:10:00"));
        assertThat(firing()).isEqualTo(1);
    }

    private int firing() {
        return world.get("/api/v1/alerts?condition=FIRING&student=S11&rule=absent-periods", world.counselor())
                .bodyAsJsonObject()
                .getJsonArray("items")
                .size();
    }

    @Test
    void who_overstays_is_absent_and_whom_nobody_saw_after_it_is_unknown() {
        office.say(slip("SICK", "APPROVED", "12T00:00:00", "13T09:00:00", "07:00:00"));
        teacher.say(
                attendance("S11", MONDAY, "ABSENT", "2026-10-12T08:10:00+08:00"),
                attendance("S11", TUESDAY, "ABSENT", "2026-10-13T10:05:00+08:00"));
        assertThat(standing(MONDAY)).isEqualTo("SICK 0 L1");
        assertThat(standing(TUESDAY)).as("the slip ended at nine").isEqualTo("ABSENT 2 null");

        String earlier = "M1.20261006.3";
        teacher.say(roll(earlier, "full", "2026-10-06T10:05:00+08:00"));
        assertThat(standing(earlier)).isEqualTo("UNKNOWN 0 null");
    }

    @Test
    void who_came_back_early_is_absent_again_where_absence_was_seen() {
        teacher.say(attendance("S11", TUESDAY, "ABSENT", "2026-10-13T10:05:00+08:00"));
        office.say(slip("SICK", "APPROVED", "12T00:00:00", "14T00:00:00", "07:00:00"));
        assertThat(standing(TUESDAY)).isEqualTo("SICK 0 L1");
        office.say(slip("SICK", "RETURNED", "12T00:00:00", "14T00:00:00", "09:00:00"));
        assertThat(standing(TUESDAY)).as("销假 at nine").isEqualTo("ABSENT 2 null");
    }

    @Test
    void present_seen_with_ones_own_eyes_beats_leave_and_present_by_implication_does_not() {
        office.say(slip("SICK", "APPROVED", "12T00:00:00", "14T00:00:00", "07:00:00"));
        teacher.say(
                attendance("S11", TUESDAY, "PRESENT", "2026-10-13T10:05:00+08:00"),
                roll(TUESDAY, "exceptions", "2026-10-13T10:05:00+08:00"),
                roll(MONDAY, "exceptions", "2026-10-12T08:05:00+08:00"));
        assertThat(standing(TUESDAY)).isEqualTo("PRESENT 0 null");
        assertThat(standing(MONDAY)).isEqualTo("SICK 0 L1");
        teacher.say(attendance("S11", TUESDAY, "LATE", "2026-10-13T10:06:00+08:00"));
        assertThat(standing(TUESDAY)).isEqualTo("LATE 0 null");
    }

    @Test
    void the_order_of_slip_and_observation_changes_nothing() {
        office.say(sick("APPROVED", "10:07:00"));
        absent();
        assertThat(standing(TUESDAY)).isEqualTo("SICK 0 L1");
    }

    @Test
    void official_leave_is_expected_of_nobody() {
        absent();
        office.say(slip("OFFICIAL", "APPROVED", "13T08:00:00", "13T18:00:00", "10:07:00"));
        assertThat(standing(TUESDAY)).isEqualTo("OFFICIAL 0 L1");
        assertThat(today().getInteger("expected")).isEqualTo(2);
        assertThat(today().getInteger("leave")).isZero();
    }

    @Test
    void where_the_school_says_so_official_leave_is_expected_from_then_on_and_for_the_past_of_its_span() {
        absent();
        office.say(slip("OFFICIAL", "APPROVED", "13T08:00:00", "13T18:00:00", "10:07:00"));
        expectOfficialLeave(new Span(LocalDate.of(2026, 10, 13), LocalDate.of(2026, 10, 14)));
        assertThat(standing(TUESDAY)).isEqualTo("PERSONAL 0 L1");
        assertThat(today().getInteger("expected")).isEqualTo(3);
        assertThat(today().getInteger("leave")).isEqualTo(1);
        assertThat(today().getInteger("absent")).isZero();
        expectOfficialLeave(new Span(LocalDate.of(2026, 10, 14), null));
        assertThat(standing(TUESDAY)).as("not of that day").isEqualTo("OFFICIAL 0 L1");
        assertThat(today().getInteger("expected")).isEqualTo(2);
    }

    private void expectOfficialLeave(Span span) {
        RegistryBuilder b = World.builder();
        b.leavePolicies.add(new Registry.LeavePolicy(Registry.LeavePolicy.OfficialLeave.EXPECTED, span));
        world.submit(new Entry.RegistryEdit(old -> b.registry(), null));
        world.drain();
    }

    @Test
    void a_cancelled_session_leaves_the_expected_count_and_takes_its_absences_along() {
        absent();
        assertThat(today().getInteger("expected")).isEqualTo(3);
        answer(new JsonObject().put("answer", "CANCELLED").put("reason", "停电"));
        assertThat(standing(TUESDAY)).isEqualTo("nothing");
        assertThat(today().getInteger("expected")).isZero();
        assertThat(today().getInteger("absent")).isZero();
        String history = world.get(
                        "/api/v1/observations/history?type=attendance&student=S11&session=" + TUESDAY,
                        world.counselor())
                .bodyAsString();
        assertThat(history).as("what was said is kept").contains("ABSENT");
    }

    @Test
    void a_moved_session_leaves_its_old_day_and_is_expected_on_the_new_one() {
        absent();
        answer(new JsonObject()
                .put("answer", "MOVED")
                .put("reason", "外出")
                .put("newDate", "2026-10-14")
                .put("newFirstPeriod", 3));
        assertThat(today().getInteger("expected")).isZero();
        assertThat(today().getInteger("absent")).isZero();
        office.say(sick("APPROVED", "10:07:00"));
        assertThat(standing(TUESDAY))
                .as("leave of the old day covers the moved session no more")
                .isEqualTo("ABSENT 2 null");
        world.schoolClock.set(java.time.Instant.parse("2026-10-14T02:10:00Z"));
        world.drain();
        assertThat(today().getInteger("expected")).isEqualTo(3);
        assertThat(today().getInteger("absent")).isEqualTo(1);
    }

    private void answer(JsonObject body) {
        HttpResponse<Buffer> answer = world.post("/api/v1/sessions/" + TUESDAY + "/answer", world.teacher(), body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        world.drain();
    }
}
