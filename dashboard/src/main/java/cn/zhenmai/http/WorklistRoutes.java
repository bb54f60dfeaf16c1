package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.view.Wall;
import cn.zhenmai.view.Worklist;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The worklist of a viewer and the wall of the school, as the live topics push them. */
final class WorklistRoutes {

    private final Services services;
    private final Guard guard;
    private final AuditStore audit = new AuditStore();

    WorklistRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/worklist").handler(this::worklist);
        router.get("/api/v1/wall").handler(this::wall);
    }

    private void worklist(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        long sequence = services.applied().sequence();
        Reply.json(ctx, services.database().transact(connection -> worklist(connection, viewer, sequence)));
    }

    private Worklist worklist(Connection connection, Viewer viewer, long sequence) throws SQLException {
        Worklist whole =
                services.worklists().whole(connection, viewer, services.school().moment(), sequence);
        List<String> students =
                whole.cards().stream().map(Worklist.Card::student).toList();
        if (!students.isEmpty()) {
            audit.add(
                    connection,
                    List.of(new AuditStore.Read(
                            services.machineClock().instant(), viewer.account(), "GET /api/v1/worklist", students)));
        }
        return whole;
    }

    private void wall(RoutingContext ctx) {
        long sequence = services.applied().sequence();
        Future<Wall> frame = services.database()
                .transact(connection ->
                        services.wall().frame(connection, services.school().moment(), sequence));
        Reply.json(ctx, frame);
    }
}
