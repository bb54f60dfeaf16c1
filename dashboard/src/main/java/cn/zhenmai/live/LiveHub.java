package cn.zhenmai.live;

import cn.zhenmai.access.Permissions;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Input;
import cn.zhenmai.store.Database;
import cn.zhenmai.view.ClockChanges;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.ViewJson;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistState;
import cn.zhenmai.view.WorklistView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live socket. A page joins and gets a snapshot, or what it missed; then numbered deltas, each cut to what its viewer may see at
 * that moment. All state belongs to one context; what the engine tells is merged until the next round, so nothing piles up ({@link Inbox}).
 */
public final class LiveHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    private static final Duration TICK = Duration.ofMillis(500);
    /** So that a page hears something even when nothing happens, and a half-open connection is noticed. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final Duration WALL_PAUSE = Duration.ofSeconds(1);
    private final Context context;
    private final Database database;
    private final SignIns signIns;
    private final InstantSource machineClock;
    private final Round round;
    private final ClockChanges clock;
    private final String epoch = UUID.randomUUID().toString();
    private final LiveMeters meters = new LiveMeters();
    private final Inbox inbox;
    private final Followers followers;

    // Below: the context's.
    private Touched pending = Touched.NOTHING;
    private boolean isPending;
    private boolean isRunning;
    private boolean isWallDirty = true;
    private boolean isClosed;
    private Instant wallAt = Instant.MIN;
    private Instant beatAt = Instant.MIN;
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
        this.inbox = new Inbox(applied);
        this.followers = new Followers(context, signIns, machineClock, meters, new Sockets());
        // What is running now was running before anybody joined.
        this.isPending = clock.happened();
    }

    /** Mounts {@code /live} behind the guard, and begins to watch the clock and the sessions. */
    public LiveHub start(Vertx vertx, Router router) {
        router.get("/live").handler(followers::accept);
        signIns.onSignOut(token -> context.runOnContext(nothing -> followers.closeSessions(token)));
        context.runOnContext(nothing -> timer = vertx.setPeriodic(TICK.toMillis(), same -> tick()));
        return this;
    }

    LiveMeters meters() {
        return meters;
    }

    /** For sockets that open from now on; a test fills less than is usual. */
    void limitQueue(int bytes) {
        followers.limitQueue(bytes);
    }

    /** Gauges of the sockets and of everything that is held for them. */
    public void bindTo(MeterRegistry registry) {
        meters.bindTo(registry);
        Gauge.builder("zhenmai.live.ring", inbox, Inbox::held)
                .description("steps held for pages that come back; bound " + Inbox.RING_STEPS)
                .register(registry);
        Gauge.builder("zhenmai.live.pending", inbox, Inbox::waiting)
                .description("students and alerts touched and not yet pushed; bound by a whole read")
                .register(registry);
    }

    /** Listener of the engine's worker: the effects of the input are stored. Cheap; on any thread, in order. */
    public void applied(Input input, Effects effects) {
        if (inbox.add(input, effects)) {
            context.runOnContext(nothing -> takeInbox());
        }
    }

    private void takeInbox() {
        inbox.answered();
        pending = pending.with(inbox.take().touched());
        isPending = true;
        isWallDirty = true;
        next();
    }

    /** What comes from the sockets. */
    private final class Sockets implements Followers.Listener {
        @Override
        public void said(Follower follower, String text) {
            asked(follower, text);
        }

        @Override
        public void wantsSnapshot() {
            next();
        }

        @Override
        public void rejoins(Follower follower, String topic) {
            asked(follower, ViewJson.text(new Frames.Asked("join", topic, null, null)));
        }
    }

    private void asked(Follower follower, String text) {
        Frames.Asked asked;
        try {
            asked = ViewJson.read(text.getBytes(StandardCharsets.UTF_8), Frames.Asked.class);
        } catch (IOException notOurs) {
            followers.write(follower, Frames.error("消息无法理解／message not understood"));
            return;
        }
        if (asked == null || !"join".equals(asked.type()) || asked.topic() == null) {
            followers.write(follower, Frames.error("消息无法理解／message not understood"));
        } else if (Permissions.topic(asked.topic())
                .filter(line -> line.allows(follower.signedIn.who().roles()))
                .isEmpty()) {
            followers.write(follower, Frames.DENIED);
        } else {
            follower.join = new Follower.Join(asked.topic(), asked.after(), asked.epoch());
            next();
        }
    }

    private void tick() {
        Instant now = machineClock.instant();
        if (clock.happened()) {
            inbox.movedByClock();
            pending = Touched.EVERYTHING;
            isPending = true;
            isWallDirty = true;
        }
        followers.closeStuck(now);
        followers.checkSessions(now);
        next();
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
        Inbox.Taken taken = inbox.take();
        pending = pending.with(taken.touched());
        isPending |= taken.touched().size() > 0 || taken.touched().everything();
        round.touch(pending);
        long to = taken.to();
        boolean beat = !beatAt.plus(BEAT).isAfter(now);
        boolean wall = (isWallDirty || beat) && !wallAt.plus(WALL_PAUSE).isAfter(now);
        List<Round.Due> due = new ArrayList<>();
        Map<String, WorklistState> held = followers.held();
        for (Follower follower : followers) {
            boolean moves = (follower.follows(Frames.WORKLIST) && (isPending || beat))
                    || (follower.follows(Frames.WALL) && wall);
            if (follower.isFull()) {
                follower.hasMissed |= moves;
            } else if (follower.join != null) {
                due.add(joining(follower, to, held));
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

    private Round.Due joining(Follower follower, long to, Map<String, WorklistState> held) {
        Follower.Join join = follower.join;
        Touched since = null;
        if (join.after() != null && epoch.equals(join.epoch())) {
            since = inbox.since(join.after(), to).orElse(null);
        }
        return new Round.Due(follower, join, since, since == null ? to : join.after(), held.get(follower.account()));
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
            followers.write(follower, one.text());
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

    /** Pages are told to come back later; they do, by themselves. */
    @Override
    public void close() {
        context.runOnContext(nothing -> {
            isClosed = true;
            context.owner().cancelTimer(timer);
            followers.close();
        });
    }
}
