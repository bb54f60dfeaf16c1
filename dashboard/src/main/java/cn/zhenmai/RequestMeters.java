package cn.zhenmai;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How many requests were answered how, and how long that took. Those of observations have a timer of their own, where they are taken. */
final class RequestMeters implements Handler<RoutingContext> {

    private final MeterRegistry meters;
    /** No more than methods that have routes, times codes. */
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String method, int code) {}

    private RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Before all routes. */
    static void mount(Router router, MeterRegistry meters) {
        router.route().handler(new RequestMeters(meters));
    }

    @Override
    public void handle(RoutingContext ctx) {
        long startedNanos = System.nanoTime();
        ctx.addEndHandler(ended -> timer(ctx).record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS));
        ctx.next();
    }

    private Timer timer(RoutingContext ctx) {
        int code = ctx.response().getStatusCode();
        // Whoever asks by a method that nobody knows must not add a series.
        String method =
                code == 404 || code == 405 ? "any" : ctx.request().method().name();
        return timers.computeIfAbsent(
                new Key(method, code),
                key -> Timer.builder("zhenmai.http.requests")
                        .description("from the head of a request to the end of its answer")
                        .tag("method", key.method)
                        .tag("code", Integer.toString(key.code))
                        .register(meters));
    }
}
