package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.intake.BallotStore;
import cn.zhenmai.intake.ObservationRoutes;
import cn.zhenmai.intake.SourceStore;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;

/** A source system that sends to the public route with its key. */
final class Sender {

    private final World world;
    private final String key;

    private Sender(World world, String key) {
        this.world = world;
        this.key = key;
    }

    /** Mounts the intake's routes. Once a world. */
    static SourceStore open(World world) {
        SourceStore sources = new SourceStore(world.database, world.machineClock);
        new ObservationRoutes(
                        world.journal,
                        world.database,
                        sources,
                        new BallotStore(world.database),
                        world.schoolClock,
                        world.machineClock)
                .mount(world.router);
        return sources;
    }

    static Sender of(World world, SourceStore sources, String id, int rank) {
        return new Sender(world, World.await(sources.create(id, "来源 " + id, rank, rank >= 40, null)));
    }

    /** Answers the receipt, when its effects are stored. */
    @CanIgnoreReturnValue
    JsonObject send(JsonObject... rows) {
        JsonArray body = new JsonArray();
        for (JsonObject row : rows) {
            body.add(row);
        }
        HttpResponse<Buffer> answer = World.await(world.client
                .post(world.port, "127.0.0.1", "/api/v1/observations")
                .putHeader("Authorization", "Bearer " + key)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(body.toBuffer()));
        world.drain();
        return answer.bodyAsJsonObject();
    }

    /** The same, where every row must be taken. */
    void say(JsonObject... rows) {
        assertThat(send(rows).getJsonArray("errors")).isEmpty();
    }

    static JsonObject attendance(String student, Object session, String status, String recordedAt) {
        return new JsonObject()
                .put("type", "attendance")
                .put("student", student)
                .put("session", session.toString())
                .put("status", status)
                .put("recordedAt", recordedAt);
    }
}
