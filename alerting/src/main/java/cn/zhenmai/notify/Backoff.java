package cn.zhenmai.notify;

import java.time.Duration;

/** How long to wait after a failed attempt: doubling from {@code first} up to {@code cap}; after {@code giveUpAfter} it is a dead letter. */
public record Backoff(Duration first, Duration cap, Duration giveUpAfter) {

    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(30), Duration.ofDays(3));

    /** {@code attempt} counts from 1. */
    Duration after(int attempt) {
        int doublings = Math.min(attempt - 1, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(cap) > 0 ? cap : wait;
    }
}
