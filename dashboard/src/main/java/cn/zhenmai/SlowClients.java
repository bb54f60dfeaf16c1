package cn.zhenmai;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends connections whose first request's head, or any request's body, does not arrive whole in time. The idle time-out alone does not: a
 * client that sends a byte now and then is never idle, and enough of them take every connection there is.
 */
final class SlowClients {

    /** Looks in the time that is allowed: one is ended at most so much late, and a request costs no timer. */
    private static final int LOOKS = 20;

    private final Vertx vertx;
    private final long lookMillis;
    /** On which something is awaited, and at which look that began. */
    private final Map<HttpConnection, Long> awaited = new ConcurrentHashMap<>();

    private final AtomicLong looks = new AtomicLong();

    /** {@code most}: how long a head or a body may take. */
    SlowClients(Vertx vertx, Duration most) {
        this.vertx = vertx;
        this.lookMillis = Math.max(1, most.toMillis() / LOOKS);
    }

    HttpServer watch(HttpServer server, Handler<HttpServerRequest> handler) {
        vertx.setPeriodic(lookMillis, same -> look());
        return server.connectionHandler(connection -> {
                    await(connection);
                    connection.closeHandler(closed -> arrived(connection));
                })
                .requestHandler(request -> {
                    await(request.connection());
                    request.end().onComplete(body -> arrived(request.connection()));
                    handler.handle(request);
                });
    }

    private void await(HttpConnection connection) {
        awaited.put(connection, looks.get());
    }

    private void arrived(HttpConnection connection) {
        awaited.remove(connection);
    }

    private void look() {
        long now = looks.incrementAndGet();
        awaited.forEach((connection, since) -> {
            if (now - since > LOOKS) {
                arrived(connection);
                connection.close();
            }
        });
    }
}
