package cn.zhenmai.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** Senders on one event loop: closed (each connection sends as soon as it was answered) or open (by the clock, whatever is answered). */
final class Load implements AutoCloseable {

    private static final long TICK_MILLIS = 1;
    private static final int ALL_DAY_SECONDS = 20_000;
    private static final int LONGEST_MICROS = 600_000_000;

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES).setMaxEventLoopExecuteTime(1));
    private final NetClient client =
            vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setReceiveBufferSize(65_536));

    /** What is sent next; {@code dueNanos} is when, by the clock of a round that has one. */
    interface Requests {
        Request next(long dueNanos);
    }

    /** {@code answered} hears the status, 0 where none came. */
    record Request(Buffer bytes, IntConsumer answered) {
        Request(Buffer bytes) {
            this(bytes, status -> {});
        }
    }

    /** What came of a round. {@code accepted} requests were answered 2xx in {@code seconds}. */
    record Outcome(long accepted, long refused, long broken, double seconds, Histogram micros) {
        double perSecond() {
            return accepted / seconds;
        }
    }

    /** A closed round whose outcome is of no interest: it makes the other side warm. */
    void warm(int port, int connections, int seconds, Requests requests) {
        Outcome warm = closed(port, connections, seconds, requests);
        System.out.printf("  warm after %,d requests%n", warm.accepted());
    }

    /** So many requests, as quickly as they are answered; each must be accepted. */
    void some(int port, int connections, long count, Requests requests) {
        Outcome outcome = closed(port, connections, new Round(Long.MAX_VALUE, count), ALL_DAY_SECONDS, requests);
        if (outcome.accepted() < count) {
            throw new IllegalStateException(outcome.accepted() + " of " + count + " requests were accepted");
        }
    }

    /** Every connection sends, for that long; waits for the last answers. */
    Outcome closed(int port, int connections, int seconds, Requests requests) {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return closed(port, connections, new Round(endNanos, Long.MAX_VALUE), seconds, requests);
    }

    private Outcome closed(int port, int connections, Round round, int seconds, Requests requests) {
        List<Future<?>> senders = new ArrayList<>();
        var context = vertx.getOrCreateContext();
        for (int i = 0; i < connections; i++) {
            Promise<Void> ended = Promise.promise();
            senders.add(ended.future());
            context.runOnContext(nothing -> Wire.connect(client, port)
                    .onFailure(ended::fail)
                    .onSuccess(wire -> next(wire, requests, round, ended)));
        }
        await(Future.all(senders), seconds);
        return round.outcome();
    }

    private static void next(Wire wire, Requests requests, Round round, Promise<Void> ended) {
        if (System.nanoTime() >= round.endNanos || round.left == 0 || wire.isClosed()) {
            wire.close();
            ended.complete();
            return;
        }
        round.left--;
        long started = System.nanoTime();
        Request request = requests.next(started);
        wire.send(request.bytes()).onComplete(answer -> {
            int status = answer.succeeded() ? answer.result().status() : 0;
            request.answered().accept(status);
            round.count(status, started);
            next(wire, requests, round, ended);
        });
    }

    /**
     * Requests by the clock over so many connections; one that finds none free waits in order, and its latency counts from when it
     * was due. Beyond {@code mostWaiting} it counts as refused without having been sent.
     */
    Outcome open(int port, int connections, int seconds, double perSecond, int mostWaiting, Requests requests) {
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        Round round = new Round(begin + TimeUnit.SECONDS.toNanos(seconds), Long.MAX_VALUE);
        Promise<Void> ended = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(nothing ->
                        new Open(port, connections, begin, perSecond, mostWaiting, requests, round, ended).start());
        await(ended.future(), seconds);
        return round.outcome();
    }

    private final class Open {
        private final int port;
        private final int connections;
        private final long begin;
        private final double perSecond;
        private final int mostWaiting;
        private final Requests requests;
        private final Round round;
        private final Promise<Void> ended;
        private final Deque<Wire> free = new ArrayDeque<>();
        private final Deque<Long> waiting = new ArrayDeque<>();
        private long sent;
        private int underWay;
        private long timer;

        Open(
                int port,
                int connections,
                long begin,
                double perSecond,
                int mostWaiting,
                Requests requests,
                Round round,
                Promise<Void> ended) {
            this.port = port;
            this.connections = connections;
            this.begin = begin;
            this.perSecond = perSecond;
            this.mostWaiting = mostWaiting;
            this.requests = requests;
            this.round = round;
            this.ended = ended;
        }

        void start() {
            for (int i = 0; i < connections; i++) {
                reconnect();
            }
            timer = vertx.setPeriodic(TICK_MILLIS, same -> tick());
        }

        private void reconnect() {
            Wire.connect(client, port).onSuccess(wire -> {
                free.add(wire);
                drain();
            });
        }

        private void tick() {
            long now = System.nanoTime();
            for (long due = due(); due <= now && due < round.endNanos; due = due()) {
                sent++;
                if (waiting.size() < mostWaiting) {
                    waiting.add(due);
                } else {
                    round.refused++;
                }
            }
            drain();
            if (now > round.endNanos && underWay == 0 && waiting.isEmpty()) {
                vertx.cancelTimer(timer);
                free.forEach(Wire::close);
                ended.tryComplete();
            }
        }

        /** When the next one is to be sent. */
        private long due() {
            return begin + (long) (sent / perSecond * 1e9);
        }

        private void drain() {
            while (!waiting.isEmpty() && !free.isEmpty()) {
                Wire wire = free.poll();
                long dueAt = waiting.poll();
                underWay++;
                Request request = requests.next(dueAt);
                wire.send(request.bytes()).onComplete(answer -> {
                    underWay--;
                    int status = answer.succeeded() ? answer.result().status() : 0;
                    request.answered().accept(status);
                    round.count(status, dueAt);
                    if (wire.isClosed()) {
                        reconnect();
                    } else {
                        free.add(wire);
                    }
                    drain();
                });
            }
        }
    }

    /** One thread counts; the caller reads after the end. */
    private static final class Round {
        private final long startNanos = System.nanoTime();
        private final long endNanos;
        private final Histogram micros = new Histogram(1, LONGEST_MICROS, 3);
        private long left;
        private long accepted;
        private long refused;
        private long broken;
        private long lastNanos = startNanos;

        Round(long endNanos, long most) {
            this.endNanos = endNanos;
            left = most;
        }

        void count(int status, long sinceNanos) {
            lastNanos = System.nanoTime();
            if (status / 100 == 2) {
                accepted++;
                micros.recordValue(Math.max(1, Math.min(LONGEST_MICROS, (lastNanos - sinceNanos) / 1_000)));
            } else if (status == 0) {
                broken++;
            } else {
                refused++;
            }
        }

        Outcome outcome() {
            return new Outcome(accepted, refused, broken, (lastNanos - startNanos) / 1e9, micros);
        }
    }

    private static void await(Future<?> ended, int seconds) {
        try {
            Object done = ended.await(seconds + 120L, TimeUnit.SECONDS);
            if (done == null) {
                return;
            }
        } catch (java.util.concurrent.TimeoutException never) {
            throw new IllegalStateException("the service gave no answer for two minutes", never);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
