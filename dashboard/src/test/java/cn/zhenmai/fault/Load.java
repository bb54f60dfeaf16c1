package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Senders that post rows one after another, single ones and small batches, each written into the ledger first. What was not acknowledged
 * is sent again, the same, until it is: as a source system would that keeps to Retry-After.
 */
final class Load implements AutoCloseable {

    private static final int SENDERS = 4;
    private static final int[] SIZES = {1, 20, 1, 100};
    /** Between tries of what was refused; a sender does not hammer a service that is down. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final AckLedger ledger;
    private final int port;
    private final String key;
    private final List<Row> rows;
    private final AtomicInteger next;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Map<Integer, Integer> refusals = new TreeMap<>();
    private final List<Thread> senders = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private volatile boolean isClosed;
    private volatile String wrong;
    private volatile AckAwait await = new AckAwait(new CountDownLatch(0), 0);

    private record AckAwait(CountDownLatch latch, int from) {}

    /** @param from index of the first row that was never sent */
    Load(AckLedger ledger, int port, String key, List<Row> rows, int from) {
        this.ledger = ledger;
        this.port = port;
        this.key = key;
        this.rows = rows;
        this.next = new AtomicInteger(from);
    }

    @CanIgnoreReturnValue
    Load start() {
        for (int i = 0; i < SENDERS; i++) {
            int size = SIZES[i % SIZES.length];
            Thread sender = new Thread(() -> run(size), "sender-" + i);
            senders.add(sender);
            sender.start();
        }
        return this;
    }

    private void run(int size) {
        while (!isClosed && wrong == null) {
            int from = next.getAndAdd(size);
            if (from + size > rows.size()) {
                wrong = "no rows left to send";
                return;
            }
            List<Row> batch = rows.subList(from, from + size);
            ledger.sent(batch);
            while (!isClosed && wrong == null && !post(batch)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Whether the service has acknowledged it. */
    private boolean post(List<Row> batch) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/observations"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(
                        batch.stream().map(Row::json).collect(Collectors.joining("\n"))))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case 200 -> {
                    ledger.acknowledged(batch);
                    acknowledged.addAndGet(batch.size());
                    await.latch().countDown();
                    return true;
                }
                case 429, 503, 507 -> {
                    if (answer.headers().firstValue("Retry-After").isEmpty()) {
                        wrong = answer.statusCode() + " without Retry-After";
                    }
                    refused(answer.statusCode());
                }
                default -> wrong = answer.statusCode() + " " + answer.body();
            }
        } catch (IOException cut) {
            refused(0);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private synchronized void refused(int status) {
        int count = refusals.merge(status, 1, Integer::sum);
        assert count > 0;
    }

    /** Blocks until so many more requests have been acknowledged. */
    void awaitAcknowledged(int more, Duration patience) throws InterruptedException {
        AckAwait mine = new AckAwait(new CountDownLatch(more), acknowledged.get());
        await = mine;
        boolean isDone = mine.latch().await(patience.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(wrong).as("answer").isNull();
        assertThat(isDone)
                .as("%d requests acknowledged within %s; refusals %s", more, patience, refusals)
                .isTrue();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Index of the first row that was not sent. */
    int sent() {
        return next.get();
    }

    /** Refusals by status; 0 = no answer. */
    synchronized Map<Integer, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Ends the senders; what is under way is given up, acknowledged or not. */
    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        for (Thread sender : senders) {
            sender.interrupt();
            sender.join();
        }
        assertThat(wrong).as("answer").isNull();
    }
}
