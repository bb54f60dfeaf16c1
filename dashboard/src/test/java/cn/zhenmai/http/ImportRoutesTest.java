package cn.zhenmai.http;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.school.RegistryTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file over HTTP: tried, mapped, taken, undone; and who may do that. */
class ImportRoutesTest {

    private World world;
    private String office;

    @BeforeEach
    void start() {
        world = new World();
        office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        assertThat(await(new SourceStore(world.database, world.machineClock).create("office", "学生处", 40, true, null)))
                .isNotEmpty();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_gb18030_file_is_tried_mapped_taken_and_undone_and_its_readers_are_audited() {
        Buffer file = Buffer.buffer("考勤表\n学号,课次,怎样\nS11,M1.20261013.3,旷课\n".getBytes(Charset.forName("GB18030")));
        JsonObject tried = ok(await(request("?target=attendance&source=office", office)
                .sendMultipartForm(MultipartForm.create().binaryFileUpload("file", "考勤.csv", file, "text/csv"))));
        assertThat(tried.getString("fileName")).isEqualTo("考勤.csv");
        assertThat(tried.getJsonObject("report").getString("encoding")).isEqualTo("GB18030");
        assertThat(tried.getJsonObject("report")
                        .getJsonArray("problems")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo("status");

        String path = "/api/v1/imports/" + tried.getString("id");
        JsonObject columns =
                new JsonObject().put("学号", "student").put("课次", "session").put("怎样", "status");
        JsonObject mapped = ok(world.post(
                path + "/try",
                office,
                new JsonObject()
                        .put("target", "attendance")
                        .put("source", "office")
                        .put("columns", columns)));
        assertThat(mapped.getJsonObject("report").getInteger("problemCount"))
                .as(mapped.encode())
                .isZero();
        assertThat(world.get("/api/v1/alerts", office).statusCode()).isEqualTo(200);

        assertThat(ok(world.post(path + "/apply", office, new JsonObject())).getString("id"))
                .isNotEmpty();
        assertThat(settled(path).getJsonObject("report").getJsonObject("counts").getInteger("stored"))
                .isEqualTo(1);
        assertThat(world.post(path + "/apply", office, new JsonObject()).statusCode())
                .isEqualTo(409);
        assertThat(ok(world.post(path + "/undo", office, new JsonObject())).getString("id"))
                .isNotEmpty();
        assertThat(settled(path).getString("state")).isEqualTo("UNDONE");
        assertThat(world.post(path + "/undo", office, new JsonObject()).statusCode())
                .isEqualTo(409);

        JsonObject listed = ok(world.get("/api/v1/imports", office));
        JsonObject item = listed.getJsonArray("items").getJsonObject(0);
        assertThat(item.getString("undoneBy")).isEqualTo("quality");
        assertThat(item.getJsonObject("report").getJsonArray("preview")).isEmpty();
        int audited = await(world.database.transact(connection -> {
            try (var select = connection.createStatement();
                    var row = select.executeQuery(
                            "select count(*) from audit where account = 'quality' and students @> array['S11']"
                                    + " and what like '%/api/v1/imports%'")) {
                row.next();
                return row.getInt(1);
            }
        }));
        assertThat(audited).isGreaterThanOrEqualTo(4);
    }

    private JsonObject settled(String path) {
        JsonObject now = ok(world.get(path, office));
        for (int i = 0; i < 600 && now.getString("state").endsWith("ING"); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            now = ok(world.get(path, office));
        }
        return now;
    }

    @Test
    void what_can_be_chosen_is_every_table_stream_and_export() {
        JsonObject choices = ok(world.get("/api/v1/imports/targets", office));
        assertThat(choices.getJsonArray("targets").stream().map(one -> ((JsonObject) one).getString("id")))
                .hasSize(2 + 9 + RegistryTable.all().size())
                .contains(
                        "student-list",
                        "timetable",
                        "attendance",
                        "roll-call",
                        "leave-slip",
                        "lesson-check",
                        "ballot-summary")
                .contains("learning-evaluation", "student", "slot", "changeOrder");
        assertThat(choices.getJsonArray("sources").getJsonObject(0).getString("id"))
                .isEqualTo("office");
        assertThat(choices.getJsonArray("terms").getJsonObject(0).getString("id"))
                .isEqualTo("2026-1");
    }

    @Test
    void a_bomb_is_a_problem_of_the_file_and_too_many_bytes_are_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(new byte[20_000_000]);
        }
        JsonObject bomb = ok(
                await(request("?target=student&name=a.xlsx", office).sendBuffer(Buffer.buffer(bytes.toByteArray()))));
        assertThat(bomb.getJsonObject("report")
                        .getJsonArray("problems")
                        .getJsonObject(0)
                        .getString("message"))
                .contains("100");
        assertThat(await(request("?target=student", office).sendBuffer(Buffer.buffer(new byte[22 << 20])))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void wrong_settings_are_refused_by_their_field_and_strangers_altogether() {
        Buffer file = Buffer.buffer("学号\n1\n");
        assertThat(field(await(request("?target=pupils", office).sendBuffer(file))))
                .isEqualTo("target");
        assertThat(field(await(request("", office).sendBuffer(file)))).isEqualTo("target");
        assertThat(field(await(
                        request("?target=attendance&source=nobody", office).sendBuffer(file))))
                .isEqualTo("source");
        assertThat(field(await(
                        request("?target=student&validFrom=morgen", office).sendBuffer(file))))
                .isEqualTo("validFrom");
        assertThat(await(request("?target=student", office).sendBuffer(Buffer.buffer()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.get("/api/v1/imports/999", office).statusCode()).isEqualTo(404);
        assertThat(world.get("/api/v1/imports/x", office).statusCode()).isEqualTo(404);
        assertThat(world.post("/api/v1/imports/999/apply", office, new JsonObject())
                        .statusCode())
                .isEqualTo(404);
        for (String cookie : new String[] {world.teacher(), world.counselor()}) {
            assertThat(await(request("?target=student", cookie).sendBuffer(file))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(world.get("/api/v1/imports", cookie).statusCode()).isEqualTo(403);
        }
        assertThat(await(request("?target=student", "zhenmai=none").sendBuffer(file))
                        .statusCode())
                .isEqualTo(401);
    }

    private static String field(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(400);
        return answer.bodyAsJsonObject().getString("field");
    }

    private static JsonObject ok(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject();
    }

    private HttpRequest<Buffer> request(String query, String cookie) {
        return world.client
                .request(HttpMethod.POST, world.port, "127.0.0.1", "/api/v1/imports" + query)
                .putHeader("Origin", "http://127.0.0.1:" + world.port)
                .putHeader("Cookie", cookie);
    }
}
