package cn.zhenmai.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each source: as many rows a second as it may send, and four seconds' worth at once. Who was told to wait is told so
 * again before anything of its next request is read, until then.
 */
final class RateLimit {

    private static final int BURST_SECONDS = 4;

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait before the same rows may be sent; zero = go ahead, and they are counted. */
    Duration take(KnownSource source, int rows) {
        return bucket(source).take(clock.instant(), rows, source.rowsPerSecond());
    }

    /** How long to wait before anything may be sent; zero = go ahead. Asked before a body is read. */
    Duration wait(KnownSource source) {
        return bucket(source).take(clock.instant(), 0, source.rowsPerSecond());
    }

    private Bucket bucket(KnownSource source) {
        return buckets.computeIfAbsent(source.source().id(), id -> new Bucket(clock.instant(), source.rowsPerSecond()));
    }

    private static final class Bucket {
        private Instant filledAt;
        private Instant refusedUntil = Instant.MIN;
        private double tokens;

        Bucket(Instant filledAt, int rowsPerSecond) {
            this.filledAt = filledAt;
            tokens = (double) rowsPerSecond * BURST_SECONDS;
        }

        /** What is within the bucket's size is let through when there is enough; one that is larger waits for a full one. */
        synchronized Duration take(Instant now, int rows, int rowsPerSecond) {
            double full = (double) rowsPerSecond * BURST_SECONDS;
            double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
            tokens = Math.min(full, tokens + seconds * rowsPerSecond);
            filledAt = now;
            double missing = Math.min(Math.max(rows, 1), full) - tokens;
            if (rows == 0 && now.isBefore(refusedUntil)) {
                return Duration.between(now, refusedUntil);
            }
            if (missing > 0) {
                Duration wait = Duration.ofMillis((long) Math.ceil(missing * 1_000 / rowsPerSecond));
                refusedUntil = now.plus(wait);
                return wait;
            }
            tokens -= rows;
            return Duration.ZERO;
        }
    }
}
