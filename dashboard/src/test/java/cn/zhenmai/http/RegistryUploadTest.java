package cn.zhenmai.http;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.school.RegistryFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry's files as an office sends them: archives and forms of several tables, broken ones and too large ones. */
class RegistryUploadTest {

    private World world;
    private String office;
    private Map<String, byte[]> files;

    @BeforeEach
    void start() {
        world = new World();
        office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        files = new LinkedHashMap<>(RegistryFiles.write(world.journal.school().registry()));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void an_archive_of_every_table_is_tried_then_taken_and_again_changes_nothing() throws IOException {
        append("students.csv", "S99,新来的,2008-03-01\n");
        append("memberships.csv", "S99,软件2501,,\n");
        Buffer archive = zip("学籍/", files);
        long head = world.journal.sequence();

        JsonObject tried = ok(zipped("?dryRun=true", archive));
        assertThat(tried.getInteger("added")).as(tried.encode()).isEqualTo(2);
        assertThat(tried.getInteger("changed") + tried.getInteger("ended")).isZero();
        assertThat(world.journal.sequence()).isEqualTo(head);

        JsonObject taken = ok(zipped("?dryRun=false", archive));
        assertThat(taken.getInteger("added")).isEqualTo(2);
        assertThat(taken.getLong("sequence")).isEqualTo(head + 1);
        assertThat(world.journal.school().student("S99")).isPresent();

        JsonObject again = ok(zipped("?dryRun=false", archive));
        assertThat(again.getInteger("added") + again.getInteger("changed") + again.getInteger("ended"))
                .isZero();
        assertThat(again.getJsonArray("problems")).isEmpty();
        assertThat(world.journal.sequence()).isEqualTo(head + 1);
    }

    @Test
    void a_form_of_several_tables_holds_together_as_one() {
        append("students.csv", "S99,新来的,2008-03-01\n");
        append("memberships.csv", "S99,软件2501,,\n");
        MultipartForm form = MultipartForm.create();
        for (String name : new String[] {"memberships.csv", "students.csv"}) {
            form.binaryFileUpload("files", name, Buffer.buffer(files.get(name)), "text/csv");
        }
        JsonObject taken = ok(await(request("", office).sendMultipartForm(form)));
        assertThat(taken.getInteger("added")).as(taken.encode()).isEqualTo(2);
        assertThat(world.journal.school().student("S99")).isPresent();
    }

    @Test
    void one_bad_row_holds_everything_back_and_is_named() throws IOException {
        int rows = lines("memberships.csv");
        append("students.csv", "S99,新来的,2008-03-01\n");
        append("memberships.csv", "S99,没有的班,,\n");
        JsonObject refused = ok(zipped("", zip("", files)));
        JsonObject problem = refused.getJsonArray("problems").getJsonObject(0);
        assertThat(problem.getString("file")).isEqualTo("memberships.csv");
        assertThat(problem.getInteger("row")).isEqualTo(rows + 1);
        assertThat(problem.getString("field")).isEqualTo("class");
        assertThat(refused.getValue("sequence")).isNull();
        assertThat(world.journal.school().student("S99")).isEmpty();
    }

    @Test
    void a_cell_that_no_store_takes_is_a_problem_of_its_row() {
        long head = world.journal.sequence();
        append("students.csv", "S99,坏\u0000字,2008-03-01\n");
        JsonObject refused = ok(await(request("", office)
                .putHeader("Content-Type", "application/zip")
                .sendBuffer(zipOf("students.csv", files.get("students.csv")))));
        JsonObject problem = refused.getJsonArray("problems").getJsonObject(0);
        assertThat(problem.getString("field")).isEqualTo("name");
        assertThat(world.journal.sequence()).isEqualTo(head);
    }

    @Test
    void too_many_entries_too_high_a_ratio_and_too_many_bytes_are_refused() throws IOException {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 1_000; i++) {
            many.put("f" + i + ".csv", new byte[] {'a'});
        }
        assertThat(zipped("?dryRun=true", zip("", many)).statusCode()).isEqualTo(413);
        assertThat(zipped("?dryRun=true", zipOf("students.csv", new byte[20_000_000]))
                        .statusCode())
                .isEqualTo(413);
        assertThat(zipped("?dryRun=true", Buffer.buffer(new byte[21 * 1024 * 1024]))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void what_is_no_table_is_a_problem_and_nothing_at_all_is_refused() throws IOException {
        JsonObject other = ok(zipped("?dryRun=true", zipOf("notes.txt", "x".getBytes(StandardCharsets.UTF_8))));
        assertThat(other.getJsonArray("problems").getJsonObject(0).getString("file"))
                .isEqualTo("notes.txt");
        assertThat(zipped("", Buffer.buffer()).statusCode()).isEqualTo(400);
        assertThat(zipped("", zip("", Map.of())).statusCode()).isEqualTo(400);
        assertThat(zipped("", zip("", Map.of()).getBuffer(0, 10)).statusCode()).isEqualTo(400);
        Buffer whole = zip("", files);
        assertThat(zipped("", whole.getBuffer(0, whole.length() / 3)).statusCode())
                .isEqualTo(400);
        assertThat(zipped("?dryRun=vielleicht", whole).bodyAsJsonObject().getString("field"))
                .isEqualTo("dryRun");
        Buffer csv = Buffer.buffer(files.get("students.csv"));
        assertThat(await(request("", office)
                                .putHeader("Content-Type", "text/csv")
                                .sendBuffer(csv))
                        .statusCode())
                .isIn(400, 415);
    }

    @Test
    void a_teacher_and_a_counselor_are_refused_and_a_stranger_is_asked_to_sign_in() throws IOException {
        Buffer archive = zip("", files);
        for (String cookie : new String[] {world.teacher(), world.counselor()}) {
            HttpResponse<Buffer> refused = await(request("?dryRun=true", cookie)
                    .putHeader("Content-Type", "application/zip")
                    .sendBuffer(archive));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.getHeader("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(await(request("", "zhenmai=none")
                                .putHeader("Content-Type", "application/zip")
                                .sendBuffer(archive))
                        .statusCode())
                .isEqualTo(401);
    }

    private static JsonObject ok(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject();
    }

    private void append(String file, String row) {
        byte[] known = files.get(file);
        assertThat(known).as(file).isNotNull();
        files.put(file, (new String(known, StandardCharsets.UTF_8) + row).getBytes(StandardCharsets.UTF_8));
    }

    private int lines(String file) {
        return (int) new String(files.get(file), StandardCharsets.UTF_8).lines().count();
    }

    private HttpRequest<Buffer> request(String query, String cookie) {
        return world.client
                .request(HttpMethod.POST, world.port, "127.0.0.1", "/api/v1/registry" + query)
                .putHeader("Origin", "http://127.0.0.1:" + world.port)
                .putHeader("Cookie", cookie);
    }

    private HttpResponse<Buffer> zipped(String query, Buffer archive) {
        return await(request(query, office)
                .putHeader("Content-Type", "application/zip")
                .sendBuffer(archive));
    }

    private static Buffer zipOf(String name, byte[] bytes) {
        try {
            return zip("", Map.of(name, bytes));
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    private static Buffer zip(String folder, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(folder + file.getKey()));
                zip.write(file.getValue());
            }
        }
        return Buffer.buffer(out.toByteArray());
    }
}
