package cn.zhenmai.http;

import cn.zhenmai.store.ReceiptStore;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Receipts of all sources, for the quality office; a source with its key is the intake's. */
final class QualityRoutes {

    private final Services services;

    QualityRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        router.get("/api/v1/receipts/:id").handler(this::receipt);
    }

    private void receipt(RoutingContext ctx) {
        if (Gate.identity(ctx) == null) {
            ctx.next();
            return;
        }
        String id = Query.id(ctx);
        Reply.json(
                ctx,
                services.database()
                        .transact(connection ->
                                ReceiptStore.find(connection, id, null).orElseThrow(Problem::notFound)));
    }
}
