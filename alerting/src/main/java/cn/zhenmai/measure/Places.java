package cn.zhenmai.measure;

import java.util.ArrayList;
import java.util.List;

/** Every place by its number, and how a fact is packed: exception bit, place, index of the saying. */
final class Places {

    private static final int KIND_BITS = 7;
    private static final int MOST_PLACES = 1 << (31 - KIND_BITS);

    private final List<Place> all = new ArrayList<>();

    int next() {
        if (all.size() >= MOST_PLACES) {
            throw new IllegalStateException("more than " + MOST_PLACES + " rolls in one school");
        }
        return all.size();
    }

    void add(Place place) {
        all.add(place);
    }

    Place of(int packed) {
        return all.get(place(packed));
    }

    Place[] all() {
        return all.toArray(new Place[0]);
    }

    Place at(int place) {
        return all.get(place);
    }

    static int place(int packed) {
        return (packed & Integer.MAX_VALUE) >>> KIND_BITS;
    }

    static int kind(int packed) {
        return packed & ((1 << KIND_BITS) - 1);
    }

    Said said(int packed) {
        return of(packed).said(kind(packed));
    }

    /** The sign says whether it is an exception, so that these are found without looking at the place. */
    static int pack(Place place, int kind) {
        int packed = place.ordinal << KIND_BITS | kind;
        return place.said(kind).isException() ? packed | Integer.MIN_VALUE : packed;
    }

    /** All but the place: {@link #withPlace} brings it back. */
    static byte withoutPlace(int packed) {
        return (byte) (kind(packed) | (isException(packed) ? Byte.MIN_VALUE : 0));
    }

    static int withPlace(byte kind, int place) {
        return place << KIND_BITS | kind & Byte.MAX_VALUE | (kind < 0 ? Integer.MIN_VALUE : 0);
    }

    static boolean isException(int packed) {
        return packed < 0;
    }
}
