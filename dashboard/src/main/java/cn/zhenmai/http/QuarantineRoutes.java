package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.observation.FieldReader;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.QuarantineQueries;
import cn.zhenmai.store.QuarantineQueries.Filter;
import cn.zhenmai.store.QuarantineQueries.State;
import cn.zhenmai.store.QuarantineStore;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.SourceQueries;
import cn.zhenmai.store.Work;
import cn.zhenmai.view.QuarantineView;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What was set aside, for the quality office and for the owners of its sources: see, repair, send again, discard. A source with its
 * key is the intake's.
 */
final class QuarantineRoutes {

    private static final String PATH = "/api/v1/quarantine";
    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 500;
    private static final int LONGEST_REASON = 500;

    /** {@code observation} null: sent as it is. */
    record Sending(JsonNode observation, String reason) {}

    record Discarding(String reason) {}

    private final Services services;
    private final Guard guard;
    private final SourceQueries sources = new SourceQueries();
    private final AuditStore audit = new AuditStore();

    QuarantineRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(this::one);
        router.post(PATH + "/:id/send").handler(Guard.small()).handler(this::send);
        router.post(PATH + "/:id/discard").handler(Guard.small()).handler(this::discard);
    }

    private void list(RoutingContext ctx) {
        if (Gate.identity(ctx) == null) {
            ctx.next();
            return;
        }
        Viewer viewer = guard.viewer(ctx);
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        String after = Query.text(ctx, "after");
        long before = after == null ? Long.MAX_VALUE : mark(after);
        String source = Query.text(ctx, "source");
        String field = Query.text(ctx, "field");
        String type = Query.text(ctx, "type");
        State state = Query.oneOf(ctx, "state", State.class);
        Reply.json(ctx, services.database().transact(connection -> {
            Collection<String> seen = seenBy(connection, viewer);
            Filter filter = new Filter(narrowed(seen, source), field, type, state == null ? State.HELD : state);
            QuarantineView.Page page = QuarantineView.page(
                    QuarantineQueries.list(connection, filter, before, limit),
                    QuarantineQueries.groups(connection, seen),
                    limit);
            audited(connection, viewer, "GET " + PATH, page.students());
            return page;
        }));
    }

    private void one(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        long id = id(ctx);
        Reply.json(ctx, services.database().transact(connection -> {
            QuarantineView.Detail detail =
                    QuarantineView.detail(held(connection, viewer, id), QuarantineQueries.acts(connection, id));
            audited(connection, viewer, "GET " + PATH + "/{id}", detail.students());
            return detail;
        }));
    }

    private void send(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        long id = id(ctx);
        Sending sending = Body.read(ctx, Sending.class);
        String reason = sending.reason() == null ? null : Body.text("reason", sending.reason(), LONGEST_REASON);
        Observation repaired = sending.observation() == null ? null : observation(sending.observation());
        Instant at = services.machineClock().instant();
        Work<QuarantineQueries.Held> mine = connection -> held(connection, viewer, id);
        Future<Receipt> sent = services.database().transact(mine).compose(held -> {
            if (repaired != null && !typeOf(repaired).equals(typeOf(ObservationJson.parse(held.observation())))) {
                throw Problem.field("observation.type", "类型不能改／the type can't be changed")
                        .exception();
            }
            return services.journal().submit(new Entry.Resend(id, repaired, at, viewer.account(), reason));
        });
        Reply.json(ctx, sent.map(receipt -> {
            if (receipt.received() == 0) {
                throw gone();
            }
            return receipt;
        }));
    }

    private static Class<?> typeOf(Observation observation) {
        return observation.getClass();
    }

    /** Read as the intake reads it. */
    private static Observation observation(JsonNode said) {
        if (!said.isObject()) {
            throw Problem.field("observation", "须为对象／must be an object").exception();
        }
        try (JsonParser json = ObservationJson.FACTORY.createParser(said.toString())) {
            json.nextToken();
            return ObservationJson.observation(FieldReader.read(json));
        } catch (InvalidFieldException bad) {
            throw Problem.field("observation." + bad.field(), bad.getMessage()).exception();
        } catch (IOException notJson) {
            throw Problem.field("observation", "不是有效的 JSON／not valid JSON").exception();
        }
    }

    private void discard(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        long id = id(ctx);
        String reason = Body.text("reason", Body.read(ctx, Discarding.class).reason(), LONGEST_REASON);
        Instant at = services.machineClock().instant();
        Reply.json(ctx, services.database().transact(connection -> {
            QuarantineQueries.Held held = held(connection, viewer, id);
            if (!QuarantineStore.discard(connection, held.id(), at, viewer.account(), reason)) {
                throw gone();
            }
            return QuarantineView.detail(held(connection, viewer, id), QuarantineQueries.acts(connection, id));
        }));
    }

    private static ProblemException gone() {
        return Problem.of(409, "此行已不在待处理中／this row is held no longer").exception();
    }

    /** One of a source that the viewer doesn't care for is not there. */
    private QuarantineQueries.Held held(Connection connection, Viewer viewer, long id) throws SQLException {
        Collection<String> seen = seenBy(connection, viewer);
        return QuarantineQueries.find(connection, id)
                .filter(held -> seen == null || seen.contains(held.source()))
                .orElseThrow(Problem::notFound);
    }

    /** Sources whose rows the viewer sees; null = all. */
    private Collection<String> seenBy(Connection connection, Viewer viewer) throws SQLException {
        boolean isAll =
                viewer.roles().contains(Role.QUALITY_OFFICE) || viewer.roles().contains(Role.ADMIN);
        return isAll ? null : sources.ownedBy(connection, viewer.account());
    }

    private static Collection<String> narrowed(Collection<String> seen, String source) {
        if (source == null) {
            return seen;
        }
        return seen == null || seen.contains(source) ? List.of(source) : List.of();
    }

    private void audited(Connection connection, Viewer viewer, String what, Collection<String> students)
            throws SQLException {
        Instant at = services.machineClock().instant();
        audit.add(connection, List.of(new AuditStore.Read(at, viewer.account(), what, students)));
    }

    private static long id(RoutingContext ctx) {
        String id = Query.id(ctx);
        if (!id.matches("\\d{1,18}")) {
            throw Problem.notFound();
        }
        return Long.parseLong(id);
    }

    private static long mark(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.field("after", "无效的页标／not a page mark").exception();
        }
        return Long.parseLong(text);
    }
}
