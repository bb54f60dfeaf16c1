package cn.zhenmai.school;

import cn.zhenmai.sheet.SheetFile;
import cn.zhenmai.sheet.UnreadableFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One CSV file to the rows of one table; what is wrong goes to the list of problems. */
final class TableReader<T> {

    private final CellReader cells = new CellReader();
    private final RowKind<T> kind;
    private final String file;
    private final List<Problem> problems;
    private final SourceRows sources;
    private final List<RowKind.Column<T, ?>> header = new ArrayList<>();
    private List<String> names = List.of();
    private final Map<String, Integer> rowOfKey = new HashMap<>();

    TableReader(RowKind<T> kind, String file, List<Problem> problems, SourceRows sources) {
        this.kind = kind;
        this.file = file;
        this.problems = problems;
        this.sources = sources;
    }

    List<T> read(byte[] bytes) {
        List<List<String>> lines;
        try {
            lines = SheetFile.rows(bytes);
        } catch (UnreadableFileException unreadable) {
            problem(0, null, unreadable.getMessage());
            return List.of();
        }
        if (lines.isEmpty()) {
            problem(0, null, "文件为空，缺少表头／the file is empty, without a header");
            return List.of();
        }
        List<T> rows = new ArrayList<>();
        if (readHeader(lines.get(0))) {
            for (int i = 1; i < lines.size(); i++) {
                if (!lines.get(i).isEmpty()) {
                    readRow(lines.get(i), i + 1).ifPresent(rows::add);
                }
            }
        }
        return rows;
    }

    /** Rows whose columns are known already. */
    List<T> take(List<TableRow> texts) {
        List<T> rows = new ArrayList<>(texts.size());
        texts.forEach(row -> take(row).ifPresent(rows::add));
        return rows;
    }

    /** False where a column that every row needs is missing: then the rows say nothing further. */
    private boolean readHeader(List<String> firstLine) {
        names = firstLine;
        for (String name : names) {
            RowKind.Column<T, ?> column = kind.columns().stream()
                    .filter(c -> c.isNamed(name))
                    .findFirst()
                    .orElse(null);
            if (column == null && !name.isEmpty()) {
                problem(1, name, "不认识的列／unknown column: " + name);
            }
            if (column != null && header.contains(column)) {
                problem(1, column.name(), "同一列出现两次／the column is there twice: " + name);
            }
            header.add(column);
        }
        boolean complete = true;
        for (RowKind.Column<T, ?> column : kind.columns()) {
            if (column.required() && !header.contains(column)) {
                problem(1, column.name(), "缺少列 " + column.zh() + "／missing column " + column.name());
                complete = false;
            }
        }
        return complete;
    }

    private Optional<T> readRow(List<String> cells, int number) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean beyond = i >= header.size();
            if (beyond && !cells.get(i).isEmpty()) {
                problem(number, null, "单元格多于表头的列／more cells than columns: " + cells.get(i));
            } else if (!beyond && header.get(i) != null && !cells.get(i).isEmpty()) {
                texts.put(header.get(i).name(), cells.get(i));
            } else if (!beyond && names.get(i).isEmpty() && !cells.get(i).isEmpty()) {
                problem(number, null, "该列没有表头／a cell in a column without a header: " + cells.get(i));
            }
        }
        return take(new TableRow(number, texts));
    }

    private Optional<T> take(TableRow told) {
        int number = told.number();
        T row = kind.parse(told.texts(), cells, (column, message) -> problem(number, column.name(), message));
        if (row == null) {
            sources.addUnreadable(kind, told.texts().get(kind.columns().get(0).name()));
            return Optional.empty();
        }
        Integer first = rowOfKey.putIfAbsent(kind.key(row), number);
        if (first != null) {
            problem(number, kind.columns().get(0).name(), "与第 " + first + " 行重复／same key as row " + first);
            return Optional.empty();
        }
        sources.add(row, file, number);
        return Optional.of(row);
    }

    private void problem(int row, String field, String message) {
        problems.add(new Problem(file, row, field, message));
    }
}
