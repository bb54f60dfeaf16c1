package cn.zhenmai;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose first request's head, or any request's body, does not arrive whole in time. The idle time-out alone does not: a
 * client that sends a byte now and then is never idle, and enough of them take every connection there is.
 */
final class SlowClients {

    private final Vertx vertx;
    private final long mostMillis;
    /** The timer that will end each connection on which something is awaited. */
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    /** {@code most}: how long a head or a body may take. */
    SlowClients(Vertx vertx, Duration most) {
        this.vertx = vertx;
        this.mostMillis = most.toMillis();
    }

    HttpServer watch(HttpServer server, Handler<HttpServerRequest> handler) {
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
        arrived(connection);
        timers.put(connection, vertx.setTimer(mostMillis, late -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void arrived(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
