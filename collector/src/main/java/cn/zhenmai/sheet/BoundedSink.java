package cn.zhenmai.sheet;

import java.util.ArrayList;
import java.util.List;

/** Builds rows cell by cell for another sink and refuses what is over the {@link Limits} as it comes. */
final class BoundedSink {

    private final RowSink sink;
    private List<String> cells = new ArrayList<>();
    private int filled;
    private int rows;
    private long cellsSoFar;

    BoundedSink(RowSink sink) {
        this.sink = sink;
    }

    void cell(String text) {
        at(cells.size(), text);
    }

    /** Puts a cell at its column, from 0; those skipped are empty. */
    void at(int column, String text) {
        if (column >= Limits.MOST_COLUMNS) {
            if (text.isBlank()) {
                return;
            }
            throw UnreadableFileException.tooLarge("超过 500 列／more than 500 columns");
        }
        if (text.length() > Limits.LONGEST_CELL) {
            throw UnreadableFileException.tooLarge("单元格超过 32767 字／a cell of more than 32,767 characters");
        }
        String stripped = clean(text);
        while (cells.size() <= column) {
            count();
            cells.add("");
        }
        cells.set(column, stripped);
        if (!stripped.isEmpty()) {
            filled = Math.max(filled, column + 1);
        }
    }

    /** No-break and ideographic spaces are spaces too; exports pad with them. */
    private static String clean(String text) {
        return text.replace('\u00A0', ' ').strip();
    }

    private void count() {
        if (++cellsSoFar > Limits.MOST_CELLS) {
            throw UnreadableFileException.tooLarge("单元格超过 800 万个／more than 8,000,000 cells");
        }
    }

    void endRow(int number) {
        List<String> row = cells.subList(0, filled);
        cells = new ArrayList<>(Math.max(4, filled));
        int columns = filled;
        filled = 0;
        if (columns == 0) {
            return;
        }
        if (++rows > Limits.MOST_ROWS) {
            throw UnreadableFileException.tooLarge("超过 200000 行／more than 200,000 rows");
        }
        sink.row(number, row);
    }
}
