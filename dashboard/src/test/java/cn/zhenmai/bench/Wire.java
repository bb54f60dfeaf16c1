package cn.zhenmai.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/**
 * One keep-alive HTTP/1.1 connection with one request under way: as little work as can be for a sender that shares the processor with
 * what it measures. Understands answers with a Content-Length.
 */
final class Wire {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final String LENGTH = "content-length:";

    private final NetSocket socket;
    private Buffer read = Buffer.buffer();
    private Promise<Answer> waiting;
    private boolean isClosed;

    record Answer(int status, String body) {}

    private Wire(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::read);
        socket.closeHandler(nothing -> closed());
        socket.exceptionHandler(broken -> closed());
    }

    static Future<Wire> connect(NetClient client, int port) {
        return client.connect(port, "127.0.0.1").map(Wire::new);
    }

    boolean isFree() {
        return waiting == null && !isClosed;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** On the socket's event loop, when the connection is free. */
    Future<Answer> send(Buffer request) {
        waiting = Promise.promise();
        Promise<Answer> promise = waiting;
        socket.write(request).onFailure(broken -> closed());
        return promise.future();
    }

    void close() {
        socket.close().onFailure(gone -> closed());
    }

    private void closed() {
        isClosed = true;
        Promise<Answer> promise = waiting;
        waiting = null;
        if (promise != null) {
            promise.tryFail("connection closed");
        }
    }

    private void read(Buffer part) {
        read = read.length() == 0 ? part : read.appendBuffer(part);
        int headerEnd = find(read, END);
        if (headerEnd < 0) {
            return;
        }
        String header = read.getString(0, headerEnd).toLowerCase(java.util.Locale.ROOT);
        int at = header.indexOf(LENGTH);
        int lineEnd = header.indexOf('\r', at);
        int length = at < 0
                ? 0
                : Integer.parseInt(header.substring(at + LENGTH.length(), lineEnd < 0 ? header.length() : lineEnd)
                        .strip());
        int end = headerEnd + END.length + length;
        if (read.length() < end) {
            return;
        }
        String body = read.getString(headerEnd + END.length, end);
        read = Buffer.buffer();
        Promise<Answer> promise = waiting;
        waiting = null;
        if (promise != null) {
            promise.complete(new Answer(Integer.parseInt(header.substring(9, 12)), body));
        }
    }

    private static int find(Buffer in, byte[] what) {
        for (int i = 0; i + what.length <= in.length(); i++) {
            int matched = 0;
            while (matched < what.length && in.getByte(i + matched) == what[matched]) {
                matched++;
            }
            if (matched == what.length) {
                return i;
            }
        }
        return -1;
    }
}
