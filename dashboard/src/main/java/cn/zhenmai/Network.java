package cn.zhenmai;

import cn.zhenmai.store.StartException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The event loops and what listens on them. */
final class Network {

    /** An event loop that is blocked for longer is logged. */
    private static final long MAX_BLOCKED_MILLIS = 100;

    /** Also of live sockets: the hub says something every 15 s. */
    private static final int IDLE_SECONDS = 90;

    /** A head or a body that is not whole by then ends its connection. */
    private static final Duration SLOWEST = Duration.ofSeconds(30);

    /** For requests under way when the service ends. */
    private static final int DRAIN_SECONDS = 5;

    private Network() {}

    static Vertx vertx(MeterRegistry meters) {
        VertxOptions options = new VertxOptions()
                // Vert.x looks its meters of requests up by their names for each request: RequestMeters has them ready.
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER))
                .setMaxEventLoopExecuteTime(MAX_BLOCKED_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
        return Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
    }

    /** Answers the port that is really listened on. */
    static int listen(Vertx vertx, Config config, Handler<HttpServerRequest> requests, Closers closers) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.bind())
                .setPort(config.port())
                // Upgrades to unencrypted HTTP/2 serve no browser, and proxies smuggle requests through them.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        try {
            HttpServer server = new SlowClients(vertx, SLOWEST)
                    .watch(vertx.createHttpServer(options), requests)
                    .listen()
                    .await();
            closers.push(
                    "http",
                    () -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).await());
            return server.actualPort();
        } catch (Exception e) {
            // await throws what the server failed with as it is, checked ones too.
            throw new StartException(
                    "无法监听／cannot listen on " + config.bind() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }
}
