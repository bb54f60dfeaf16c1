package cn.zhenmai.live;

import cn.zhenmai.access.SignedIn;
import cn.zhenmai.view.WorklistState;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;

/** One socket and what its page holds. Touched on the hub's context only. */
final class Follower {

    /** What a page asks for when it joins; nulls where it holds nothing yet. */
    record Join(String topic, Long after, String epoch) {}

    final ServerWebSocket socket;
    /** Who is behind it, as last looked up. */
    SignedIn signedIn;
    /** A join that is not answered yet; only the last one counts. */
    Join join;
    /** Null until joined. */
    String topic;
    /** The number that the page holds. */
    long number;
    /** What the page holds; null for the wall. */
    WorklistState state;
    /** When its sign-in session was last looked up. */
    Instant checkedAt;
    /** Since when its socket takes nothing more; null while it does. */
    Instant fullSince;
    /** While it was full something happened that its page has not heard of. */
    boolean hasMissed;

    Follower(ServerWebSocket socket, SignedIn signedIn, Instant now) {
        this.socket = socket;
        this.signedIn = signedIn;
        this.checkedAt = now;
    }

    String account() {
        return signedIn.who().account();
    }

    boolean isFull() {
        return fullSince != null;
    }

    boolean follows(String name) {
        return name.equals(topic) && join == null;
    }
}
