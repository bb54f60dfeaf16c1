package cn.zhenmai;

import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Is the process alive; can facts be stored durably. The engine's catching up is shown, but does not count. */
final class HealthRoutes {

    private static final int DATABASE_SECONDS = 3;

    private final Database database;

    HealthRoutes(Database database) {
        this.database = database;
    }

    void mount(Router router) {
        router.get("/health/live").handler(ctx -> answer(ctx, 200, new JsonObject().put("status", "up")));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext ctx) {
        Future<Boolean> answers = database.transact(c -> c.isValid(DATABASE_SECONDS));
        answers.timeout(DATABASE_SECONDS, TimeUnit.SECONDS)
                .otherwise(false)
                .onComplete(valid -> answer(
                        ctx,
                        valid.result() ? 200 : 503,
                        new JsonObject().put("status", valid.result() ? "ready" : "waiting")));
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
