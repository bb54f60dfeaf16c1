package cn.zhenmai.http;

import cn.zhenmai.alert.ResponseStore;
import cn.zhenmai.school.School;
import cn.zhenmai.store.ReceiptStore;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;

/** Receipts of all sources, for the quality office (a source with its key is the intake's), and how alerts were answered. */
final class QualityRoutes {

    private static final int DAYS = 28;

    private final Services services;

    QualityRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        router.get("/api/v1/receipts/:id").handler(this::receipt);
        router.get("/api/v1/alert-responses").handler(this::responses);
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

    private void responses(RoutingContext ctx) {
        LocalDate until =
                Query.date(ctx, "to", services.school().moment().today().plusDays(1));
        LocalDate from = Query.date(ctx, "from", until.minusDays(DAYS));
        if (!from.isBefore(until)) {
            throw Problem.field("to", "须晚于 from／must be after from").exception();
        }
        Reply.json(
                ctx,
                services.database()
                        .transact(connection -> new ResponseStore().byRule(connection, start(from), start(until))));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(School.ZONE).toInstant();
    }
}
