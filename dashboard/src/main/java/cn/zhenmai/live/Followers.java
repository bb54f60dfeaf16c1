package cn.zhenmai.live;

import cn.zhenmai.access.Identity;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.access.SignedIn;
import cn.zhenmai.view.WorklistState;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets: opened and closed with their sign-in sessions, written to without piling up. A full socket hears nothing more until it has
 * drained, and then a snapshot instead of all that it missed; one that takes nothing for long is closed. All on the hub's context.
 */
final class Followers implements Iterable<Follower> {

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    /** Bytes that may wait for one socket before it counts as slow. */
    private static final int QUEUE_BYTES = 512 * 1024;

    private static final int MOST_SOCKETS = 5_000;
    /** A socket that takes nothing for this long is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CHECKED_EVERY = Duration.ofSeconds(15);
    /** Sessions looked up at one look, twice a second. */
    private static final int CHECKED_AT_ONCE = 200;

    private static final short POLICY = 1008;
    private static final short TRY_LATER = 1013;

    /** What the hub does with them. */
    interface Listener {
        void said(Follower follower, String text);

        /** One that had missed something wants a snapshot now. */
        void wantsSnapshot();

        /** The roles behind it are others now: what it follows is asked for anew. */
        void rejoins(Follower follower, String topic);
    }

    private final Context context;
    private final SignIns signIns;
    private final InstantSource machineClock;
    private final LiveMeters meters;
    private final Listener listener;
    private final Set<Follower> followers = new LinkedHashSet<>();
    private volatile int queueBytes = QUEUE_BYTES;
    private boolean isClosed;

    Followers(Context context, SignIns signIns, InstantSource machineClock, LiveMeters meters, Listener listener) {
        this.context = context;
        this.signIns = signIns;
        this.machineClock = machineClock;
        this.meters = meters;
        this.listener = listener;
    }

    @Override
    public Iterator<Follower> iterator() {
        return followers.iterator();
    }

    boolean contains(Follower follower) {
        return followers.contains(follower);
    }

    /** For sockets that open from now on. */
    void limitQueue(int bytes) {
        queueBytes = bytes;
    }

    /** On any thread. */
    void accept(RoutingContext ctx) {
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
        Follower follower = new Follower(socket, signedIn, machineClock.instant());
        followers.add(follower);
        meters.opened();
        socket.setWriteQueueMaxSize(queueBytes);
        socket.textMessageHandler(text -> context.runOnContext(nothing -> listener.said(follower, text)));
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

    void write(Follower follower, String text) {
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
            listener.wantsSnapshot();
        }
    }

    void closeStuck(Instant now) {
        for (Follower follower : List.copyOf(followers)) {
            if (follower.isFull() && !follower.fullSince.plus(PATIENCE).isAfter(now)) {
                meters.gaveUp();
                close(follower.socket, TRY_LATER, "too slow");
            }
        }
    }

    /** What pages hold, by account, where some are about to join; one of each. */
    Map<String, WorklistState> held() {
        Map<String, WorklistState> held = new HashMap<>();
        if (followers.stream().anyMatch(follower -> follower.join != null)) {
            followers.stream()
                    .filter(follower -> follower.state != null)
                    .forEach(follower -> held.put(follower.account(), follower.state));
        }
        return held;
    }

    /** Each ends with its session, and follows a change of roles. One look-up a session, and never those of all pages at once. */
    void checkSessions(Instant now) {
        Map<String, List<Follower>> due = new LinkedHashMap<>();
        for (Follower follower : followers) {
            if (!follower.checkedAt.plus(CHECKED_EVERY).isAfter(now)) {
                due.computeIfAbsent(follower.signedIn.token(), none -> new ArrayList<>())
                        .add(follower);
            }
        }
        due.entrySet().stream().limit(CHECKED_AT_ONCE).forEach(session -> {
            session.getValue().forEach(follower -> follower.checkedAt = now);
            signIns.find(session.getKey())
                    .onSuccess(found -> context.runOnContext(
                            nothing -> session.getValue().forEach(follower -> checked(follower, found))));
        });
    }

    private void checked(Follower follower, Optional<Identity> found) {
        if (found.isEmpty()) {
            close(follower.socket, POLICY, "signed out");
        } else if (!found.get().equals(follower.signedIn.who())) {
            follower.signedIn = new SignedIn(found.get(), follower.signedIn.token());
            String topic = follower.topic;
            if (topic != null) {
                follower.topic = null;
                listener.rejoins(follower, topic);
            }
        }
    }

    void closeSessions(String token) {
        for (Follower follower : List.copyOf(followers)) {
            if (follower.signedIn.token().equals(token)) {
                close(follower.socket, POLICY, "signed out");
            }
        }
    }

    private static void close(ServerWebSocket socket, short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason).onFailure(broken -> LOG.debug("not closed: {}", broken.getMessage()));
        }
    }

    /** Pages are told to come back later; they do, by themselves. */
    void close() {
        isClosed = true;
        followers.forEach(follower -> close(follower.socket, TRY_LATER, "closing"));
    }
}
