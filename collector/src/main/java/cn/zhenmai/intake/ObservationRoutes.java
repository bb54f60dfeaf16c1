package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.QuarantineQueries;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.ReceiptStore;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What source systems call, with their key: send observations, read back receipts and what was set aside. The answer to a sending
 * comes after the commit. A request without a source key is passed on where another route may know it by its cookie.
 */
public final class ObservationRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ObservationRoutes.class);

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final int PAGE_ROWS = 200;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Database database;
    private final SourceKeys keys;
    private final SourceMetrics metrics;
    private final RateLimit limit;
    private final Acceptance acceptance;
    private final Admission admission = new Admission();

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
        this.metrics = metrics;
        this.limit = new RateLimit(machineClock);
        metrics.bodies(admission);
        this.acceptance = new Acceptance(journal, ballots, schoolClock, limit, metrics);
    }

    public void mount(Router router) {
        router.post("/api/v1/observations").handler(this::receive);
        router.get("/api/v1/receipts/:receipt").handler(context -> withKeyOrNext(context, this::receipt));
        router.get("/api/v1/quarantine").handler(context -> withKeyOrNext(context, this::quarantine));
    }

    /** What can be refused is refused before the body is read. */
    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        String encoding = request.getHeader("Content-Encoding");
        Optional<BodyForm> form = BodyForm.of(request.headers());
        if (!showsKey(request)) {
            Refusal.NO_KEY.send(context);
        } else if (form.isEmpty()) {
            Refusal.WRONG_TYPE.send(context);
        } else if (encoding != null && !encoding.equalsIgnoreCase("identity") && !BodyReading.isPacked(request)) {
            Refusal.WRONG_ENCODING.send(context);
        } else if (contentLength(request) > BodyReading.MOST_BYTES) {
            Refusal.TOO_LARGE.send(context);
        } else {
            Future<SourceKeys.Caller> found = keys.find(authorization(context));
            if (!found.isComplete()) {
                request.pause();
            }
            found.onComplete(caller -> observations(context, form.get(), caller), why -> stop(context, unknown(why)));
        }
    }

    /** 0 where none is told. */
    private static long contentLength(HttpServerRequest request) {
        try {
            return Long.parseLong(
                    Optional.ofNullable(request.getHeader("Content-Length")).orElse("0"));
        } catch (NumberFormatException beyondAnyBody) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether a request comes as a source, with a key or a signature; if they are good is another question. */
    public static boolean showsKey(HttpServerRequest request) {
        String shown = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return shown.regionMatches(true, 0, "Bearer ", 0, 7)
                || shown.regionMatches(true, 0, Signature.SCHEME, 0, Signature.SCHEME.length());
    }

    private static String authorization(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Authorization")).orElse("");
    }

    /** Reading one's own: a signed request has no body. */
    private void withKeyOrNext(RoutingContext context, BiConsumer<RoutingContext, KnownSource> handler) {
        if (!showsKey(context.request())) {
            context.next();
            return;
        }
        keys.find(authorization(context))
                .compose(caller -> keys.confirm(caller).map(caller.source()))
                .onComplete(
                        source -> handler.accept(context, source),
                        why -> unknown(why).send(context));
    }

    private static Refusal unknown(Throwable why) {
        return why instanceof RefusedBodyException refused ? refused.refusal() : Refusal.unavailable(LATER);
    }

    private void observations(RoutingContext context, BodyForm form, SourceKeys.Caller caller) {
        KnownSource source = caller.source();
        Duration wait = limit.wait(source);
        if (!wait.isZero()) {
            metrics.refused(source.source(), 429);
            stop(context, Refusal.tooFast(wait));
            return;
        }
        ObservationReader reader = new ObservationReader(form, context.request().headers(), source.types());
        Admission.Share share = admission.open(source.source().id());
        BodyReading.start(context, reader, share, caller)
                .compose(read -> keys.confirm(caller).compose(confirmed -> acceptance.take(read, source)))
                .onComplete(done -> {
                    share.giveBack();
                    if (done.succeeded()) {
                        answer(context, done.result());
                    } else {
                        Refusal refusal = refusal(done.cause());
                        metrics.refused(source.source(), refusal.status());
                        refusal.send(context);
                    }
                });
    }

    /** Refuses, and lets a body that is still to come by. */
    private static void stop(RoutingContext context, Refusal refusal) {
        refusal.send(context);
        context.request().resume();
    }

    private static void answer(RoutingContext context, Receipt receipt) {
        context.response().setStatusCode(ReceiptJson.status(receipt));
        reply(context, ReceiptJson.write(receipt));
    }

    private static Refusal refusal(Throwable why) {
        if (why instanceof RefusedBodyException refused) {
            return refused.refusal();
        } else if (why instanceof Journal.FullException) {
            return Refusal.FULL;
        } else if (why instanceof Journal.BusyException || why instanceof Database.BusyException) {
            return Refusal.unavailable(SOON);
        } else if (why instanceof Journal.UnavailableException || why instanceof Journal.FencedException) {
            return Refusal.unavailable(LATER);
        }
        LOG.error("observations could not be taken", why);
        return Refusal.FAILED;
    }

    private void receipt(RoutingContext context, KnownSource source) {
        String id = context.pathParam("receipt");
        database.transact(c -> ReceiptStore.find(c, id, source.source().id())).onComplete(found -> {
            if (found.failed()) {
                Refusal.unavailable(LATER).send(context);
            } else if (found.result().isEmpty()) {
                Refusal.NOT_FOUND.send(context);
            } else {
                reply(context, ReceiptJson.write(found.result().get()));
            }
        });
    }

    private void quarantine(RoutingContext context, KnownSource source) {
        String after = context.request().getParam("after", Long.toString(Long.MAX_VALUE));
        if (!after.matches("\\d{1,18}|9223372036854775807")) {
            Refusal.malformed("after 须为整数／after must be a whole number").send(context);
            return;
        }
        long before = Long.parseLong(after);
        database.transact(c -> QuarantineQueries.list(
                        c, QuarantineQueries.Filter.heldOf(source.source().id()), before, PAGE_ROWS))
                .onComplete(found -> {
                    if (found.failed()) {
                        Refusal.unavailable(LATER).send(context);
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
