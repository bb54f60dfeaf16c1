package cn.zhenmai.intake;

import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.QuarantineStore;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.ReceiptStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    static final long MOST_BYTES = 1L << 20;
    /** From here on parsing leaves the event loop. */
    private static final int LARGE_BYTES = 32 << 10;

    private static final int MOST_BALLOTS = 100;
    private static final int PAGE_ROWS = 200;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Journal journal;
    private final Database database;
    private final SourceStore sources;
    private final BallotStore ballots;
    private final InstantSource schoolClock;
    private final RateLimit limit;

    public ObservationRoutes(
            Journal journal,
            Database database,
            SourceStore sources,
            BallotStore ballots,
            InstantSource schoolClock,
            InstantSource machineClock) {
        this.journal = journal;
        this.database = database;
        this.sources = sources;
        this.ballots = ballots;
        this.schoolClock = schoolClock;
        this.limit = new RateLimit(machineClock);
    }

    public void mount(Router router) {
        router.post("/api/v1/observations").handler(ObservationRoutes::acceptable);
        router.post("/api/v1/observations")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(context -> withKey(context, this::observations))
                .failureHandler(ObservationRoutes::failed);
        router.get("/api/v1/receipts/:receipt").handler(context -> withKeyOrNext(context, this::receipt));
        router.get("/api/v1/quarantine").handler(context -> withKeyOrNext(context, this::quarantine));
    }

    /** Said before the body is read. */
    private static void acceptable(RoutingContext context) {
        if (key(context).isEmpty()) {
            Refusal.NO_KEY.send(context);
        } else if (isLines(context) == null || context.request().getHeader("Content-Encoding") != null) {
            Refusal.WRONG_TYPE.send(context);
        } else {
            context.next();
        }
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == 413) {
            Refusal.TOO_LARGE.send(context);
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            Refusal.malformed("请求有误／bad request").send(context);
        } else {
            LOG.error("observations route failed", context.failure());
            Refusal.FAILED.send(context);
        }
    }

    /** True for lines, false for JSON, null for anything else. */
    private static Boolean isLines(RoutingContext context) {
        String type = Optional.ofNullable(context.request().getHeader("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("\"", "");
        return switch (type) {
            case "application/json", "application/json;charset=utf-8" -> false;
            case "application/x-ndjson", "application/x-ndjson;charset=utf-8" -> true;
            default -> null;
        };
    }

    private static Optional<String> key(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).trim())
                : Optional.empty();
    }

    private void withKeyOrNext(RoutingContext context, BiConsumer<RoutingContext, SourceStore.Known> handler) {
        if (key(context).isPresent()) {
            withKey(context, handler);
        } else {
            context.next();
        }
    }

    private void withKey(RoutingContext context, BiConsumer<RoutingContext, SourceStore.Known> handler) {
        sources.find(key(context).orElse("")).onComplete(found -> {
            if (found.failed()) {
                Refusal.unavailable(LATER).send(context);
            } else if (found.result().isEmpty()) {
                Refusal.NO_KEY.send(context);
            } else {
                handler.accept(context, found.result().get());
            }
        });
    }

    private void observations(RoutingContext context, SourceStore.Known source) {
        Buffer body = context.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        Future<ObservationReader.Read> read = bytes.length < LARGE_BYTES
                ? Future.future(promise -> {
                    try {
                        promise.complete(read(context, bytes, source));
                    } catch (Exception refused) {
                        promise.fail(refused);
                    }
                })
                : context.vertx().executeBlocking(() -> read(context, bytes, source), false);
        read.compose(rows -> take(rows, source)).onComplete(done -> {
            if (done.succeeded()) {
                answer(context, done.result());
            } else {
                refuse(context, done.cause());
            }
        });
    }

    private static ObservationReader.Read read(RoutingContext context, byte[] body, SourceStore.Known source)
            throws ObservationReader.MalformedException, ObservationReader.TooManyRowsException {
        return isLines(context)
                ? ObservationReader.lines(body, source.types())
                : ObservationReader.json(body, source.types());
    }

    private static final class TooFastException extends RuntimeException {
        private final Duration wait;

        TooFastException(Duration wait) {
            super("rate limit", null, false, false);
            this.wait = wait;
        }
    }

    private Future<Receipt> take(ObservationReader.Read read, SourceStore.Known source) {
        int rows =
                read.rows().size() + read.ballots().size() + read.unreadable().size();
        Duration wait = limit.take(source, rows);
        if (!wait.isZero()) {
            return Future.failedFuture(new TooFastException(wait));
        }
        if (!read.ballots().isEmpty() && read.rows().isEmpty() && read.ballots().size() <= MOST_BALLOTS) {
            return takeBallots(read);
        }
        List<Receipt.RowError> unreadable = new ArrayList<>(read.unreadable());
        for (ObservationReader.BallotRow ballot : read.ballots()) {
            unreadable.add(new Receipt.RowError(
                    ballot.row(), "type", "评教须单独发送，每次至多 100 份／send ballots on their own, at most 100 at once"));
        }
        return journal.submit(new Entry.Facts(source.source(), read.rows(), unreadable, null));
    }

    /** Ballots leave no receipt behind: it would tell a time. */
    private Future<Receipt> takeBallots(ObservationReader.Read read) {
        LocalDate today = LocalDate.ofInstant(schoolClock.instant(), School.ZONE);
        List<Receipt.RowError> errors = new ArrayList<>(read.unreadable());
        Future<Integer> taken = Future.succeededFuture(0);
        for (ObservationReader.BallotRow row : read.ballots()) {
            taken = taken.compose(before -> ballots.answer(row.ballot(), today).map(isTaken -> {
                if (!isTaken) {
                    errors.add(new Receipt.RowError(row.row(), "ballot", "选票无效或已用／ballot not valid or used"));
                }
                return isTaken ? before + 1 : before;
            }));
        }
        return taken.map(stored -> new Receipt(
                "", stored + errors.size(), stored, 0, 0, errors.size(), 0, List.copyOf(errors), journal.sequence()));
    }

    private static void answer(RoutingContext context, Receipt receipt) {
        int good = receipt.stored() + receipt.corrected() + receipt.duplicate();
        boolean isAllGood = good == receipt.received();
        boolean isAllUnreadable = receipt.rejected() == receipt.received();
        int status = isAllGood ? 200 : isAllUnreadable ? 400 : 207;
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json(receipt).toBuffer())
                .onFailure(gone -> LOG.debug("sender went away before its answer", gone));
    }

    static JsonObject json(Receipt receipt) {
        JsonArray errors = new JsonArray();
        for (Receipt.RowError error : receipt.errors()) {
            errors.add(new JsonObject()
                    .put("row", error.row())
                    .put("field", error.field())
                    .put("message", error.message()));
        }
        return new JsonObject()
                .put("received", receipt.received())
                .put("stored", receipt.stored())
                .put("corrected", receipt.corrected())
                .put("duplicate", receipt.duplicate())
                .put("rejected", receipt.rejected())
                .put("quarantined", receipt.quarantined())
                .put("errors", errors)
                .put("receipt", receipt.receipt())
                .put("sequence", receipt.sequence());
    }

    private static void refuse(RoutingContext context, Throwable why) {
        if (why instanceof ObservationReader.MalformedException) {
            Refusal.malformed(why.getMessage()).send(context);
        } else if (why instanceof ObservationReader.TooManyRowsException) {
            Refusal.TOO_LARGE.send(context);
        } else if (why instanceof TooFastException fast) {
            Refusal.tooFast(fast.wait).send(context);
        } else if (why instanceof Journal.BusyException || why instanceof Database.BusyException) {
            Refusal.unavailable(SOON).send(context);
        } else if (why instanceof Journal.UnavailableException || why instanceof Journal.FencedException) {
            Refusal.unavailable(LATER).send(context);
        } else {
            LOG.error("observations could not be taken", why);
            Refusal.FAILED.send(context);
        }
    }

    private void receipt(RoutingContext context, SourceStore.Known source) {
        String id = context.pathParam("receipt");
        database.transact(c -> ReceiptStore.find(c, id, source.source().id())).onComplete(found -> {
            if (found.failed()) {
                Refusal.unavailable(LATER).send(context);
            } else if (found.result().isEmpty()) {
                Refusal.NOT_FOUND.send(context);
            } else {
                reply(context, json(found.result().get()));
            }
        });
    }

    private void quarantine(RoutingContext context, SourceStore.Known source) {
        String after = context.request().getParam("after", Long.toString(Long.MAX_VALUE));
        if (!after.matches("\\d{1,18}|9223372036854775807")) {
            Refusal.malformed("after 须为整数／after must be a whole number").send(context);
            return;
        }
        long before = Long.parseLong(after);
        database.transact(c -> QuarantineStore.list(c, source.source().id(), before, PAGE_ROWS))
                .onComplete(found -> {
                    if (found.failed()) {
                        Refusal.unavailable(LATER).send(context);
                    } else {
                        reply(context, page(found.result()));
                    }
                });
    }

    /** {@code next} goes into {@code after} for the following page; null on the last. */
    private static JsonObject page(List<QuarantineStore.Held> held) {
        JsonArray items = new JsonArray();
        for (QuarantineStore.Held one : held) {
            items.add(new JsonObject()
                    .put("id", one.id())
                    .put("receipt", one.receipt())
                    .put("row", one.row())
                    .put("field", one.field())
                    .put("message", one.message())
                    .put("conflict", one.isConflict())
                    .put("receivedAt", one.receivedAt())
                    .put("observation", new JsonObject(one.observation())));
        }
        Long next = held.size() == PAGE_ROWS ? held.get(PAGE_ROWS - 1).id() : null;
        return new JsonObject().put("items", items).put("next", next);
    }

    private static void reply(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer())
                .onFailure(gone -> LOG.debug("reader went away before its answer", gone));
    }
}
