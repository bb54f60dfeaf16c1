package cn.zhenmai.http;

import cn.zhenmai.store.QuarantineStore;
import cn.zhenmai.store.ReceiptStore;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Receipts and the quarantine of all sources, for the quality office; a source with its key is the intake's. */
final class QualityRoutes {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 500;

    record Held(List<QuarantineStore.Held> items, String next) {}

    private final Services services;

    QualityRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        router.get("/api/v1/receipts/:id").handler(this::receipt);
        router.get("/api/v1/quarantine").handler(this::quarantine);
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

    private void quarantine(RoutingContext ctx) {
        if (Gate.identity(ctx) == null) {
            ctx.next();
            return;
        }
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        String before = Query.text(ctx, "after");
        long below = before == null ? Long.MAX_VALUE : mark(before);
        Reply.json(ctx, services.database().transact(connection -> page(connection, below, limit)));
    }

    private static Held page(java.sql.Connection connection, long below, int limit) throws java.sql.SQLException {
        List<QuarantineStore.Held> items = QuarantineStore.list(connection, null, below, limit);
        boolean more = items.size() == limit;
        return new Held(items, more ? Long.toString(items.get(items.size() - 1).id()) : null);
    }

    private static long mark(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            throw Problem.field("after", "无效的页标／not a page mark").exception();
        }
    }
}
