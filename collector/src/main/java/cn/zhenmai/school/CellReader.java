package cn.zhenmai.school;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Reads cells and gives equal texts the same value: a timetable says 1-16 in thousands of rows. */
final class CellReader {

    private final Map<Cell<?>, Map<String, Object>> known = new IdentityHashMap<>();

    /** Throws IllegalArgumentException with a message for people. */
    Object read(Cell<?> cell, String text) {
        // Names and identifiers are their own value and mostly differ.
        return cell == Cell.TEXT
                ? cell.parse().apply(text)
                : known.computeIfAbsent(cell, none -> new HashMap<>()).computeIfAbsent(text, cell.parse()::apply);
    }
}
