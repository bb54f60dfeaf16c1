package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.http.World;
import cn.zhenmai.intake.SilenceWorker;
import cn.zhenmai.intake.SourceSettings;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.notify.OutboxEntry;
import cn.zhenmai.notify.OutboxStore;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that was expected and says nothing stands before those who watch it, and one mail tells whoever answers for it. */
class SilentSourceTest {

    private World world;
    private SilenceWorker worker;

    @BeforeEach
    void start() {
        world = new World();
        worker = new SilenceWorker(
                world.database, world.journal::school, world.schoolClock, new SilenceMail(world.journal::school));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void source(String owner) {
        SourceSettings settings =
                new SourceSettings("card", "一卡通", 10, false, owner, 5, 5_000, null, null, false, false);
        assertThat(World.await(new SourceStore(world.database, world.schoolClock).add(settings, null)))
                .isPresent();
    }

    private int look() {
        return World.await(worker.drainOnce());
    }

    private void later(int minutes) {
        world.schoolClock.advance(Duration.ofMinutes(minutes));
    }

    private JsonArray silent(String cookie) {
        HttpResponse<Buffer> answer = world.get("/api/v1/worklist", cookie);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject().getJsonArray("silentSources");
    }

    private List<String> mails() {
        try {
            return world.database.inTransaction(connection -> new OutboxStore().latest(connection, 10)).stream()
                    .map(one -> one.recipient() + " " + one.address() + " " + one.kind() + " " + one.state())
                    .toList();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void it_stands_on_the_worklist_of_the_office_and_is_mailed_to_its_owner_once_until_it_speaks() {
        assertThat(world.teacher()).as("wang is teacher T1").isNotEmpty();
        String office = world.cookie("quality", null, Role.QUALITY_OFFICE);
        source("wang");
        assertThat(look()).isZero();
        assertThat(silent(office)).isEmpty();
        later(6);
        assertThat(look()).isEqualTo(1);
        later(6);
        assertThat(look()).isEqualTo(1);

        JsonObject alert = silent(office).getJsonObject(0);
        assertThat(alert.getString("name")).isEqualTo("一卡通");
        assertThat(alert.getString("since")).startsWith("2026-10-13T10:15:00");
        assertThat(alert.getValue("lastAt")).isNull();
        assertThat(silent(world.cookie("boss", null, Role.ADMIN))).hasSize(1);
        assertThat(silent(world.counselor())).as("not the own source").isEmpty();
        assertThat(silent(world.cookie("head", null, Role.LEADER))).isEmpty();
        assertThat(world.get("/api/v1/alerts", office).bodyAsJsonObject().getJsonArray("items"))
                .as("it is no alert of a rule")
                .isEmpty();
        assertThat(mails()).containsExactly("T1 t1@school.example NOTICE WAITING");

        Receipt refused = world.submit(new Entry.Facts(
                new Source("card", 10, false),
                List.of(),
                List.of(new Receipt.RowError(1, "type", "缺少字段／missing field")),
                null));
        assertThat(refused.rejected()).isEqualTo(1);
        assertThat(look()).isZero();
        assertThat(silent(office)).isEmpty();
        assertThat(mails())
                .as("what was not sent is no longer true")
                .containsExactly("T1 t1@school.example NOTICE DROPPED");
    }

    @Test
    void an_owner_who_works_through_a_list_sees_the_own_source_there() {
        assertThat(silent(world.counselor())).isEmpty();
        source("zhao");
        later(6);
        assertThat(look()).isEqualTo(1);
        assertThat(silent(world.counselor())).hasSize(1);
        assertThat(silent(world.otherCounselor())).isEmpty();
    }

    @Test
    void where_nobody_owns_it_the_quality_office_is_mailed_and_where_nobody_can_be_the_mail_is_a_dead_letter() {
        source(null);
        later(6);
        assertThat(look()).isEqualTo(1);
        assertThat(mails()).containsExactly("QUALITY_OFFICE null NOTICE " + OutboxEntry.State.DEAD);

        assertThat(world.cookie("office", "T1", Role.QUALITY_OFFICE)).isNotEmpty();
        SourceStore sources = new SourceStore(world.database, world.schoolClock);
        SourceSettings other =
                new SourceSettings("gate", "门禁", 10, false, "nobody", 5, 5_000, null, null, false, false);
        assertThat(World.await(sources.add(other, null))).isPresent();
        later(6);
        assertThat(look()).isEqualTo(2);
        assertThat(mails().get(0)).isEqualTo("T1 t1@school.example NOTICE WAITING");
    }
}
