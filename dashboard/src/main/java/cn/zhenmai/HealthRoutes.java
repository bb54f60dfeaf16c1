package cn.zhenmai;

import cn.zhenmai.engine.EngineWorker;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Is the process alive; can facts be stored durably. The engine's catching up is shown, but does not count. */
final class HealthRoutes {

    private static final int DATABASE_SECONDS = 3;

    private final Database database;
    private final Journal journal;
    private final EngineWorker engine;

    HealthRoutes(Database database, Journal journal, EngineWorker engine) {
        this.database = database;
        this.journal = journal;
        this.engine = engine;
    }

    void mount(Router router) {
        router.get("/health/live").handler(ctx -> answer(ctx, 200, new JsonObject().put("status", "up")));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext ctx) {
        Future<Boolean> answers = database.transact(c -> c.isValid(DATABASE_SECONDS));
        answers.timeout(DATABASE_SECONDS, TimeUnit.SECONDS)
                .otherwise(false)
                .onComplete(valid -> answer(ctx, valid.result() ? 200 : 503, state(valid.result())));
    }

    private JsonObject state(boolean ready) {
        return new JsonObject()
                .put("status", ready ? "ready" : "waiting")
                .put("disk", journal.isFull() ? "full" : "ok")
                .put("sequence", journal.sequence())
                .put("engine", engineState())
                .put("engineSequence", engine.appliedSequence());
    }

    private String engineState() {
        if (engine.failure().isPresent()) {
            return "stopped";
        }
        return engine.isCaughtUp() ? "running" : "catching-up";
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
