package cn.zhenmai.intake.file;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows for tables of the registry, gathered from a file, and what was wrong with it. */
final class Tables {

    private final String file;
    private final Map<String, List<TableRow>> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> once = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Tables(String file) {
        this.file = file;
    }

    Map<String, List<TableRow>> rows() {
        return rows;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Pairs of a column and its text; null and empty texts are left out. */
    void add(String table, int row, String... pairs) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null && !pairs[i + 1].isBlank()) {
                texts.put(pairs[i], pairs[i + 1].strip());
            }
        }
        add(table, new TableRow(row, texts));
    }

    void add(String table, TableRow row) {
        rows.computeIfAbsent(table, t -> new ArrayList<>()).add(row);
    }

    /** As {@link #add}, for what many rows of a file tell: only the first one counts. */
    void addOnce(String table, String key, int row, String... pairs) {
        if (once.computeIfAbsent(table, t -> new LinkedHashMap<>()).putIfAbsent(key, row) == null) {
            add(table, row, pairs);
        }
    }

    /** Without the rows that are bad; of what many rows tell only without those that are worse: bad although what they add is gone. */
    Map<String, List<TableRow>> without(Set<Integer> bad, Set<Integer> worse) {
        Map<String, List<TableRow>> good = new LinkedHashMap<>();
        rows.forEach((table, list) -> {
            Set<Integer> left = once.containsKey(table) ? worse : bad;
            good.put(
                    table,
                    list.stream().filter(row -> !left.contains(row.number())).toList());
        });
        return good;
    }

    void problem(int row, String field, String message) {
        problems.add(new Problem(file, row, field, message));
    }
}
