package cn.zhenmai.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Ends a connection after an answer that came before the end of the body. Closed at once, the answer would be lost: bytes that arrive at
 * a closed socket reset it, and a sender that still writes never reads. So a little more is read and thrown away first.
 */
final class LingeringClose {

    private static final int MOST_BYTES = 8 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private int bytes;

    private LingeringClose() {}

    /** On the connection's own context. */
    static void of(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        LingeringClose close = new LingeringClose();
        request.exceptionHandler(gone -> connection.close());
        request.endHandler(end -> connection.close());
        request.handler(piece -> {
            close.bytes += piece.length();
            if (close.bytes > MOST_BYTES) {
                connection.close();
            }
        });
        request.resume();
        Vertx.currentContext().owner().setTimer(LONGEST.toMillis(), late -> connection.close());
    }
}
