package cn.zhenmai.sheet;

/** What one file may hold. */
public final class Limits {

    /** Bytes as sent. */
    public static final long MOST_BYTES = 20L << 20;

    /** Rows with something in them, titles and header included. */
    public static final int MOST_ROWS = 200_000;

    static final int MOST_COLUMNS = 500;

    /** Cells from a row's first to its last, empty ones between them too: a row may name only its 16,384th. */
    static final int MOST_CELLS = 8_000_000;

    /** Characters; Excel's own limit. */
    static final int LONGEST_CELL = 32_767;

    private Limits() {}
}
