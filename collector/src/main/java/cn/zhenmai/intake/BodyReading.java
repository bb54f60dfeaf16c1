package cn.zhenmai.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** One body as it arrives on its event loop: each piece goes straight to the reader. A packed one is kept packed and unpacked aside. */
final class BodyReading {

    /** Of a body, packed or not. */
    static final int MOST_BYTES = 1 << 20;

    /** Unpacked ÷ packed; rows of one class pack to a tenth or a thirtieth. */
    static final int MOST_RATIO = 100;

    private static final int PIECE_BYTES = 8 << 10;

    private final ObservationReader reader;
    private final Admission.Share share;
    private final SourceKeys.Caller caller;
    private final Promise<ObservationReader.Read> promise = Promise.promise();
    /** Null where the body is not packed. */
    private final Buffer packed;

    private int length;
    private boolean isOver;

    private BodyReading(
            HttpServerRequest request, ObservationReader reader, Admission.Share share, SourceKeys.Caller caller) {
        this.caller = caller;
        this.reader = reader;
        this.share = share;
        this.packed = isPacked(request) ? Buffer.buffer() : null;
    }

    static boolean isPacked(HttpServerRequest request) {
        return "gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    }

    /** The request is paused; what was refused is read no further, only let by. */
    static Future<ObservationReader.Read> start(
            HttpServerRequest request, ObservationReader reader, Admission.Share share, SourceKeys.Caller caller) {
        BodyReading reading = new BodyReading(request, reader, share, caller);
        request.handler(reading::piece);
        request.endHandler(end -> reading.end());
        request.exceptionHandler(gone -> reading.cutOff());
        if (request.response().closed()) {
            // It went away while its key was looked up: nobody will call the handlers.
            reading.cutOff();
        } else if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue().onFailure(gone -> reading.cutOff());
        }
        request.resume();
        return reading.promise.future();
    }

    private void piece(Buffer piece) {
        if (isOver) {
            return;
        }
        try {
            length += piece.length();
            if (length > MOST_BYTES) {
                throw new RefusedBodyException(Refusal.TOO_LARGE);
            }
            share.grow(piece.length());
            byte[] bytes = piece.getBytes();
            if (caller.check() != null) {
                caller.check().update(bytes);
            }
            if (packed == null) {
                reader.accept(bytes, bytes.length);
            } else {
                packed.appendBuffer(piece);
            }
        } catch (RefusedBodyException | RuntimeException refused) {
            over(refused);
        }
    }

    private void end() {
        if (isOver) {
            return;
        }
        isOver = true;
        if (packed == null) {
            promise.handle(Future.future(read -> {
                try {
                    read.complete(reader.end());
                } catch (RefusedBodyException refused) {
                    read.fail(refused);
                }
            }));
        } else {
            Vertx.currentContext().executeBlocking(this::unpack, false).onComplete(promise);
        }
    }

    private void cutOff() {
        over(RefusedBodyException.malformed("请求中断／request cut off"));
    }

    private void over(Throwable why) {
        isOver = true;
        promise.tryFail(why);
    }

    private ObservationReader.Read unpack() throws RefusedBodyException {
        byte[] piece = new byte[PIECE_BYTES];
        int unpacked = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.getBytes()))) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                unpacked += read;
                if (unpacked > MOST_BYTES || unpacked > MOST_RATIO * (long) packed.length()) {
                    throw new RefusedBodyException(Refusal.UNPACKS_TOO_LARGE);
                }
                reader.accept(piece, read);
            }
        } catch (IOException notGzip) {
            throw RefusedBodyException.malformed("不是完整的 gzip／not a whole gzip");
        }
        return reader.end();
    }
}
