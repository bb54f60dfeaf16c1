package cn.zhenmai.live;

import cn.zhenmai.access.Permissions;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.access.SignedIn;
import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import cn.zhenmai.view.ClockChanges;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.ViewJson;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live socket. A page joins and gets a snapshot, or what it missed; then numbered deltas, each cut to what its viewer may see at
 * that moment. All state belongs to one context; what the engine tells is merged until the next round, so nothing piles up.
 */
public final class LiveHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    /** Bytes that may wait for one socket before it counts as slow. */
    private static final int QUEUE_BYTES = 512 * 1024;

    private static final int MOST_SOCKETS = 5_000;
    private static final int RING_STEPS = 2_000;
    private static final int RING_TOUCHES = 100_000;
    private static final Duration TICK = Duration.ofMillis(500);
    /** So that a page hears something even when nothing happens, and a half-open connection is noticed. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final Duration WALL_PAUSE = Duration.ofSeconds(1);
    /** A socket that takes nothing for this long is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CHECK_SESSIONS = Duration.ofSeconds(15);
    private static final short POLICY = 1008;
    private static final short TRY_LATER = 1013;

    private final Context context;
    private final Database database;
    private final SignIns signIns;
    private final InstantSource machineClock;
    private final Round round;
    private final ClockChanges clock;
    private final String epoch = UUID.randomUUID().toString();
    private final Set<Follower> followers = new LinkedHashSet<>();
    private final LiveMeters meters = new LiveMeters();
    private final AtomicLong heard = new AtomicLong();
    private final Object inboxLock = new Object();
    private final Ring ring;

    /** Guarded by inboxLock: what the engine told and no round has taken yet. */
    private Touched inbox = Touched.NOTHING;

    private boolean isScheduled;

    private volatile int queueBytes = QUEUE_BYTES;

    // Below: the context's.
    private Touched pending = Touched.NOTHING;
    private boolean isPending;
    private boolean isRunning;
    private boolean isWallDirty = true;
    private boolean isClosed;
    private Instant wallAt = Instant.MIN;
    private Instant beatAt = Instant.MIN;
    private Instant checkedAt = Instant.MIN;
    private long timer = -1;

    /** {@code applied} is the sequence up to which effects are stored at the start. */
    public LiveHub(
            Vertx vertx,
            Database database,
            SignIns signIns,
            WorklistView worklists,
            WallBoard wall,
            SchoolNow school,
            InstantSource machineClock,
            long applied) {
        this.context = vertx.getOrCreateContext();
        this.database = database;
        this.signIns = signIns;
        this.machineClock = machineClock;
        this.round = new Round(worklists, wall, school);
        this.clock = new ClockChanges(school);
        this.ring = new Ring(applied, RING_STEPS, RING_TOUCHES);
        this.heard.set(applied);
        // What is running now was running before anybody joined.
        this.isPending = clock.happened();
    }

    /** Mounts {@code /live} behind the guard, and begins to watch the clock and the sessions. */
    public LiveHub start(Vertx vertx, Router router) {
        router.get("/live").handler(this::accept);
        signIns.onSignOut(token -> context.runOnContext(nothing -> closeSessions(token)));
        context.runOnContext(nothing -> timer = vertx.setPeriodic(TICK.toMillis(), same -> tick()));
        return this;
    }

    LiveMeters meters() {
        return meters;
    }

    /** For sockets that open from now on; a test fills less than {@link #QUEUE_BYTES}. */
    void limitQueue(int bytes) {
        queueBytes = bytes;
    }

    /** Gauges of the sockets and of everything that is held for them. */
    public void bindTo(MeterRegistry registry) {
        meters.bindTo(registry);
        Gauge.builder("zhenmai.live.ring", this, hub -> hub.held())
                .description("steps held for pages that come back; bound " + RING_STEPS)
                .register(registry);
        Gauge.builder("zhenmai.live.pending", this, hub -> hub.waiting())
                .description("students and alerts touched and not yet pushed; bound by a whole read")
                .register(registry);
    }

    private int held() {
        synchronized (inboxLock) {
            return ring.size();
        }
    }

    private int waiting() {
        synchronized (inboxLock) {
            return inbox.size();
        }
    }

    /** Listener of the engine's worker: the effects of the input are stored. Cheap; on any thread, in order. */
    public void applied(Input input, Effects effects) {
        Touched touched = Touched.by(input, effects);
        synchronized (inboxLock) {
            ring.add(input.sequence(), touched);
            inbox = inbox.with(touched);
            heard.set(input.sequence());
            if (!isScheduled) {
                isScheduled = true;
                context.runOnContext(nothing -> takeInbox());
            }
        }
    }

    private void takeInbox() {
        synchronized (inboxLock) {
            pending = pending.with(inbox);
            inbox = Touched.NOTHING;
            isScheduled = false;
        }
        isPending = true;
        isWallDirty = true;
        next();
    }

    private void accept(RoutingContext ctx) {
        SignedIn signedIn = ctx.get(SignedIn.ATTRIBUTE);
        if (meters.sockets() >= MOST_SOCKETS) {
            ctx.response().putHeader("Retry-After", "10").setStatusCode(503).end();
            return;
        }
        ctx.request()
                .toWebSocket()
                .onComplete(
                        socket -> context.runOnContext(nothing -> open(socket, signedIn)),
                        failure -> LOG.debug("no socket: {}", failure.getMessage()));
    }

    private void open(ServerWebSocket socket, SignedIn signedIn) {
        if (isClosed) {
            close(socket, TRY_LATER, "closing");
            return;
        }
        Follower follower = new Follower(socket, signedIn);
        followers.add(follower);
        meters.opened();
        socket.setWriteQueueMaxSize(queueBytes);
        socket.textMessageHandler(text -> context.runOnContext(nothing -> asked(follower, text)));
        socket.exceptionHandler(broken -> LOG.debug("socket: {}", broken.getMessage()));
        socket.closeHandler(nothing -> context.runOnContext(same -> left(follower)));
        if (socket.isClosed()) {
            left(follower);
        }
    }

    private void left(Follower follower) {
        if (followers.remove(follower)) {
            meters.closed();
        }
    }

    private void asked(Follower follower, String text) {
        Frames.Asked asked;
        try {
            asked = ViewJson.read(text.getBytes(StandardCharsets.UTF_8), Frames.Asked.class);
        } catch (IOException notOurs) {
            write(follower, Frames.error("消息无法理解／message not understood"));
            return;
        }
        if (asked == null || !"join".equals(asked.type()) || asked.topic() == null) {
            write(follower, Frames.error("消息无法理解／message not understood"));
        } else if (Permissions.topic(asked.topic())
                .filter(line -> line.allows(follower.signedIn.who().roles()))
                .isEmpty()) {
            write(follower, Frames.DENIED);
        } else {
            follower.join = new Follower.Join(asked.topic(), asked.after(), asked.epoch());
            next();
        }
    }

    private void tick() {
        Instant now = machineClock.instant();
        if (clock.happened()) {
            synchronized (inboxLock) {
                ring.addByClock(heard.get());
            }
            pending = Touched.EVERYTHING;
            isPending = true;
            isWallDirty = true;
        }
        closeStuck(now);
        if (!checkedAt.plus(CHECK_SESSIONS).isAfter(now)) {
            checkedAt = now;
            List.copyOf(followers).forEach(this::checkSession);
        }
        next();
    }

    private void closeStuck(Instant now) {
        for (Follower follower : List.copyOf(followers)) {
            if (follower.isFull() && !follower.fullSince.plus(PATIENCE).isAfter(now)) {
                meters.gaveUp();
                close(follower.socket, TRY_LATER, "too slow");
            }
        }
    }

    /** Ends with the session, and follows a change of roles. */
    private void checkSession(Follower follower) {
        signIns.find(follower.signedIn.token())
                .onSuccess(found -> context.runOnContext(nothing -> {
                    if (found.isEmpty()) {
                        close(follower.socket, POLICY, "signed out");
                    } else if (!found.get().equals(follower.signedIn.who())) {
                        follower.signedIn = new SignedIn(found.get(), follower.signedIn.token());
                        String topic = follower.topic;
                        if (topic != null) {
                            follower.topic = null;
                            asked(follower, ViewJson.text(new Frames.Asked("join", topic, null, null)));
                        }
                    }
                }));
    }

    private void closeSessions(String token) {
        for (Follower follower : List.copyOf(followers)) {
            if (follower.signedIn.token().equals(token)) {
                close(follower.socket, POLICY, "signed out");
            }
        }
    }

    /** Starts the next round if there is something to tell and none is under way. */
    private void next() {
        if (isRunning || isClosed) {
            return;
        }
        Round.Order order = order(machineClock.instant());
        if (order.due().isEmpty()) {
            return;
        }
        isRunning = true;
        database.transact(connection -> round.run(connection, order))
                .onComplete(
                        sent -> context.runOnContext(nothing -> deliver(order, sent)),
                        failure -> context.runOnContext(nothing -> failed(order, failure)));
    }

    private Round.Order order(Instant now) {
        long to;
        synchronized (inboxLock) {
            pending = pending.with(inbox);
            isPending |= inbox.size() > 0 || inbox.everything();
            inbox = Touched.NOTHING;
            to = heard.get();
        }
        boolean beat = !beatAt.plus(BEAT).isAfter(now);
        boolean wall = (isWallDirty || beat) && !wallAt.plus(WALL_PAUSE).isAfter(now);
        List<Round.Due> due = new ArrayList<>();
        for (Follower follower : followers) {
            boolean moves = (follower.follows(Frames.WORKLIST) && (isPending || beat))
                    || (follower.follows(Frames.WALL) && wall);
            if (follower.isFull()) {
                follower.hasMissed |= moves;
            } else if (follower.join != null) {
                due.add(joining(follower, to));
            } else if (moves) {
                due.add(new Round.Due(follower, null, null, follower.number, follower.state));
            }
        }
        Round.Order order = new Round.Order(epoch, to, pending, beat, wall, due, now);
        pending = Touched.NOTHING;
        isPending = false;
        beatAt = beat ? now : beatAt;
        wallAt = wall ? now : wallAt;
        isWallDirty &= !wall;
        return order;
    }

    private Round.Due joining(Follower follower, long to) {
        Follower.Join join = follower.join;
        Touched since = null;
        if (join.after() != null && epoch.equals(join.epoch())) {
            synchronized (inboxLock) {
                since = ring.since(join.after(), to).orElse(null);
            }
        }
        return new Round.Due(follower, join, since, since == null ? to : join.after(), null);
    }

    private void deliver(Round.Order order, List<Round.Sent> sent) {
        isRunning = false;
        for (Round.Sent one : sent) {
            Follower follower = one.due().follower();
            if (one.text() == null || !followers.contains(follower)) {
                continue;
            }
            if (one.due().join() != null) {
                follower.topic = one.due().join().topic();
                follower.join = follower.join == one.due().join() ? null : follower.join;
            } else if (follower.join != null) {
                continue;
            }
            follower.number = order.to();
            follower.state = one.state();
            write(follower, one.text());
        }
        next();
    }

    private void failed(Round.Order order, Throwable failure) {
        isRunning = false;
        LOG.error("a round of pushes failed; it is tried again", failure);
        meters.failed();
        pending = pending.with(order.touched());
        isPending |= order.due().stream().anyMatch(due -> due.join() == null);
        isWallDirty = true;
    }

    /** A full socket hears nothing more until it has drained, and then a snapshot instead of all that it missed. */
    private void write(Follower follower, String text) {
        if (follower.socket.isClosed()) {
            return;
        }
        follower.socket.writeTextMessage(text).onFailure(broken -> LOG.debug("not written: {}", broken.getMessage()));
        meters.sent();
        if (follower.socket.writeQueueFull() && !follower.isFull()) {
            follower.fullSince = machineClock.instant();
            meters.slowed();
            follower.socket.drainHandler(nothing -> context.runOnContext(same -> drained(follower)));
        }
    }

    private void drained(Follower follower) {
        if (follower.isFull()) {
            follower.fullSince = null;
            if (follower.hasMissed && follower.join == null) {
                follower.join = new Follower.Join(follower.topic, null, null);
            }
            follower.hasMissed = false;
            next();
        }
    }

    private static void close(ServerWebSocket socket, short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason).onFailure(broken -> LOG.debug("not closed: {}", broken.getMessage()));
        }
    }

    /** Pages are told to come back later; they do, by themselves. */
    @Override
    public void close() {
        context.runOnContext(nothing -> {
            isClosed = true;
            context.owner().cancelTimer(timer);
            followers.forEach(follower -> close(follower.socket, TRY_LATER, "closing"));
        });
    }
}
