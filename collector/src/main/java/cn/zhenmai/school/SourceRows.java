package cn.zhenmai.school;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Where the rows of a registry were read from, so that a problem of the whole can name its place. */
final class SourceRows {

    private record Place(String file, int row) {}

    private final Map<Object, Place> places = new IdentityHashMap<>();
    private final Map<RowKind<?>, Set<String>> unreadable = new HashMap<>();

    void add(Object row, String file, int number) {
        places.put(row, new Place(file, number));
    }

    /** The row is there but wrong in itself: what refers to it is no further problem. */
    void addUnreadable(RowKind<?> kind, String key) {
        unreadable.computeIfAbsent(kind, k -> new HashSet<>()).add(key);
    }

    Set<String> unreadable(RowKind<?> kind) {
        return unreadable.getOrDefault(kind, Set.of());
    }

    Problem problem(RowKind<?> kind, Object row, String field, String message) {
        Place place = places.getOrDefault(row, new Place(kind.file(), 0));
        return new Problem(place.file(), place.row(), field, message);
    }
}
