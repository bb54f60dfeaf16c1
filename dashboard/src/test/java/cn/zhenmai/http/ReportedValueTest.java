package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.store.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 人才培养工作状态数据: sent, corrected, refused and read over HTTP. */
class ReportedValueTest {

    private static World world;
    private static Sender planning;
    private static String office;

    @BeforeAll
    static void start() {
        world = new World();
        RegistryBuilder b = World.builder();
        b.indicators.add(new Indicator("JY-01", "毕业生就业率", "Employment", "%", Indicator.Level.PROGRAM));
        b.indicators.add(new Indicator("SB-01", "生均设备值", "Equipment per student", "元", Indicator.Level.SCHOOL));
        b.indicators.add(new Indicator("ZS-01", "报到率增幅", "Growth", "%", Indicator.Level.COLLEGE));
        b.indicators.add(new Indicator("JS-01", "企业实践天数", "Days in firms", "天", Indicator.Level.TEACHER));
        world.submit(new Entry.RegistryEdit(old -> b.registry(), null));
        world.drain();
        planning = Sender.of(world, Sender.open(world), "planning", 40);
        office = world.cookie("quality", null, Role.QUALITY_OFFICE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static JsonObject value(String indicator, String unit, String period, Object value, String time) {
        JsonObject row = new JsonObject()
                .put("type", "reported-value")
                .put("indicator", indicator)
                .put("period", period)
                .put("value", value)
                .put("recordedAt", "2026-10-13T" + time + "+08:00");
        return unit == null ? row : row.put("unit", unit);
    }

    private static JsonArray read(String query, String cookie) {
        HttpResponse<Buffer> answer = world.get("/api/v1/reported-values" + query, cookie);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject().getJsonArray("items");
    }

    @Test
    void a_value_is_read_with_its_indicator_unit_and_period_and_a_correction_replaces_it() {
        planning.say(value("JY-01", "P1", "2025-2026", 93.5, "09:00:00"));
        planning.say(value("JY-01", "P1", "2025-2026", 94.25, "09:05:00"));
        JsonArray items = read("?indicator=JY-01&period=2025-2026", office);
        assertThat(items).hasSize(1);
        JsonObject one = items.getJsonObject(0);
        assertThat(one.getDouble("value")).isEqualTo(94.25);
        assertThat(one.getString("name")).isEqualTo("毕业生就业率");
        assertThat(one.getString("measure")).isEqualTo("%");
        assertThat(one.getString("unitName")).isEqualTo("软件技术");
        assertThat(one.getString("source")).isEqualTo("planning");
        JsonArray versions = world.get(
                        "/api/v1/observations/history?type=reported-value&indicator=JY-01&period=2025-2026&unit=P1",
                        office)
                .bodyAsJsonObject()
                .getJsonArray("versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.getJsonObject(1).getJsonObject("observation").getDouble("value"))
                .isEqualTo(93.5);
    }

    @Test
    void the_same_value_again_is_a_duplicate_and_another_at_the_same_time_a_conflict() {
        JsonObject row = value("SB-01", null, "2026", 4200, "09:00:00");
        planning.say(row);
        assertThat(planning.send(row).getInteger("duplicate")).isEqualTo(1);
        assertThat(planning.send(row.copy().put("value", 4300)).getInteger("quarantined"))
                .isEqualTo(1);
        assertThat(read("?indicator=SB-01", office).getJsonObject(0).getInteger("value"))
                .isEqualTo(4200);
    }

    @Test
    void values_below_zero_and_with_four_decimals_come_back_as_they_were_sent() {
        planning.say(
                value("ZS-01", "K1", "2026-09", -3.0625, "09:00:00"),
                value("ZS-01", "K1", "2026-1", -123456.5, "09:00:00"),
                value("ZS-01", "K1", "2026-10", 0, "09:00:00"));
        assertThat(read("?indicator=ZS-01&period=2026-09", office)
                        .getJsonObject(0)
                        .getDouble("value"))
                .isEqualTo(-3.0625);
        assertThat(read("?indicator=ZS-01&period=2026-1", office)
                        .getJsonObject(0)
                        .getDouble("value"))
                .isEqualTo(-123456.5);
        assertThat(read("?indicator=ZS-01&period=2026-10", office)
                        .getJsonObject(0)
                        .getInteger("value"))
                .isZero();
        JsonObject page = world.get("/api/v1/reported-values?indicator=ZS-01&limit=2", office)
                .bodyAsJsonObject();
        assertThat(page.getJsonArray("items")).hasSize(2);
        assertThat(read("?indicator=ZS-01&limit=2&after=" + page.getString("next"), office))
                .hasSize(1);
    }

    @Test
    void what_the_catalogue_the_units_or_the_calendar_do_not_know_is_set_aside_by_its_field() {
        assertThat(problem(value("XX-99", null, "2026", 1, "09:00:00"))).isEqualTo("indicator quarantined");
        assertThat(problem(value("JY-01", "P9", "2026", 1, "09:00:00"))).isEqualTo("unit quarantined");
        assertThat(problem(value("JY-01", "P1", "2031-1", 1, "09:00:00"))).isEqualTo("period quarantined");
        assertThat(problem(value("JY-01", "P1", "2025-2027", 1, "09:00:00"))).isEqualTo("period quarantined");
        assertThat(problem(value("JY-01", null, "2026", 1, "09:00:00"))).isEqualTo("unit rejected");
        assertThat(problem(value("SB-01", "P1", "2026", 1, "09:00:00"))).isEqualTo("unit rejected");
        assertThat(problem(value("SB-01", null, "2026", "x", "09:00:00"))).isEqualTo("value rejected");
        assertThat(problem(value("SB-01", null, "2026", 1e308, "09:00:00"))).isEqualTo("value rejected");
        assertThat(problem(value("SB-01", null, "2026", 1.00001, "09:00:00"))).isEqualTo("value rejected");
        assertThat(problem(value("SB-01", null, "2026", 1, "23:00:00"))).isEqualTo("recordedAt rejected");
    }

    private static String problem(JsonObject row) {
        JsonObject receipt = planning.send(row);
        String became = receipt.getInteger("rejected") == 1 ? "rejected" : "quarantined";
        assertThat(receipt.getInteger(became)).as(receipt.encode()).isEqualTo(1);
        return receipt.getJsonArray("errors").getJsonObject(0).getString("field") + " " + became;
    }

    @Test
    void a_teachers_value_is_that_teachers_and_the_offices() {
        planning.say(
                value("JS-01", "T1", "2026", 20, "09:00:00"),
                value("JS-01", "T2", "2026", 5, "09:00:00"),
                value("JY-01", "P1", "2024-2025", 90, "09:00:00"));
        assertThat(read("?indicator=JS-01", office)).hasSize(2);
        JsonArray own = read("?indicator=JS-01", world.teacher());
        assertThat(own).hasSize(1);
        assertThat(own.getJsonObject(0).getString("unitName")).isEqualTo("王老师");
        assertThat(read("?indicator=JS-01", world.counselor())).isEmpty();
        assertThat(read("?period=2024-2025", world.counselor())).hasSize(1);
        String history = "/api/v1/observations/history?type=reported-value&indicator=JS-01&period=2026&unit=";
        assertThat(world.get(history + "T2", world.teacher()).statusCode()).isEqualTo(404);
        assertThat(world.get(history + "T1", world.teacher()).statusCode()).isEqualTo(200);
        assertThat(world.get("/api/v1/reported-values", null).statusCode()).isEqualTo(401);
        JsonArray catalogue = world.get("/api/v1/indicators", world.teacher())
                .bodyAsJsonObject()
                .getJsonArray("items");
        assertThat(catalogue).hasSize(4);
        assertThat(catalogue.getJsonObject(0).getString("nameEn")).isNotEmpty();
    }

    @Test
    void a_value_travels_as_a_change_live_and_in_replay_alike() {
        List<Input> heard = new ArrayList<>();
        world.journal.listen(heard::add);
        planning.say(value("JY-01", "P1", "2023-2024", 88, "09:00:00"));
        planning.say(value("JY-01", "P1", "2023-2024", 89, "09:01:00"));
        List<Input> replayed = new ArrayList<>();
        long last = world.journal.sequence();
        world.journal.replay(last - 2, last, replayed::add);
        assertThat(replayed).isEqualTo(heard).hasSize(2);
        Change.OfReportedValue change = (Change.OfReportedValue)
                ((Input.Facts) replayed.get(1)).changes().get(0);
        assertThat(change.unit()).isEqualTo("P1");
        assertThat(change.before().value()).isEqualByComparingTo("88");
        assertThat(change.after().value()).isEqualByComparingTo("89");
    }
}
