package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import java.time.Instant;

/** One mail as the office that looks after mail sees it: whom it went to and what became of it, not what it says. */
public record OutboxEntry(
        long id,
        String alert,
        String recipient,
        String address,
        Notification.Kind kind,
        Level level,
        State state,
        int attempts,
        Instant notBefore,
        Instant settledAt,
        String reason) {

    /** DROPPED: what it would have told had passed before it was sent. SUMMED: told in a summary. */
    public enum State {
        WAITING,
        CLAIMED,
        SENT,
        DEAD,
        DROPPED,
        SUMMED
    }
}
