package cn.zhenmai.intake;

import java.util.Arrays;

/**
 * Finds the rows of a body while its bytes arrive; of what came before only the row that is not yet whole is kept. What is inside a
 * row is the parser's business.
 */
abstract sealed class RowSplitter permits LineSplitter, JsonSplitter {

    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY = 1_024;

    private final RowSink sink;
    /** Most bodies of one row come in one piece: nothing of them is kept. */
    private byte[] begun = NOTHING;

    private int begunLength;

    RowSplitter(RowSink sink) {
        this.sink = sink;
    }

    abstract void accept(byte[] bytes, int length) throws RefusedBodyException;

    /** No more bytes come. */
    abstract void end() throws RefusedBodyException;

    /** Part of a row that goes on in the next bytes. */
    final void keep(byte[] bytes, int from, int to) {
        int length = begunLength + to - from;
        if (length > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(Math.max(length, FIRST_CAPACITY), begun.length * 2));
        }
        System.arraycopy(bytes, from, begun, begunLength, to - from);
        begunLength = length;
    }

    /** The row ends before {@code to}; what was kept of it comes first. */
    final void complete(byte[] bytes, int from, int to) throws RefusedBodyException {
        if (begunLength == 0) {
            sink.row(bytes, from, to - from);
            return;
        }
        keep(bytes, from, to);
        int length = begunLength;
        begunLength = 0;
        sink.row(begun, 0, length);
    }
}
