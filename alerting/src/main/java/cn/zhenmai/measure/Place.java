package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where facts lie: one roll of one session under one attribution. It keeps what was said there once for all students of whom it was
 * said, with their number, so that a fact is no more than the place and the index of the saying.
 */
final class Place {

    /** Sayings one place can hold; a fact packs the index into 7 bits. */
    static final int MOST_KINDS = 128;

    private static final int SAYING_BITS = 24;
    private static final int SAYING_MASK = (1 << SAYING_BITS) - 1;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;
    /** No distance in microseconds that fits. */
    private static final long NONE = Long.MIN_VALUE;
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
    final int heldDay;
    /** Units that its facts add to, smallest first. */
    final Tallies[] units;

    /** Saying in the low bits, microseconds to the receipt above. */
    private long[] kinds = new long[2];

    private short[] counts = new short[2];
    private int size;
    /** The day's sums of the larger units. */
    private final Sums[] sums;
    /** What this step has moved here, until rolls and units hear of it. */
    private int added;

    private int removed;
    private boolean touched;
    private boolean corrected;

    Place(Sayings sayings, int ordinal, RollFacts roll, Attribution at, OfferingFacts offering, Tallies[] units) {
        this.sayings = sayings;
        this.ordinal = ordinal;
        this.roll = roll;
        this.at = at;
        this.offering = offering;
        this.units = units;
        this.heldDay = (int) at.heldOn().toEpochDay();
        this.startSecond = at.startsAt().getEpochSecond();
        this.sums = sums(units, at);
    }

    private static Sums[] sums(Tallies[] units, Attribution at) {
        List<Sums> ofDay = new ArrayList<>(units.length);
        for (Tallies unit : units) {
            if (!unit.isByPlace()) {
                ofDay.add(unit.day(at.heldOn()));
            }
        }
        return ofDay.toArray(new Sums[0]);
    }

    boolean isOf(Attribution other) {
        return at == other || at.equals(other);
    }

    boolean hasRoom(Standing standing) {
        return size < MOST_KINDS || kind(standing) >= 0;
    }

    /** The index of the standing's saying, or −1 when the place is full. */
    int kind(Standing standing) {
        long delta = delta(standing.receivedAt());
        for (int kind = size - 1; kind >= 0; kind--) {
            Said said = said(kind);
            boolean isThen = delta == NONE
                    ? standing.receivedAt().equals(said.receivedAt())
                    : said.receivedAt() == null && kinds[kind] >> SAYING_BITS == delta;
            if (isThen && said.isOf(standing)) {
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
        int saying = sayings.ordinal(Said.of(standing, delta == NONE));
        kinds[size] = (delta == NONE ? 0 : delta << SAYING_BITS) | saying;
        return size++;
    }

    /** Microseconds from the start to the receipt; {@link #NONE} where it is no whole number of them, or too many to be kept. */
    private long delta(Instant received) {
        long seconds = received.getEpochSecond() - startSecond;
        int nanos = received.getNano() - at.startsAt().getNano();
        boolean fits = Math.abs(seconds) < DELTA_BOUND / MICROS - 1 && nanos % NANOS_OF_MICRO == 0;
        return fits ? seconds * MICROS + nanos / NANOS_OF_MICRO : NONE;
    }

    int kinds() {
        return size;
    }

    Said said(int kind) {
        return sayings.get((int) kinds[kind] & SAYING_MASK);
    }

    int count(int kind) {
        return counts[kind] & 0xFFFF;
    }

    /** Facts join or (negative) leave a saying; who is set aside is not counted in any unit. */
    void count(int kind, int facts) {
        counts[kind] += (short) facts;
        if (!roll.isSuspect()) {
            countInUnits(kind, facts);
        }
    }

    private void countInUnits(int kind, int facts) {
        Said said = said(kind);
        for (Sums ofDay : sums) {
            ofDay.add(said, facts);
        }
    }

    /** All facts join the sums of the units or, with {@code sign} −1, leave them. */
    void countInUnits(int sign) {
        for (int kind = 0; kind < size; kind++) {
            countInUnits(kind, sign * count(kind));
        }
    }

    /** True the first time in a step. */
    boolean touch(int adds, int removes, boolean byCorrection) {
        added |= adds;
        removed |= removes;
        corrected |= byCorrection;
        boolean first = !touched;
        touched = true;
        return first;
    }

    int added() {
        return added;
    }

    int removed() {
        return removed;
    }

    boolean isCorrected() {
        return corrected;
    }

    void release() {
        added = 0;
        removed = 0;
        touched = false;
        corrected = false;
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
                : roll.session() == session ? 0 : roll.session().sessionId().compareTo(session.sessionId());
    }

    int compareTo(Place other) {
        return compareTo(other.at.startsAt(), other.roll.session());
    }
}
