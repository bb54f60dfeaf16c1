package cn.zhenmai.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The peer of single events: a Vert.x server that reads the body, parses every token of its JSON, and answers. Nothing else. */
final class BareServer {

    static final Pattern READY = Pattern.compile("^BARE (\\d+)");
    private static final JsonFactory JSON = new JsonFactory();
    private static final Buffer ANSWER = Buffer.buffer("{\"received\":1}");

    private BareServer() {}

    public static void main(String[] arguments) throws Exception {
        int port = Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await(60, TimeUnit.SECONDS)
                .actualPort();
        System.out.println("BARE " + port);
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        int tokens = 0;
        try (JsonParser json = JSON.createParser(body.getBytes())) {
            while (json.nextToken() != null) {
                tokens += json.getTextLength();
            }
        } catch (IOException notJson) {
            tokens = 0;
        }
        request.response()
                .setStatusCode(tokens > 0 ? 200 : 400)
                .putHeader("Content-Type", "application/json")
                .end(ANSWER)
                .onFailure(Throwable::printStackTrace);
    }
}
