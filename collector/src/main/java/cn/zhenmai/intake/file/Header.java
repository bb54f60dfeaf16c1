package cn.zhenmai.intake.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The row of a file that names its columns.
 *
 * @param row its number
 * @param columns by index; null for one that says nothing to the target
 */
record Header(int row, List<String> names, List<Column> columns) {

    /** What a header is mapped to that shall be left out. */
    static final String IGNORED = "";

    /** Null where the row names nothing of the target. {@code mapping}: header → column name, which goes before the known names. */
    static Header of(int row, List<String> cells, Target target, Map<String, String> mapping) {
        List<Column> columns = new ArrayList<>();
        Set<Column> taken = new HashSet<>();
        for (String cell : cells) {
            Column column = column(cell, target, mapping);
            columns.add(column != null && taken.add(column) ? column : null);
        }
        return taken.isEmpty() ? null : new Header(row, List.copyOf(cells), columns);
    }

    private static Column column(String cell, Target target, Map<String, String> mapping) {
        String told = mapping.get(cell);
        if (cell.isEmpty() || IGNORED.equals(told)) {
            return null;
        }
        return target.columns().stream()
                .filter(column ->
                        told == null ? column.isNamed(cell) : column.name().equals(told))
                .findFirst()
                .orElse(null);
    }

    int known() {
        return (int) columns.stream().filter(column -> column != null).count();
    }

    List<Column> missing(Target target) {
        return target.columns().stream()
                .filter(column -> column.required() && !columns.contains(column))
                .toList();
    }

    /** Texts by column name, those that are there; of an open target also by the header's own name, with a mark. */
    Map<String, String> texts(List<String> cells, Target target, Map<String, String> mapping) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < cells.size() && i < names.size(); i++) {
            String cell = cells.get(i);
            Column column = columns.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            if (column != null) {
                texts.put(column.name(), cell);
            } else if (isItem(names.get(i), target, mapping)) {
                texts.put(StreamRows.ITEM + names.get(i), cell);
            }
        }
        return texts;
    }

    private static boolean isItem(String name, Target target, Map<String, String> mapping) {
        return target.isOpen() && !name.isEmpty() && !name.equals("序号") && !IGNORED.equals(mapping.get(name))
                || target.id().equals("lesson-check") && name.startsWith("知识点");
    }
}
