package cn.zhenmai.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Open live sockets of people who see the whole school. Each tells of the students that a frame names: by search, because parsing a
 * thousand frames would cost the machine more than sending them.
 */
final class Viewers implements AutoCloseable {

    private static final String JOIN = "{\"type\":\"join\",\"topic\":\"worklist\",\"after\":null,\"epoch\":null}";
    private static final String STUDENT = "\"student\":\"";

    private final WebSocketClient client;
    private final List<WebSocket> sockets = new ArrayList<>();

    /** On the event loop, with every delta's student. */
    interface Seen {
        void student(String id, long atNanos);
    }

    private Viewers(WebSocketClient client) {
        this.client = client;
    }

    /** Answers when all have their snapshot. */
    static Viewers open(Vertx vertx, Service service, String cookie, int count, Seen seen) {
        Viewers viewers = new Viewers(vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(1 << 24)
                .setMaxMessageSize(1 << 26)
                .setMaxConnections(2_000)));
        AtomicInteger snapshots = new AtomicInteger();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(service.port)
                .setURI("/live")
                .addHeader("Cookie", cookie)
                .addHeader("Origin", "http://127.0.0.1:" + service.port);
        for (int i = 0; i < count; i++) {
            Future<WebSocket> opened = viewers.client.connect(options).compose(socket -> {
                socket.textMessageHandler(text -> read(text, snapshots, seen));
                return socket.writeTextMessage(JOIN).map(socket);
            });
            viewers.sockets.add(await(opened));
        }
        for (int waited = 0; snapshots.get() < count; waited++) {
            if (waited > 3_000) {
                throw new IllegalStateException(snapshots.get() + " of " + count + " snapshots came");
            }
            Pause.millis(20);
        }
        return viewers;
    }

    private static void read(String text, AtomicInteger snapshots, Seen seen) {
        long now = System.nanoTime();
        if (text.startsWith("{\"type\":\"snapshot\"")) {
            snapshots.incrementAndGet();
            return;
        }
        for (int at = text.indexOf(STUDENT); at >= 0; at = text.indexOf(STUDENT, at + 1)) {
            int from = at + STUDENT.length();
            seen.student(text.substring(from, text.indexOf('"', from)), now);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException never) {
            throw new IllegalStateException("a viewer could not open its socket", never);
        }
    }

    @Override
    public void close() {
        Future<?> closed = Future.join(sockets.stream().map(WebSocket::close).toList())
                .otherwiseEmpty()
                .compose(gone -> client.close());
        var done = await(closed);
        if (done != null) {
            throw new IllegalStateException("unexpected " + done);
        }
    }
}
