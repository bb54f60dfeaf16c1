package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one sending of observations: who it is from, its body as it arrives, then the journal; the answer comes after the commit. What
 * can be refused is refused before the body is read. On the event loop of its connection.
 */
final class Reception implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final SourceKeys keys;
    private final SourceMetrics metrics;
    private final RateLimit limit;
    private final Acceptance acceptance;
    private final Admission admission = new Admission();

    Reception(SourceKeys keys, SourceMetrics metrics, RateLimit limit, Acceptance acceptance) {
        this.keys = keys;
        this.metrics = metrics;
        this.limit = limit;
        this.acceptance = acceptance;
        metrics.bodies(admission);
    }

    /** No router stands behind it: a bug is answered here. */
    @Override
    public void handle(HttpServerRequest request) {
        try {
            receive(request);
        } catch (RuntimeException bug) {
            stop(request, refusal(bug));
        }
    }

    private void receive(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        String shown = authorization(request);
        Optional<BodyForm> form = BodyForm.of(request.headers());
        if (!showsKey(shown)) {
            Refusal.NO_KEY.send(request);
        } else if (form.isEmpty()) {
            Refusal.WRONG_TYPE.send(request);
        } else if (encoding != null && !encoding.equalsIgnoreCase("identity") && !BodyReading.isPacked(request)) {
            Refusal.WRONG_ENCODING.send(request);
        } else if (contentLength(request) > BodyReading.MOST_BYTES) {
            Refusal.TOO_LARGE.send(request);
        } else {
            Future<SourceKeys.Caller> found = keys.find(shown);
            if (found.succeeded()) {
                observations(request, form.get(), found.result());
                return;
            }
            if (!found.isComplete()) {
                request.pause();
            }
            found.onComplete(caller -> observations(request, form.get(), caller), why -> stop(request, unknown(why)));
        }
    }

    /** 0 where none is told. */
    private static long contentLength(HttpServerRequest request) {
        String told = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return told == null ? 0 : Long.parseLong(told);
        } catch (NumberFormatException beyondAnyBody) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether the header is of a source, with a key or a signature; if they are good is another question. */
    static boolean showsKey(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                || authorization.regionMatches(true, 0, Signature.SCHEME, 0, Signature.SCHEME.length());
    }

    /** Empty where there is none. */
    static String authorization(HttpServerRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        return shown == null ? "" : shown;
    }

    static Refusal unknown(Throwable why) {
        return why instanceof RefusedBodyException refused ? refused.refusal() : Refusal.unavailable(LATER);
    }

    private void observations(HttpServerRequest request, BodyForm form, SourceKeys.Caller caller) {
        long startedNanos = System.nanoTime();
        KnownSource source = caller.source();
        Duration wait = limit.wait(source);
        if (!wait.isZero()) {
            metrics.refused(source.source(), 429);
            stop(request, Refusal.tooFast(wait));
            return;
        }
        ObservationReader reader = new ObservationReader(form, request.headers(), source.types());
        Admission.Share share = admission.open(source.source().id());
        BodyReading.start(request, reader, share, caller)
                .compose(read -> caller.check() == null
                        ? acceptance.take(read, source)
                        : keys.confirm(caller).compose(confirmed -> acceptance.take(read, source)))
                .onComplete(done -> {
                    share.giveBack();
                    if (done.succeeded()) {
                        answer(request, done.result());
                    } else {
                        Refusal refusal = refusal(done.cause());
                        metrics.refused(source.source(), refusal.status());
                        refusal.send(request);
                    }
                    metrics.answered(request.response().getStatusCode(), System.nanoTime() - startedNanos);
                });
    }

    /** Refuses, and lets a body that is still to come by. */
    private static void stop(HttpServerRequest request, Refusal refusal) {
        refusal.send(request);
        request.resume();
    }

    private static void answer(HttpServerRequest request, Receipt receipt) {
        request.response()
                .setStatusCode(ReceiptJson.status(receipt))
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(ReceiptJson.write(receipt))
                .onFailure(gone -> LOG.debug("sender went away before its answer", gone));
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
}
