package cn.zhenmai.rule;

import java.time.Duration;

/**
 * Prometheus's hold times: a condition counts once it has held for {@code holdFor} without a break; from then on it goes on to count
 * for {@code keepFor} after it ended, and when it holds again meanwhile there is no new wait.
 */
public record Lasting(Duration holdFor, Duration keepFor) {

    public static final Lasting NONE = new Lasting(Duration.ZERO, Duration.ZERO);

    boolean isNone() {
        return holdFor.isZero() && keepFor.isZero();
    }
}
