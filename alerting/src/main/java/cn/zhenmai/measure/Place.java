package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Where facts lie: one roll of one session under one attribution. It keeps what was said there once for all students of whom it was
 * said, with their number, so that a fact is no more than the place and the index of the saying.
 */
final class Place {

    /** Sayings one place can hold; a fact packs the index into 7 bits. */
    static final int MOST_KINDS = 128;

    private static final int SAYING_BITS = 24;
    /** Microseconds from the session's start to the receipt that fit beside a saying: 6.4 days. */
    private static final long DELTA_BOUND = 1L << (63 - SAYING_BITS);

    private final Sayings sayings;
    final int ordinal;
    final RollFacts roll;
    final Attribution at;
    /** Null for a session without an offering. */
    final OfferingFacts offering;

    final long startSecond;
    /** Day it is held on, since 1970. */
    final long heldDay;
    /** Units that its facts add to, smallest first. */
    final Tallies[] units;

    /** Saying in the low bits, microseconds to the receipt above. */
    private long[] kinds = new long[2];

    private short[] counts = new short[2];
    private int size;

    Place(Sayings sayings, int ordinal, RollFacts roll, Attribution at, OfferingFacts offering, Tallies[] units) {
        this.sayings = sayings;
        this.ordinal = ordinal;
        this.roll = roll;
        this.at = at;
        this.offering = offering;
        this.units = units;
        this.heldDay = at.heldOn().toEpochDay();
        this.startSecond = at.startsAt().getEpochSecond();
    }

    boolean isOf(Attribution other) {
        return at == other || at.equals(other);
    }

    /** The index of the standing's saying, or −1 when the place is full. */
    int kind(Standing standing) {
        for (int kind = size - 1; kind >= 0; kind--) {
            if (said(kind).isOf(standing) && receivedAt(kind).equals(standing.receivedAt())) {
                return kind;
            }
        }
        if (size == MOST_KINDS) {
            return -1;
        }
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, Math.min(MOST_KINDS, size + 2 + size / 2));
            counts = Arrays.copyOf(counts, kinds.length);
        }
        kinds[size] = packed(standing);
        return size++;
    }

    private long packed(Standing standing) {
        long delta = ChronoUnit.MICROS.between(at.startsAt(), standing.receivedAt());
        boolean fits = Math.abs(delta) < DELTA_BOUND
                && at.startsAt().plus(delta, ChronoUnit.MICROS).equals(standing.receivedAt());
        int saying = sayings.ordinal(Said.of(standing, !fits));
        return (fits ? delta << SAYING_BITS : 0) | saying;
    }

    int kinds() {
        return size;
    }

    Said said(int kind) {
        return sayings.get((int) kinds[kind] & ((1 << SAYING_BITS) - 1));
    }

    int count(int kind) {
        return counts[kind] & 0xFFFF;
    }

    void add(int kind, int facts) {
        counts[kind] += (short) facts;
    }

    int count(Status status) {
        int count = 0;
        for (int kind = 0; kind < size; kind++) {
            if (counts[kind] != 0 && said(kind).status() == status) {
                count += count(kind);
            }
        }
        return count;
    }

    private Instant receivedAt(int kind) {
        Instant own = said(kind).receivedAt();
        return own != null ? own : at.startsAt().plus(kinds[kind] >> SAYING_BITS, ChronoUnit.MICROS);
    }

    Standing standing(int kind) {
        return said(kind).at(at, receivedAt(kind));
    }

    /** Event time, then the session's name. */
    int compareTo(Instant start, SessionFacts session) {
        int bySecond = Long.compare(startSecond, start.getEpochSecond());
        if (bySecond != 0) {
            return bySecond;
        }
        int byStart = at.startsAt().compareTo(start);
        return byStart != 0
                ? byStart
                : roll.session() == session ? 0 : roll.session().id().compareTo(session.id());
    }

    int compareTo(Place other) {
        return compareTo(other.at.startsAt(), other.roll.session());
    }
}
