package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * One list of the registry as a table: its file, its columns and how a row is made of them. Stored rows and CSV files are both read
 * and written by this one description.
 */
record RowKind<T>(
        String kind,
        String file,
        String fileZh,
        Function<Registry, List<T>> rows,
        List<Column<T, ?>> columns,
        Function<Values, T> make) {

    /** {@code key}: part of the natural key; {@code required}: can't be empty. */
    record Column<T, V>(String name, String zh, Cell<V> cell, Function<T, V> get, boolean key, boolean required) {

        String canonical(T row) {
            return text(row, cell.canonical());
        }

        String local(T row) {
            return text(row, cell.local());
        }

        /** Null for what is empty, so that absent and empty are one. */
        private String text(T row, Function<V, String> format) {
            V value = get.apply(row);
            if (value == null || value.equals("") || !required && value.equals(cell.empty())) {
                return null;
            }
            String text = format.apply(value);
            return text.isEmpty() ? null : text;
        }

        boolean isNamed(String header) {
            return name.equalsIgnoreCase(header) || zh.equals(header);
        }
    }

    /** Parsed values by column name. */
    record Values(Map<String, Object> byName) {
        @SuppressWarnings("unchecked")
        <V> V get(String name) {
            if (!byName.containsKey(name)) {
                throw new IllegalStateException("no column " + name);
            }
            return (V) byName.get(name);
        }

        Span span() {
            return new Span(get("from"), get("until"));
        }
    }

    /** By its English or Chinese file name, whatever kind of file it is. */
    boolean isCalled(String fileName) {
        String bare = fileName.replaceFirst("(?i)\\.(csv|xlsx|xls)$", ".csv");
        return file.equalsIgnoreCase(bare) || fileZh.equalsIgnoreCase(bare);
    }

    /** The natural key's columns as one text. */
    String key(T row) {
        StringJoiner key = new StringJoiner("|");
        for (Column<T, ?> column : columns) {
            if (column.key()) {
                String text = column.canonical(row);
                key.add(text == null ? "" : text.replace("\\", "\\\\").replace("|", "\\|"));
            }
        }
        return key.toString();
    }

    boolean hasColumn(String name) {
        for (Column<T, ?> column : columns) {
            if (column.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A row of texts by column name, empty ones absent; what is wrong is told to {@code problem}. Null when anything was. */
    T parse(Map<String, String> texts, CellReader cells, java.util.function.BiConsumer<Column<T, ?>, String> problem) {
        Map<String, Object> values = new HashMap<>();
        boolean good = true;
        for (Column<T, ?> column : columns) {
            String text = texts.get(column.name());
            try {
                if (text == null && column.required()) {
                    throw new IllegalArgumentException("不能为空／must not be empty");
                }
                values.put(column.name(), text == null ? column.cell().empty() : cells.read(column.cell(), text));
            } catch (IllegalArgumentException wrong) {
                problem.accept(column, wrong.getMessage());
                good = false;
            }
        }
        return good ? make.apply(new Values(values)) : null;
    }

    static <T> Builder<T> of(String kind, String file, String zh, Function<Registry, List<T>> rows) {
        return new Builder<>(kind, file, zh, rows, new ArrayList<>());
    }

    record Builder<T>(
            String kind, String file, String zh, Function<Registry, List<T>> rows, List<Column<T, ?>> columns) {

        <V> Builder<T> key(String name, String nameZh, Cell<V> cell, Function<T, V> get) {
            return with(new Column<>(name, nameZh, cell, get, true, true));
        }

        /** Part of the key that may be empty. */
        <V> Builder<T> keyIfAny(String name, String nameZh, Cell<V> cell, Function<T, V> get) {
            return with(new Column<>(name, nameZh, cell, get, true, false));
        }

        <V> Builder<T> must(String name, String nameZh, Cell<V> cell, Function<T, V> get) {
            return with(new Column<>(name, nameZh, cell, get, false, true));
        }

        <V> Builder<T> may(String name, String nameZh, Cell<V> cell, Function<T, V> get) {
            return with(new Column<>(name, nameZh, cell, get, false, false));
        }

        /** Validity: its start tells rows of one thing apart. */
        Builder<T> span(Function<T, Span> get) {
            return keyIfAny("from", "起始日期", Cell.DATE, row -> get.apply(row).from())
                    .may("until", "终止日期", Cell.DATE, row -> get.apply(row).until());
        }

        RowKind<T> make(Function<Values, T> make) {
            return new RowKind<>(kind, file, zh, rows, List.copyOf(columns), make);
        }

        private Builder<T> with(Column<T, ?> column) {
            List<Column<T, ?>> more = new ArrayList<>(columns);
            more.add(column);
            return new Builder<>(kind, file, zh, rows, more);
        }
    }
}
