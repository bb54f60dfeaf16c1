package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources as a school would have them: over the public API with keys of their own, in batches, coming back when they are told to.
 * What is sent twice after a lost answer is a duplicate there. One thread.
 */
final class HttpSink implements Sink {

    /** What became of all rows so far. */
    record Totals(long sent, long stored, long corrected, long duplicate, long refused) {}

    private static final Logger LOG = LoggerFactory.getLogger(HttpSink.class);
    private static final int ROWS_AT_ONCE = 500;
    private static final long ANSWER_SECONDS = 30;
    private static final int MOST_TRIES = 60;

    private final WebClient client;
    private final int port;
    private final Map<Origin, String> keys;
    private volatile Totals totals = new Totals(0, 0, 0, 0, 0);

    HttpSink(WebClient client, int port, Map<Origin, String> keys) {
        this.client = client;
        this.port = port;
        this.keys = new EnumMap<>(keys);
    }

    Totals totals() {
        return totals;
    }

    @Override
    public void send(Instant at, Origin from, List<Observation> rows) {
        for (int first = 0; first < rows.size(); first += ROWS_AT_ONCE) {
            List<Observation> part = rows.subList(first, Math.min(rows.size(), first + ROWS_AT_ONCE));
            StringBuilder lines = new StringBuilder();
            part.forEach(row -> lines.append(ObservationWriter.write(row)).append('\n'));
            count(from, post(from, Buffer.buffer(lines.toString())));
        }
    }

    private JsonObject post(Origin from, Buffer body) {
        for (int tries = 1; ; tries++) {
            long waitMillis = 1_000;
            String trouble;
            try {
                HttpResponse<Buffer> answer = client.post(port, "127.0.0.1", "/api/v1/observations")
                        .putHeader("Authorization", "Bearer " + keys.get(from))
                        .putHeader("Content-Type", "application/x-ndjson")
                        .sendBuffer(body)
                        .await(ANSWER_SECONDS, TimeUnit.SECONDS);
                if (answer.statusCode() < 300) {
                    return answer.bodyAsJsonObject();
                }
                trouble = answer.statusCode() + " " + answer.bodyAsString();
                if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                    throw new IllegalStateException("refused: " + trouble);
                }
                String after = answer.getHeader("Retry-After");
                waitMillis = after != null && after.matches("\\d{1,3}") ? Long.parseLong(after) * 1_000 : waitMillis;
            } catch (TimeoutException e) {
                trouble = "no answer in " + ANSWER_SECONDS + " s";
            } catch (IllegalStateException refused) {
                throw refused;
            } catch (RuntimeException e) {
                trouble = e.toString();
            }
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("given up: " + trouble);
            }
            LOG.info("{} is told to come back: {}", from.id, trouble);
            pause(waitMillis);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended", e);
        }
    }

    private void count(Origin from, JsonObject receipt) {
        int refused = receipt.getInteger("rejected", 0) + receipt.getInteger("quarantined", 0);
        if (refused > 0) {
            LOG.info("{}: {} rows were not taken: {}", from.id, refused, receipt.getJsonArray("errors"));
        }
        Totals t = totals;
        totals = new Totals(
                t.sent() + receipt.getInteger("received", 0),
                t.stored() + receipt.getInteger("stored", 0),
                t.corrected() + receipt.getInteger("corrected", 0),
                t.duplicate() + receipt.getInteger("duplicate", 0),
                t.refused() + refused);
    }
}
