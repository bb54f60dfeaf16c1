package cn.zhenmai.intake.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The timetables of all classes on one sheet: a row of weekdays, below it the periods of each, and one row a class. {@code 午间} and
 * other columns without periods hold nothing.
 */
final class TimetableOverview {

    /** Periods in a row that make it the second head. */
    private static final int LEAST_SLOTS = 5;

    private final Names names;
    private final Tables tables;
    private final GridLessons lessons;
    private final Map<Integer, Slot> slots = new LinkedHashMap<>();

    /** {@code periods} null: the column has none. */
    private record Slot(String day, String periods) {}

    TimetableOverview(Names names, Tables tables, GridLessons lessons) {
        this.names = names;
        this.tables = tables;
        this.lessons = lessons;
    }

    /** Its heads were found: the rows that follow are classes. */
    boolean isOpen() {
        return !slots.isEmpty();
    }

    void close() {
        slots.clear();
    }

    /** Whether the row below a head of weekdays (by column) is one of periods; then it is open. */
    boolean open(Map<Integer, String> days, List<String> cells) {
        int first = days.keySet().iterator().next();
        String day = null;
        int found = 0;
        for (int i = first; i < cells.size(); i++) {
            day = days.getOrDefault(i, day);
            String periods = LessonCell.periods(cells.get(i));
            found += periods == null ? 0 : 1;
            slots.put(i, new Slot(day, periods));
        }
        if (found < LEAST_SLOTS) {
            slots.clear();
        }
        return isOpen();
    }

    void row(int number, List<String> cells) {
        String called = null;
        String classId = null;
        for (int i = 0; i < cells.size() && !slots.containsKey(i); i++) {
            if (!cells.get(i).isEmpty() && classId == null) {
                called = cells.get(i).split("\\n")[0].strip();
                classId = names.findClass(called);
            }
        }
        boolean isEmpty = slots.keySet().stream()
                .allMatch(i -> i >= cells.size() || cells.get(i).isEmpty());
        if (isEmpty) {
            return;
        }
        if (classId == null) {
            tables.problem(number, "classes", "没有这个班级，可设别名／no such class, an alias may help: " + called);
            return;
        }
        for (Map.Entry<Integer, Slot> slot : slots.entrySet()) {
            if (slot.getKey() < cells.size() && !cells.get(slot.getKey()).isEmpty()) {
                cell(number, slot.getValue(), classId, cells.get(slot.getKey()));
            }
        }
    }

    private void cell(int number, Slot slot, String classId, String text) {
        if (slot.periods() == null) {
            tables.problem(number, "周" + slot.day(), "此列没有节次／no periods above this column: " + text.split("\\n")[0]);
        } else {
            lessons.cell(number, slot.day(), slot.periods(), classId, text);
        }
    }
}
