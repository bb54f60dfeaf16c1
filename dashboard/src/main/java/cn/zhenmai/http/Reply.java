package cn.zhenmai.http;

import cn.zhenmai.view.ViewJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Answers in JSON. Nothing about persons may stay in a cache, so nothing of the API does. */
final class Reply {

    private Reply() {}

    /** Answers when the view is there; a failure goes to the mapper. */
    static <T> void json(RoutingContext ctx, Future<T> view) {
        json(ctx, view, same -> same);
    }

    static <T> void json(RoutingContext ctx, Future<T> view, Function<T, Object> shape) {
        view.map(shape).map(ViewJson::text).onComplete(text -> send(ctx, 200, text), ctx::fail);
    }

    static void none(RoutingContext ctx) {
        ctx.response().setStatusCode(204).putHeader("Cache-Control", "no-store").end();
    }

    static void problem(RoutingContext ctx, Problem problem) {
        ctx.response().putHeader("Content-Type", "application/problem+json; charset=utf-8");
        send(ctx, problem.status(), ViewJson.text(problem));
    }

    private static void send(RoutingContext ctx, int status, String json) {
        if (ctx.response().closed()) {
            return;
        }
        if (!ctx.response().headers().contains("Content-Type")) {
            ctx.response().putHeader("Content-Type", "application/json; charset=utf-8");
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader("Cache-Control", "no-store")
                .end(json);
    }
}
