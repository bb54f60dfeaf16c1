package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final int SAYING_MASK = (1 << SAYING_BITS) - 1;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;
    /** No distance in microseconds that fits. */
    private static final long NONE = Long.MIN_VALUE;
    /** Microseconds from the session's start to the receipt that fit beside a saying: 6.4 days. */
    private static final long DELTA_BOUND = 1L << (63 - SAYING_BITS);

    private static final long[] NOTHING = {};
    private static final short[] NOBODY = {};

    private final Sayings sayings;
    final int ordinal;
    final RollFacts roll;
    private final Whereabouts whereabouts;

    final long startSecond;
    /** Day it is held on, since 1970. */
    final int heldDay;

    /** Saying in the low bits, microseconds to the receipt above. */
    private long[] kinds = NOTHING;

    /** Facts of each kind, unsigned. */
    private short[] counts = NOBODY;
    /** The day's sums of the larger units. */
    private final Sums[] sums;
    /** What this step has moved here, until rolls and units hear of it; null = nothing. */
    private Movement movement;
    /** The next of the roll; null = none. */
    private Place next;

    Place(Sayings sayings, int ordinal, RollFacts roll, Whereabouts whereabouts, long startSecond, int heldDay) {
        this.sayings = sayings;
        this.ordinal = ordinal;
        this.roll = roll;
        this.whereabouts = whereabouts;
        this.heldDay = heldDay;
        this.startSecond = startSecond;
        this.sums = whereabouts.days().on(heldDay);
    }

    Attributed at() {
        return whereabouts.at();
    }

    /** Null for a session without one. */
    OfferingFacts offering() {
        return whereabouts.offering();
    }

    /** Units that its facts add to, smallest first. */
    Tallies[] units() {
        return whereabouts.units();
    }

    LocalDate heldOn() {
        return LocalDate.ofEpochDay(heldDay);
    }

    Instant startsAt() {
        return Instant.ofEpochSecond(startSecond, at().startNano());
    }

    Instant endsAt() {
        return Instant.ofEpochSecond(startSecond + at().seconds(), at().endNano());
    }

    Attribution attribution() {
        return at().on(heldOn(), startsAt(), endsAt());
    }

    Place next() {
        return next;
    }

    void next(Place other) {
        next = other;
    }

    boolean isOf(Attribution other) {
        return startSecond == other.startsAt().getEpochSecond()
                && heldDay == other.heldOn().toEpochDay()
                && at().isOf(other);
    }

    boolean hasRoom(Standing standing) {
        return kinds.length < MOST_KINDS || kind(standing) >= 0;
    }

    /** The index of the standing's saying, or −1 when the place is full. */
    int kind(Standing standing) {
        long delta = delta(standing.receivedAt());
        for (int kind = kinds.length - 1; kind >= 0; kind--) {
            Said said = said(kind);
            boolean isThen = delta == NONE
                    ? standing.receivedAt().equals(said.receivedAt())
                    : said.receivedAt() == null && delta(kinds[kind]) == delta;
            if (isThen && said.isOf(standing)) {
                return kind;
            }
        }
        int size = kinds.length;
        if (size == MOST_KINDS) {
            return -1;
        }
        // One at a time: a place has few of them, and there are many places.
        kinds = Arrays.copyOf(kinds, size + 1);
        counts = Arrays.copyOf(counts, size + 1);
        int saying = sayings.ordinal(Said.of(standing, delta == NONE));
        kinds[size] = kind(saying, delta == NONE ? 0 : delta);
        return size;
    }

    /** Microseconds from the start to the receipt; {@link #NONE} where it is no whole number of them, or too many to be kept. */
    private long delta(Instant received) {
        long seconds = received.getEpochSecond() - startSecond;
        int nanos = received.getNano() - at().startNano();
        boolean fits = Math.abs(seconds) < DELTA_BOUND / MICROS - 1 && nanos % NANOS_OF_MICRO == 0;
        return fits ? seconds * MICROS + nanos / NANOS_OF_MICRO : NONE;
    }

    int kinds() {
        return kinds.length;
    }

    /** What was said so far; never written over. */
    long[] kindsNow() {
        return kinds;
    }

    static int saying(long kind) {
        return (int) kind & SAYING_MASK;
    }

    static long delta(long kind) {
        return kind >> SAYING_BITS;
    }

    static long kind(int saying, long delta) {
        return delta << SAYING_BITS | saying;
    }

    /** What was said, of nobody yet. */
    void keep(long[] said) {
        kinds = said;
        counts = new short[said.length];
    }

    /** A fact that counts in no unit before {@link #countInUnits} is asked. */
    void keep(int kind) {
        counts[kind]++;
    }

    Said said(int kind) {
        return sayings.get(saying(kinds[kind]));
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
        for (int kind = 0; kind < kinds.length; kind++) {
            countInUnits(kind, sign * count(kind));
        }
    }

    Movement movement() {
        return movement;
    }

    /** Null when the step is over. */
    void moves(Movement now) {
        movement = now;
    }

    /** Facts with one of the statuses, as bits. */
    int countOf(int statuses) {
        int count = 0;
        for (int kind = 0; kind < kinds.length; kind++) {
            if (counts[kind] != 0 && (Moved.bits(said(kind).status()) & statuses) != 0) {
                count += count(kind);
            }
        }
        return count;
    }

    int count(Status status) {
        int count = 0;
        for (int kind = 0; kind < kinds.length; kind++) {
            if (counts[kind] != 0 && said(kind).status() == status) {
                count += count(kind);
            }
        }
        return count;
    }

    /** One of its sayings, of which nothing changes any more. */
    record Stated(Place place, Said said, long micros) {

        Instant receivedAt() {
            return said.receivedAt() != null
                    ? said.receivedAt()
                    : place.startsAt().plus(micros, ChronoUnit.MICROS);
        }

        Item item(String student, long count, String text) {
            return new Item(
                    place.roll.session().id().toString(),
                    place.at().offering(),
                    place.heldOn(),
                    place.at().firstPeriod(),
                    said.expectedPeriods(),
                    student,
                    said.status(),
                    BigDecimal.valueOf(count),
                    text,
                    said.source(),
                    receivedAt());
        }
    }

    Stated stated(int kind) {
        return new Stated(this, said(kind), delta(kinds[kind]));
    }

    /** Event time, then the session's name. */
    int compareTo(Instant start, SessionFacts session) {
        return compareTo(start.getEpochSecond(), start.getNano(), session);
    }

    private int compareTo(long second, int nano, SessionFacts session) {
        int bySecond = Long.compare(startSecond, second);
        if (bySecond != 0) {
            return bySecond;
        }
        int byNano = Integer.compare(at().startNano(), nano);
        return byNano != 0
                ? byNano
                : roll.session() == session ? 0 : roll.session().sessionId().compareTo(session.sessionId());
    }

    int compareTo(Place other) {
        return compareTo(other.startSecond, other.at().startNano(), other.roll.session());
    }
}
