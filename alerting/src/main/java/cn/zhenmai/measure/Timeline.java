package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.time.Instant;
import java.util.Arrays;

/** Attendance of one person in event time, four bytes a fact. */
final class Timeline {

    private static final int[] EMPTY = {};
    /** Facts for which room is made at once: a week or so. */
    private static final int MORE = 16;

    private final StudentFacts student;
    private final Places places;
    private int[] packed = EMPTY;
    private int size;
    private int exceptions;
    /** Whoever has the array reads what lies below its size: that is not written over. */
    private boolean isShared;
    /** Changes anywhere but at the end, of facts or of how they count. */
    private int edits;
    /** Sums of [termFrom, termUntil), days since 1970; null until they are asked for. */
    private Sums term;

    private int termFrom;
    private int termUntil;
    /** Null until it is asked for. */
    private Irregular irregular;

    Timeline(StudentFacts student, Places places) {
        this.student = student;
        this.places = places;
    }

    int size() {
        return size;
    }

    /** Another number where anything but later facts has come since. */
    int edits() {
        return edits;
    }

    /** Where anything but plain presence is said, as of now. */
    Irregular irregular() {
        irregular = irregular == null ? new Irregular(this) : irregular;
        return irregular.lookedUp();
    }

    private void changed(int from) {
        edits++;
        if (irregular != null) {
            irregular.changed(from);
        }
    }

    /** Present and nothing else: it adds the same wherever it counts. */
    boolean isPlain(int index) {
        return !Places.isException(packed[index]) && said(index).status() == Status.PRESENT;
    }

    /** Whether it counts for the person: who was not seen on a roll that is set aside was perhaps there. */
    boolean counts(int index) {
        return !place(index).roll.isSuspect() || said(index).status().isPresent();
    }

    /** Index of the first that is held on the day (since 1970) or later: sought from the end, where most windows lie. */
    int firstOn(int day) {
        int step = 1;
        int high = size;
        while (high - step >= 0 && place(high - step).heldDay >= day) {
            high -= step;
            step <<= 1;
        }
        int low = Math.max(0, high - step + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place(middle).heldDay < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean hasExceptions() {
        return exceptions > 0;
    }

    Fact get(int index) {
        return unpacked(packed[index]);
    }

    Fact unpacked(int fact) {
        return new Fact(student, places.of(fact), Places.kind(fact));
    }

    Place placeOf(int fact) {
        return places.of(fact);
    }

    Place place(int index) {
        return places.of(packed[index]);
    }

    Said said(int index) {
        return places.said(packed[index]);
    }

    /** Index of the session's fact, or −(insertion point) − 1. */
    int find(Instant start, SessionFacts session) {
        int low = 0;
        int high = size - 1;
        if (size > 0 && places.of(packed[high]).compareTo(start, session) < 0) {
            return -size - 1;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = places.of(packed[middle]).compareTo(start, session);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Index of the latest fact before the end of the running term (a session may be moved beyond it); −1 = none. */
    int latest(AsOf now) {
        int latest = now.isBetweenTerms() ? -1 : size - 1;
        while (latest >= 0 && place(latest).heldDay >= now.termUntil().toEpochDay()) {
            latest--;
        }
        return latest;
    }

    int packed(int index) {
        return packed[index];
    }

    void insert(int at, int fact) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size + MORE);
            isShared = false;
        }
        if (at < size) {
            changed(at);
            own();
            System.arraycopy(packed, at, packed, at + 1, size - at);
        }
        packed[at] = fact;
        size++;
        inTerm(fact, 1);
        exceptions += Places.isException(fact) ? 1 : 0;
    }

    /** What holds now, as long as the caller looks at no more than {@link #size} of it. */
    int[] share() {
        isShared = true;
        return packed;
    }

    private void own() {
        if (isShared) {
            packed = packed.clone();
            isShared = false;
        }
    }

    /** All facts at once, in event time. */
    void keep(int[] facts) {
        packed = facts;
        size = facts.length;
        for (int fact : facts) {
            exceptions += Places.isException(fact) ? 1 : 0;
        }
    }

    void replace(int at, int fact) {
        changed(at);
        own();
        exceptions += (Places.isException(fact) ? 1 : 0) - (Places.isException(packed[at]) ? 1 : 0);
        inTerm(packed[at], -1);
        inTerm(fact, 1);
        packed[at] = fact;
    }

    void remove(int at) {
        changed(at);
        own();
        exceptions -= Places.isException(packed[at]) ? 1 : 0;
        inTerm(packed[at], -1);
        System.arraycopy(packed, at + 1, packed, at, size - at - 1);
        size--;
    }

    /** What counts of the days; kept until other days are asked for, or a roll is set aside or taken back. */
    Sums sums(int from, int until) {
        if (term == null || termFrom != from || termUntil != until) {
            term = new Sums();
            termFrom = from;
            termUntil = until;
            for (int i = size - 1; i >= 0 && place(i).heldDay >= from; i--) {
                inTerm(packed[i], 1);
            }
        }
        return term;
    }

    /** A roll was set aside or taken back: what was read of it before may count otherwise. */
    void unsettle() {
        edits++;
        term = null;
    }

    private void inTerm(int fact, int facts) {
        if (term == null) {
            return;
        }
        Place place = places.of(fact);
        Said said = places.said(fact);
        boolean counts = !place.roll.isSuspect() || said.status().isPresent();
        if (counts && place.heldDay >= termFrom && place.heldDay < termUntil) {
            term.add(said, facts);
        }
    }

    boolean isInTerm(int index, AsOf now) {
        int day = place(index).heldDay;
        return day >= now.termFromDay() && day < now.termUntilDay();
    }

    boolean isAhead(int day) {
        return size > 0 && place(size - 1).heldDay > day;
    }

    /**
     * Whether at least {@code sessions} sessions with presence lie between the two indexes, both exclusive; of one offering, or of all
     * where it is null.
     */
    boolean isQuiet(int from, int until, int sessions, String offering) {
        int missing = sessions;
        for (int i = until - 1; missing > 0 && i - from >= missing; i--) {
            missing -= isPresent(i, offering) ? 1 : 0;
        }
        return missing == 0;
    }

    /** How many of so many presences there have not been yet since the index, exclusive; none where there are more. */
    int missingPresences(int from, int sessions, String offering) {
        int missing = sessions;
        for (int i = size - 1; missing > 0 && i > from; i--) {
            missing -= isPresent(i, offering) ? 1 : 0;
        }
        return missing;
    }

    private boolean isPresent(int index, String offering) {
        return said(index).status().isPresent() && (offering == null || isOf(offering, index));
    }

    boolean isOf(String offering, int index) {
        return offering.equals(place(index).at().offering());
    }
}
