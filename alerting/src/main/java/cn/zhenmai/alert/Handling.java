package cn.zhenmai.alert;

import java.time.Instant;

/** What people have done with an alert. */
public record Handling(State state, String by, Instant at, String note) {

    public static final Handling NEW = new Handling(State.NEW, null, null, null);

    public enum State {
        NEW,
        ACKNOWLEDGED,
        IN_WORK,
        CLOSED
    }
}
