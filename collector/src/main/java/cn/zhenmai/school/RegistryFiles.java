package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The registry as CSV files, one per list: headers and words in Chinese or English, lists in a cell separated by {@code ;}, weeks as
 * {@code 1-16单}. Reading finds every problem, those of the whole ({@link RegistryCheck}) included.
 */
public final class RegistryFiles {

    private RegistryFiles() {}

    /** What could be read; worth keeping only where there is no problem. */
    public record Result(Registry registry, List<Problem> problems) {}

    public static Result read(Map<String, byte[]> files) {
        return read(files, Registry.EMPTY);
    }

    /** A list without a file stays as it is in {@code base}, so that a school can send its timetable alone. */
    public static Result read(Map<String, byte[]> files, Registry base) {
        List<Problem> problems = new ArrayList<>();
        Map<RowKind<?>, List<?>> lists = new HashMap<>();
        RowKinds.ALL.forEach(kind -> lists.put(kind, kind.rows().apply(base)));
        Map<RowKind<?>, String> taken = new HashMap<>();
        SourceRows sources = new SourceRows();
        new TreeMap<>(files).forEach((name, bytes) -> {
            Optional<RowKind<?>> kind = kindOf(name);
            if (kind.isEmpty()) {
                problems.add(new Problem(name, 0, null, "不认识的文件／unknown file"));
            } else if (taken.putIfAbsent(kind.get(), name) != null) {
                problems.add(
                        new Problem(name, 0, null, "与 " + taken.get(kind.get()) + " 是同一张表／same table as that file"));
            } else {
                lists.put(kind.get(), new TableReader<>(kind.get(), name, problems, sources).read(bytes));
            }
        });
        Registry registry = RowKinds.registry(lists);
        problems.addAll(RegistryCheck.check(registry, sources));
        return new Result(registry, List.copyOf(problems));
    }

    /** Every list, empty ones with their header, in Chinese; row order follows the natural keys. */
    public static Map<String, byte[]> write(Registry registry) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        RowKinds.ALL.forEach(kind -> files.put(kind.file(), write(kind, registry)));
        return files;
    }

    private static <T> byte[] write(RowKind<T> kind, Registry registry) {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        for (T row : kind.rows().apply(registry)) {
            List<String> cells = kind.columns().stream()
                    .map(column -> Optional.ofNullable(column.local(row)).orElse(""))
                    .toList();
            rows.put(kind.key(row), cells);
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(kind.columns().stream().map(RowKind.Column::zh).toList());
        lines.addAll(rows.values());
        return CsvText.write(lines);
    }

    /** By its English or Chinese name, in whatever folder. */
    private static Optional<RowKind<?>> kindOf(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return RowKinds.ALL.stream()
                .filter(kind ->
                        kind.file().equalsIgnoreCase(name) || kind.fileZh().equalsIgnoreCase(name))
                .<RowKind<?>>map(kind -> kind)
                .findFirst();
    }
}
