package cn.zhenmai.intake;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of bodies that are being read or wait for their answer, over all requests and for each source, so that memory never
 * grows with the number of senders or with their slowness.
 */
final class Admission {

    static final long MOST_BYTES = 64L << 20;
    static final long MOST_BYTES_OF_SOURCE = MOST_BYTES / 4;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final AtomicLong held = new AtomicLong();
    private final Map<String, AtomicLong> bySource = new ConcurrentHashMap<>();

    /** What one request holds; give it back exactly once. */
    final class Share {
        private final AtomicLong ofSource;
        private long bytes;

        private Share(AtomicLong ofSource) {
            this.ofSource = ofSource;
        }

        /** Asks for more, or refuses: then the request holds what it had. */
        void grow(long more) throws RefusedBodyException {
            if (ofSource.get() + more > MOST_BYTES_OF_SOURCE) {
                throw new RefusedBodyException(Refusal.tooFast(SOON));
            }
            if (held.get() + more > MOST_BYTES) {
                throw new RefusedBodyException(Refusal.unavailable(SOON));
            }
            bytes += more;
            ofSource.addAndGet(more);
            held.addAndGet(more);
        }

        void giveBack() {
            ofSource.addAndGet(-bytes);
            held.addAndGet(-bytes);
            bytes = 0;
        }
    }

    /** There are never more entries than sources with a key. */
    Share open(String source) {
        return new Share(bySource.computeIfAbsent(source, id -> new AtomicLong()));
    }

    long heldBytes() {
        return held.get();
    }
}
