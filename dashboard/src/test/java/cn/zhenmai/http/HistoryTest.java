package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.intake.file.Import;
import cn.zhenmai.intake.file.Settings;
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
    void what_an_undone_import_had_said_is_still_told_with_by_whom_and_why() {
        SessionId session = SessionId.of("M1.20260928.1");
        assertThat(World.await(
                        new SourceStore(world.database, world.machineClock).create("affairs", "学生处", 40, true, null)))
                .isNotEmpty();
        world.say("S13", session, Status.PRESENT);
        Import undone = imported(true, "S13," + session + ",旷课,2026-10-12 07:50");
        assertThat(versions("type=attendance&student=S13&session=" + session)).hasSize(2);
        assertThat(settled(World.await(world.imports.undo(undone.id(), "quality"))
                                .id())
                        .state())
                .isEqualTo(Import.State.UNDONE);

        JsonArray versions = versions("type=attendance&student=S13&session=" + session);
        assertThat(told(versions)).containsExactly("office PRESENT HOLDS ONLY", "affairs ABSENT WITHDRAWN UNDONE");
        JsonObject withdrawn = versions.getJsonObject(1).getJsonObject("withdrawn");
        assertThat(withdrawn.getString("by")).isEqualTo("quality");
        assertThat(withdrawn.getString("importId")).isEqualTo(undone.id());
        assertThat(withdrawn.getString("at")).isNotEmpty();
        assertThat(versions.getJsonObject(1).getString("reason")).isEqualTo("所属导入已撤销／its import was undone");
        assertThat(versions.getJsonObject(0).getValue("withdrawn")).isNull();

        Import failed = imported(false, "S12," + session + ",旷课,2026-10-12 07:50", conflictOf(session));
        assertThat(failed.state()).isEqualTo(Import.State.FAILED);
        versions = versions("type=attendance&student=S12&session=" + session);
        assertThat(told(versions)).containsExactly("affairs ABSENT WITHDRAWN NOT_WHOLE");
        assertThat(versions.getJsonObject(0).getJsonObject("withdrawn").getString("by"))
                .isEqualTo("bringer");
    }

    /** A row that only the store knows to contradict what its source has said. */
    private static String conflictOf(SessionId session) {
        Instant at = Instant.parse("2026-10-11T23:50:00Z");
        say(new Source("affairs", 40, true), new Observation.Attendance("S11", session, Status.PRESENT, null, 0, at));
        return "S11," + session + ",旷课,2026-10-12 07:50";
    }

    private static List<String> told(JsonArray versions) {
        return versions.stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getString("source") + " "
                        + one.getJsonObject("observation").getString("status") + " " + one.getString("state") + " "
                        + one.getString("why"))
                .toList();
    }

    private static Import imported(boolean rowWise, String... rows) {
        byte[] file = ("学号,课次,状态,记录时间\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
        Settings settings = new Settings("attendance", "affairs", null, rowWise, false, false, null, null);
        Import tried = World.await(world.imports.bring("a.csv", file, settings, "bringer"));
        return settled(World.await(world.imports.apply(tried.id())).id());
    }

    /** One file at a time: another that is tried has waited for it. */
    private static Import settled(String id) {
        Settings any = new Settings("student", null, null, false, false, false, null, null);
        assertThat(World.await(world.imports.bring("b.csv", new byte[] {'a'}, any, "bringer"))
                        .state())
                .isEqualTo(Import.State.TRIED);
        return World.await(world.imports.find(id)).orElseThrow();
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
