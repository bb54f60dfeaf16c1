package cn.zhenmai.http;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static World world;
    private static String alert;

    @BeforeAll
    static void start() {
        world = new World();
        world.absentOnMondays("S11", 2);
        world.absentOnMondays("S21", 2);
        alert = list(world.counselor(), "")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static JsonObject list(String cookie, String query) {
        HttpResponse<Buffer> answer = world.get("/api/v1/alerts" + query, cookie);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject();
    }

    @Test
    void a_counselor_sees_own_students_only_whatever_is_asked() {
        JsonArray items = list(world.counselor(), "?limit=200").getJsonArray("items");
        assertThat(items)
                .isNotEmpty()
                .allSatisfy(item ->
                        assertThat(((JsonObject) item).getString("student")).isEqualTo("S11"));
        assertThat(list(world.counselor(), "?student=S21").getJsonArray("items"))
                .isEmpty();
        assertThat(list(world.counselor(), "?class=%E8%BD%AF%E4%BB%B62502").getJsonArray("items"))
                .isEmpty();
        HttpResponse<Buffer> foreign = world.get("/api/v1/alerts/" + alert, world.otherCounselor());
        HttpResponse<Buffer> unknown = world.get("/api/v1/alerts/A999-9", world.otherCounselor());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.bodyAsString()).isEqualTo(unknown.bodyAsString());
        assertThat(world.post("/api/v1/alerts/" + alert + "/acknowledge", world.otherCounselor(), new JsonObject())
                        .statusCode())
                .isEqualTo(404);
        assertThat(world.get("/api/v1/worklist", world.otherCounselor()).bodyAsString())
                .doesNotContain("S11")
                .contains("S21");
    }

    @Test
    void a_head_of_the_college_and_the_quality_office_see_both() {
        for (String cookie : new String[] {
            world.cookie("dean", "T7", Role.COLLEGE), world.cookie("quality", null, Role.QUALITY_OFFICE)
        }) {
            assertThat(list(cookie, "").encode()).contains("S11").contains("S21");
        }
    }

    @Test
    void an_alert_shows_its_evidence_and_is_taken_up_once() throws SQLException {
        JsonObject detail =
                world.get("/api/v1/alerts/" + alert, world.counselor()).bodyAsJsonObject();
        assertThat(detail.getString("studentName")).isEqualTo("学生S11");
        assertThat(detail.getJsonObject("rule").getJsonArray("levels")).isNotEmpty();
        assertThat(detail.getJsonObject("evidence").getJsonArray("items")).hasSize(2);
        assertThat(detail.getJsonObject("evidence")
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("courseName"))
                .isEqualTo("高等数学");
        assertThat(detail.getJsonArray("transitions")).isNotEmpty();

        HttpResponse<Buffer> done = world.post(
                "/api/v1/alerts/" + alert + "/acknowledge", world.counselor(), new JsonObject().put("note", "已谈话"));
        assertThat(done.statusCode()).as(done.bodyAsString()).isEqualTo(200);
        world.drain();
        JsonObject after = world.get("/api/v1/alerts/" + alert, world.counselor())
                .bodyAsJsonObject()
                .getJsonObject("handling");
        assertThat(after.getString("state")).isEqualTo("ACKNOWLEDGED");
        assertThat(after.getString("byName")).isEqualTo("赵辅导员");
        assertThat(after.getString("note")).isEqualTo("已谈话");
        String audited = world.database.inTransaction(connection -> {
            try (var row = connection
                    .createStatement()
                    .executeQuery("select string_agg(distinct account || ' ' || what || ' ' || students[1], ';')"
                            + " from audit where what like '%{id}'")) {
                row.next();
                return row.getString(1);
            }
        });
        assertThat(audited).contains("zhao GET /api/v1/alerts/{id} S11");
    }

    @Test
    void a_wrong_parameter_is_named() {
        for (String query : new String[] {"?level=PURPLE", "?limit=0", "?limit=x", "?after=zzz"}) {
            HttpResponse<Buffer> answer = world.get("/api/v1/alerts" + query, world.counselor());
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(query.substring(1, query.indexOf('=')));
        }
    }

    @Test
    void a_teacher_takes_the_roll_of_an_own_session_and_of_no_other() {
        JsonObject day = world.get("/api/v1/teacher/sessions", world.teacher()).bodyAsJsonObject();
        assertThat(day.getJsonArray("sessions")).hasSize(1);
        String path = "/api/v1/sessions/" + World.RUNNING + "/roll";
        JsonObject rolls = world.get(path, world.teacher()).bodyAsJsonObject();
        assertThat(rolls.getJsonArray("rolls")).hasSize(2);
        assertThat(world.get(path, world.cookie("li", "T2", Role.TEACHER)).statusCode())
                .isEqualTo(404);

        JsonObject told = new JsonObject()
                .put("classId", "软件2501")
                .put(
                        "exceptions",
                        new JsonArray()
                                .add(new JsonObject().put("student", "S13").put("status", "ABSENT")));
        HttpResponse<Buffer> answer = world.post(path, world.teacher(), told);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject().getInteger("stored")).isEqualTo(2);
        JsonObject roll = world.get(path, world.teacher())
                .bodyAsJsonObject()
                .getJsonArray("rolls")
                .getJsonObject(0);
        assertThat(roll.getBoolean("called")).isTrue();
        assertThat(roll.getJsonArray("students").getJsonObject(2).getString("status"))
                .isEqualTo("ABSENT");
        assertThat(roll.getJsonArray("students").getJsonObject(0).getString("status"))
                .isEqualTo("PRESENT");
        JsonObject line = world.get("/api/v1/worklist", world.counselor())
                .bodyAsJsonObject()
                .getJsonArray("sessions")
                .getJsonObject(0);
        assertThat(line.getBoolean("called")).isTrue();
        assertThat(line.getInteger("present")).isEqualTo(2);
        assertThat(line.getInteger("absent")).isEqualTo(1);
        assertThat(line.getInteger("expected")).isEqualTo(3);
        HttpResponse<Buffer> foreignClass =
                world.post(path, world.teacher(), new JsonObject().put("classId", "软件2599"));
        assertThat(foreignClass.bodyAsJsonObject().getString("field")).isEqualTo("classId");
    }

    @Test
    void registry_files_are_tried_then_taken_and_the_same_again_changes_nothing() throws IOException {
        String office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        Buffer zip = Buffer.buffer(zip(
                "students.csv",
                RegistryFiles.write(world.journal.school().registry()).get("students.csv")));
        HttpResponse<Buffer> same = upload("/api/v1/registry", office, zip);
        assertThat(same.statusCode()).as(same.bodyAsString()).isEqualTo(200);
        assertThat(same.bodyAsJsonObject().getInteger("added")).isZero();
        assertThat(same.bodyAsJsonObject().getJsonArray("problems")).isEmpty();
        assertThat(world.get("/api/v1/receipts/none", office).statusCode()).isEqualTo(404);
        assertThat(world.get("/api/v1/quarantine", office).bodyAsJsonObject().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void a_changed_file_is_counted_by_a_dry_run_and_taken_by_the_real_one() {
        String office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        String known = new String(
                RegistryFiles.write(world.journal.school().registry()).get("students.csv"), StandardCharsets.UTF_8);
        Buffer file = Buffer.buffer(known + "S99,新来的,2008-03-01\n");

        JsonObject tried = send("?dryRun=true", office, file).bodyAsJsonObject();
        assertThat(tried.getInteger("added")).as(tried.encode()).isEqualTo(1);
        assertThat(tried.getValue("sequence")).isNull();
        assertThat(world.journal.school().student("S99")).isEmpty();

        JsonObject taken = send("", office, file).bodyAsJsonObject();
        assertThat(taken.getInteger("added")).isEqualTo(1);
        assertThat(taken.getLong("sequence")).isEqualTo(world.journal.sequence());
        assertThat(world.journal.school().student("S99")).isPresent();
        world.drain();

        JsonObject again = send("", office, file).bodyAsJsonObject();
        assertThat(again.getInteger("added") + again.getInteger("changed") + again.getInteger("ended"))
                .isZero();
        JsonObject bad =
                send("", office, Buffer.buffer(known + "S98,错的,2008-13-01\n")).bodyAsJsonObject();
        JsonObject problem = bad.getJsonArray("problems").getJsonObject(0);
        assertThat(problem.getString("file")).isEqualTo("students.csv");
        assertThat(problem.getInteger("row")).isEqualTo(known.lines().count() + 1);
        assertThat(problem.getString("field")).isEqualTo("bornOn");
        assertThat(world.journal.school().student("S98")).isEmpty();
        assertThat(send("", world.teacher(), file).statusCode()).isEqualTo(403);
    }

    private static HttpResponse<Buffer> send(String query, String cookie, Buffer students) {
        MultipartForm form = MultipartForm.create().binaryFileUpload("files", "students.csv", students, "text/csv");
        return await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/registry" + query)
                .putHeader("Origin", "http://127.0.0.1:" + world.port)
                .putHeader("Cookie", cookie)
                .sendMultipartForm(form));
    }

    @Test
    void an_archive_that_unpacks_to_too_much_is_refused() throws IOException {
        String office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        HttpResponse<Buffer> bomb = upload(
                "/api/v1/registry?dryRun=true", office, Buffer.buffer(zip("students.csv", new byte[30_000_000])));
        assertThat(bomb.statusCode()).isEqualTo(413);
        HttpResponse<Buffer> broken =
                upload("/api/v1/registry?dryRun=true", office, Buffer.buffer(new byte[] {'P', 'K', 3, 4, 9, 9, 9}));
        assertThat(broken.statusCode()).isIn(200, 400);
    }

    @Test
    void the_wall_withholds_what_is_under_five() {
        assertThat(world.say("S22", World.RUNNING, Status.ABSENT).received()).isEqualTo(1);
        JsonObject wall = world.get("/api/v1/wall", world.cookie("leader", null, Role.LEADER))
                .bodyAsJsonObject();
        assertThat(wall.getString("school")).isEqualTo("测试学院");
        JsonObject numbers = wall.getJsonObject("attendance").getJsonObject("school");
        for (String count : new String[] {"present", "leave", "unknown"}) {
            Object shown = numbers.getValue(count);
            assertThat(shown instanceof String
                            || ((Number) shown).longValue() == 0
                            || ((Number) shown).longValue() >= 5)
                    .as("%s: %s", count, shown)
                    .isTrue();
        }
        assertThat(wall.getJsonObject("alerts").getString("BLUE")).isEqualTo("<5");
    }

    private static HttpResponse<Buffer> upload(String path, String cookie, Buffer zip) {
        return await(world.client
                .post(world.port, "127.0.0.1", path)
                .putHeader("Origin", "http://127.0.0.1:" + world.port)
                .putHeader("Cookie", cookie)
                .putHeader("Content-Type", "application/zip")
                .sendBuffer(zip));
    }

    private static byte[] zip(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
