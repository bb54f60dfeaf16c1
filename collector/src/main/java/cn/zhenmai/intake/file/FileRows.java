package cn.zhenmai.intake.file;

import cn.zhenmai.sheet.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the header among the first rows of a file, and tells the rows behind it by their columns. Titles before it are skipped. */
final class FileRows implements RowSink {

    /** Rows among which the header is looked for. */
    private static final int BEGINNING = 30;

    /** Takes one row by its columns' names. */
    interface Taker {
        void row(int number, Map<String, String> texts);
    }

    private record Kept(int number, List<String> cells) {}

    private final Target target;
    private final Map<String, String> mapping;
    private final Taker taker;
    private final List<Kept> beginning = new ArrayList<>();
    private Header header;
    private boolean isSettled;
    private int rows;

    FileRows(Target target, Map<String, String> mapping, Taker taker) {
        this.target = target;
        this.mapping = mapping;
        this.taker = taker;
    }

    @Override
    public void row(int number, List<String> cells) {
        if (isSettled) {
            take(number, cells);
            return;
        }
        beginning.add(new Kept(number, List.copyOf(cells)));
        if (beginning.size() == BEGINNING) {
            settle();
        }
    }

    /** To be called when the file is at its end. */
    void end() {
        if (!isSettled) {
            settle();
        }
    }

    /** Null where there is none. */
    Header header() {
        return header;
    }

    int rows() {
        return rows;
    }

    /** The row that names most; the first of those. */
    private void settle() {
        isSettled = true;
        for (Kept kept : beginning) {
            Header one = Header.of(kept.number(), kept.cells(), target, mapping);
            if (one != null && (header == null || one.known() > header.known())) {
                header = one;
            }
        }
        for (Kept kept : beginning) {
            take(kept.number(), kept.cells());
        }
        beginning.clear();
    }

    private void take(int number, List<String> cells) {
        boolean isData = header != null
                && number > header.row()
                && header.missing(target).isEmpty()
                && !cells.equals(header.names());
        if (isData) {
            Map<String, String> texts = header.texts(cells, target, mapping);
            if (!texts.isEmpty()) {
                rows++;
                taker.row(number, texts);
            }
        }
    }
}
