package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
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
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every version of a fact is kept and can be read by those who may see its person or lesson. */
class HistoryTest {

    private static final SessionId MONDAY = SessionId.of("M1.20261012.1");
    private static final Source TEACHER = new Source("teacher:T1", 30, false);
    private static final Source READER = new Source("gate-b", 10, false);
    private static final Source OTHER_READER = new Source("gate-a", 10, false);
    private static final Instant EIGHT = Instant.parse("2026-10-12T00:10:00Z");

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        say(TEACHER, attendance(Status.ABSENT, 0));
        say(READER, attendance(Status.PRESENT, 60));
        say(READER, attendance(Status.LATE, 120));
        say(OTHER_READER, attendance(Status.PRESENT, 120));
        say(TEACHER, attendance(Status.LATE, 300));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Observation attendance(Status status, int secondsLater) {
        return new Observation.Attendance("S11", MONDAY, status, null, 0, EIGHT.plusSeconds(secondsLater));
    }

    private static void say(Source source, Observation observation) {
        Receipt receipt = world.submit(new Entry.Facts(source, List.of(new Entry.Row(1, observation)), null));
        assertThat(receipt.errors()).isEmpty();
        world.drain();
    }

    private static HttpResponse<Buffer> ask(String query, String cookie) {
        return world.get("/api/v1/observations/history?" + query, cookie);
    }

    private static JsonArray versions(String query) {
        HttpResponse<Buffer> answer = ask(query, world.cookie("quality", null, Role.QUALITY_OFFICE));
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject().getJsonArray("versions");
    }

