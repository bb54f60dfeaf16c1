package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.QuarantineQueries;
import cn.zhenmai.store.ReceiptStore;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What source systems call, with their key: send observations, read back receipts and what was set aside. The answer to a sending
 * comes after the commit. A request without a source key is passed on where another route may know it by its cookie.
 */
public final class ObservationRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ObservationRoutes.class);

    private static final String SENDING = "/api/v1/observations";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final int PAGE_ROWS = 200;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Database database;
    private final SourceKeys keys;
    private final Reception reception;

    /** Without metrics. */
    public ObservationRoutes(
            Journal journal,
            Database database,
            SourceStore sources,
            BallotStore ballots,
            InstantSource schoolClock,
            InstantSource machineClock) {
        this(
                journal,
                database,
                sources,
                ballots,
                schoolClock,
                machineClock,
                new SourceMetrics(new CompositeMeterRegistry()));
    }

    public ObservationRoutes(
            Journal journal,
            Database database,
            SourceStore sources,
            BallotStore ballots,
            InstantSource schoolClock,
            InstantSource machineClock,
            SourceMetrics metrics) {
        this.database = database;
        this.keys = sources.keys();
        RateLimit limit = new RateLimit(machineClock);
        this.reception =
                new Reception(keys, metrics, limit, new Acceptance(journal, ballots, schoolClock, limit, metrics));
    }

    /**
     * A sending goes straight to where it is taken, its answer made ready by {@code prepare}; everything else to the others. Who sends is
     * asked there and nowhere else, so nothing of what stands before the other routes is left out.
     */
    public Handler<HttpServerRequest> before(Consumer<HttpServerResponse> prepare, Handler<HttpServerRequest> others) {
        return request -> {
            if (request.method() == HttpMethod.POST && SENDING.equals(request.uri())) {
                prepare.accept(request.response());
                reception.handle(request);
            } else {
                others.handle(request);
            }
        };
    }

    public void mount(Router router) {
        router.post(SENDING).handler(context -> reception.handle(context.request()));
        router.get("/api/v1/receipts/:receipt").handler(context -> withKeyOrNext(context, this::receipt));
        router.get("/api/v1/quarantine").handler(context -> withKeyOrNext(context, this::quarantine));
    }

    /** Whether a request comes as a source, with a key or a signature; if they are good is another question. */
    public static boolean showsKey(HttpServerRequest request) {
        return Reception.showsKey(Reception.authorization(request));
    }

    /** Reading one's own: a signed request has no body. */
    private void withKeyOrNext(RoutingContext context, BiConsumer<RoutingContext, KnownSource> handler) {
        if (!showsKey(context.request())) {
            context.next();
            return;
        }
        keys.find(Reception.authorization(context.request()))
                .compose(caller -> keys.confirm(caller).map(caller.source()))
                .onComplete(
                        source -> handler.accept(context, source),
                        why -> Reception.unknown(why).send(context.request()));
    }

    private void receipt(RoutingContext context, KnownSource source) {
        String id = context.pathParam("receipt");
        database.transact(c -> ReceiptStore.find(c, id, source.source().id())).onComplete(found -> {
            if (found.failed()) {
                Refusal.unavailable(LATER).send(context.request());
            } else if (found.result().isEmpty()) {
                Refusal.NOT_FOUND.send(context.request());
            } else {
                reply(context, ReceiptJson.write(found.result().get()));
            }
        });
    }

    private void quarantine(RoutingContext context, KnownSource source) {
        String after = context.request().getParam("after", Long.toString(Long.MAX_VALUE));
        if (!after.matches("\\d{1,18}|9223372036854775807")) {
            Refusal.malformed("after 须为整数／after must be a whole number").send(context.request());
            return;
        }
        long before = Long.parseLong(after);
        database.transact(c -> QuarantineQueries.list(
                        c, QuarantineQueries.Filter.heldOf(source.source().id()), before, PAGE_ROWS))
                .onComplete(found -> {
                    if (found.failed()) {
                        Refusal.unavailable(LATER).send(context.request());
                    } else {
                        reply(context, page(found.result()).toBuffer());
                    }
                });
    }

    /** {@code next} goes into {@code after} for the following page; null on the last. */
    private static JsonObject page(List<QuarantineQueries.Held> held) {
        JsonArray items = new JsonArray();
        for (QuarantineQueries.Held one : held) {
            items.add(new JsonObject()
                    .put("id", one.id())
                    .put("receipt", one.receipt())
                    .put("row", one.row())
                    .put("field", one.field())
                    .put("message", one.message())
                    .put("conflict", one.conflict())
                    .put("receivedAt", one.receivedAt())
                    .put("observation", new JsonObject(one.observation())));
        }
        Long next = held.size() == PAGE_ROWS ? held.get(PAGE_ROWS - 1).id() : null;
        return new JsonObject().put("items", items).put("next", next);
    }

    private static void reply(RoutingContext context, Buffer body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(body)
                .onFailure(gone -> LOG.debug("reader went away before its answer", gone));
    }
}
