package cn.zhenmai.school;

import cn.zhenmai.sheet.SheetFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Map<String, List<?>> lists = new HashMap<>();
        RowKinds.ALL.forEach(kind -> lists.put(kind.kind(), kind.rows().apply(base)));
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
                lists.put(kind.get().kind(), new TableReader<>(kind.get(), name, problems, sources).read(bytes));
            }
        });
        Registry registry = RowKinds.registry(lists);
        problems.addAll(RegistryCheck.check(registry, sources));
        return new Result(registry, List.copyOf(problems));
    }

    /**
     * Rows of one file for some tables, by the tables' English names, added to {@code base}: a row under a known key replaces that row,
     * the others stay. With {@code whole} the rows are all that there is of those tables. Problems that {@code base} had by itself are
     * not told again.
     */
    public static Result merge(String file, Map<String, List<TableRow>> rows, Registry base, boolean whole) {
        List<Problem> problems = new ArrayList<>();
        Map<String, List<?>> lists = new HashMap<>();
        SourceRows sources = new SourceRows();
        RowKinds.ALL.forEach(kind ->
                lists.put(kind.kind(), merged(kind, file, rows.get(kind.kind()), base, whole, problems, sources)));
        Registry registry = RowKinds.registry(lists);
        List<Problem> found = RegistryCheck.check(registry, sources);
        if (found.stream().anyMatch(problem -> problem.row() == 0)) {
            Set<Problem> known = new HashSet<>(RegistryCheck.check(base));
            found = found.stream()
                    .filter(problem -> problem.row() > 0 || !known.contains(problem))
                    .toList();
        }
        problems.addAll(found);
        return new Result(registry, List.copyOf(problems));
    }

    private static <T> List<T> merged(
            RowKind<T> kind,
            String file,
            List<TableRow> toldOrNull,
            Registry base,
            boolean whole,
            List<Problem> problems,
            SourceRows sources) {
        if (toldOrNull == null) {
            return kind.rows().apply(base);
        }
        List<T> read = new TableReader<>(kind, file, problems, sources).take(toldOrNull);
        if (whole) {
            return read;
        }
        Map<String, T> byKey = new LinkedHashMap<>();
        kind.rows().apply(base).forEach(row -> byKey.put(kind.key(row), row));
        read.forEach(row -> byKey.put(kind.key(row), row));
        return List.copyOf(byKey.values());
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
        return SheetFile.writeCsv(lines);
    }

    /** By its English or Chinese name, in whatever folder. */
    private static Optional<RowKind<?>> kindOf(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return RowKinds.ALL.stream()
                .filter(kind -> kind.isCalled(name))
                .<RowKind<?>>map(kind -> kind)
                .findFirst();
    }
}