    @Test
    void all_versions_are_there_with_what_decided() {
        HttpResponse<Buffer> answer = ask("type=attendance&student=S11&session=" + MONDAY, world.counselor());
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        List<String> told = answer.bodyAsJsonObject().getJsonArray("versions").stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getString("source") + " "
                        + one.getJsonObject("observation").getString("status") + " " + one.getBoolean("holds") + " "
                        + one.getString("why"))
                .toList();
        assertThat(told)
                .containsExactly(
                        "teacher:T1 LATE true RECORDED",
                        "teacher:T1 ABSENT false RECORDED",
                        "gate-b LATE false RANK",
                        "gate-a PRESENT false RANK",
                        "gate-b PRESENT false RANK");
        JsonObject holding = answer.bodyAsJsonObject().getJsonArray("versions").getJsonObject(0);
        assertThat(holding.getString("reason")).isEqualTo("同级来源中记录较晚／recorded later, at equal rank");
        assertThat(holding.getInteger("rank")).isEqualTo(30);
        assertThat(holding.getString("recordedAt")).isEqualTo("2026-10-12T08:15:00+08:00");
        assertThat(answer.bodyAsJsonObject().getJsonObject("effective").getString("status"))
                .isEqualTo("LATE");
    }

    @Test
    void between_sources_of_one_rank_and_time_the_id_decides() {
        SessionId other = SessionId.of("M1.20261005.1");
        for (Source source : List.of(OTHER_READER, READER)) {
            say(source, new Observation.Attendance("S12", other, Status.PRESENT, null, 0, EIGHT));
        }
        JsonArray versions = versions("type=attendance&student=S12&session=" + other);
        assertThat(versions.getJsonObject(0).getString("source")).isEqualTo("gate-b");
        assertThat(versions.getJsonObject(0).getString("why")).isEqualTo("SOURCE");
        assertThat(versions.getJsonObject(1).getString("why")).isEqualTo("SOURCE");
    }

    @Test
    void who_sees_neither_the_student_nor_the_lesson_finds_nothing() {
        String query = "type=attendance&student=S11&session=" + MONDAY;
        HttpResponse<Buffer> foreign = ask(query, world.otherCounselor());
        HttpResponse<Buffer> unknown = ask("type=attendance&student=S99&session=" + MONDAY, world.otherCounselor());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.bodyAsString()).isEqualTo(unknown.bodyAsString());
        assertThat(ask(query, world.cookie("li", "T2", Role.TEACHER)).statusCode())
                .isEqualTo(404);
        assertThat(ask(query, world.teacher()).statusCode()).isEqualTo(200);
        assertThat(ask(query, null).statusCode()).isEqualTo(401);
    }

    @Test
    void a_reading_is_audited() throws SQLException {
        assertThat(ask("type=attendance&student=S11&session=" + MONDAY, world.teacher())
                        .statusCode())
                .isEqualTo(200);
        String audited = world.database.inTransaction(connection -> {
            try (var row = connection
                    .createStatement()
                    .executeQuery("select string_agg(distinct account || ' ' || students[1], ';') from audit"
                            + " where what = 'GET /api/v1/observations/history'")) {
                row.next();
                return row.getString(1);
            }
        });
        assertThat(audited).contains("wang S11");
    }

    @Test
    void slips_rolls_checks_and_evaluations_have_their_histories_too() {
        Instant from = Instant.parse("2026-10-12T00:00:00Z");
        for (Observation.LeaveSlip.State state :
                List.of(Observation.LeaveSlip.State.SUBMITTED, Observation.LeaveSlip.State.APPROVED)) {
            say(
                    World.OFFICE,
                    new Observation.LeaveSlip(
                            "S21",
                            "L1",
                            Status.SICK,
                            from,
                            from.plusSeconds(7_200),
                            state,
                            from.plusSeconds(state.ordinal())));
        }
        JsonArray slips = versions("type=leave-slip&student=S21&slip=L1");
        assertThat(slips).hasSize(2);
        assertThat(slips.getJsonObject(0).getJsonObject("observation").getString("state"))
                .isEqualTo("APPROVED");

        for (int minute = 0; minute < 2; minute++) {
            say(
                    TEACHER,
                    new Observation.RollCall(
                            MONDAY,
                            "软件2501",
                            "T1",
                            Observation.RollCall.Mode.EXCEPTIONS,
                            EIGHT.plusSeconds(60 * minute)));
        }
        assertThat(versions("type=roll-call&session=" + MONDAY + "&class=" + encoded("软件2501")))
                .hasSize(2);

        for (int score = 50; score <= 60; score += 10) {
            say(
                    TEACHER,
                    new Observation.LessonCheck(
                            "S11",
                            MONDAY,
                            "M1",
                            1,
                            Observation.LessonCheck.State.TAKEN,
                            BigDecimal.valueOf(score),
                            BigDecimal.valueOf(100),
                            null,
                            null,
                            List.of(),
                            EIGHT.plusSeconds(score)));
            say(
                    TEACHER,
                    new Observation.LessonCheck(
                            "S11",
                            null,
                            "M1",
                            1,
                            Observation.LessonCheck.State.TAKEN,
                            BigDecimal.valueOf(score),
                            BigDecimal.valueOf(100),
                            LocalDate.of(2026, 10, 12),
                            null,
                            List.of(),
                            EIGHT.plusSeconds(score)));
            say(
                    TEACHER,
                    new Observation.LearningEvaluation(
                            "T1",
                            "M1",
                            "2026-10",
                            "软件2501",
                            null,
                            Map.of("纪律", BigDecimal.valueOf(score / 20)),
                            EIGHT.plusSeconds(score)));
        }
        assertThat(versions("type=lesson-check&student=S11&check=1&session=" + MONDAY))
                .hasSize(2);
        assertThat(versions("type=lesson-check&student=S11&check=1&offering=M1"))
                .hasSize(2);
        assertThat(versions("type=learning-evaluation&teacher=T1&offering=M1&month=2026-10&class=" + encoded("软件2501")))
                .hasSize(2);
        assertThat(ask("type=learning-evaluation&teacher=T1&offering=M1&month=2026-10", world.teacher())
                        .statusCode())
                .as("the whole offering was not evaluated")
                .isEqualTo(404);
    }

    @Test
    void what_is_missing_or_wrong_is_named() {
        Map<String, String> wrong = Map.of(
                "student=S11",
                "type",
                "type=ballot",
                "type",
                "type=attendance&student=S11",
                "session",
                "type=attendance&student=S11&session=nonsense",
                "session",
                "type=attendance&session=" + MONDAY,
                "student",
                "type=leave-slip&student=S11",
                "slip",
                "type=lesson-check&student=S11&offering=M1",
                "check",
                "type=lesson-check&student=S11&offering=M1&check=0",
                "check");
        wrong.forEach((query, field) -> {
            HttpResponse<Buffer> answer = ask(query, world.counselor());
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.bodyAsJsonObject().getString("field")).as(query).isEqualTo(field);
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
