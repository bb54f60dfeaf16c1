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
        return all.get((packed & Integer.MAX_VALUE) >>> KIND_BITS);
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

    static boolean isException(int packed) {
        return packed < 0;
    }
}
