package cn.zhenmai.intake;

/** NDJSON: one row a line. Blank lines don't count; the last line needs no end. */
final class LineSplitter extends RowSplitter {

    private static final byte[] NOTHING = {};

    /** Something but space was seen in the present line. */
    private boolean isInk;

    LineSplitter(RowSink sink) {
        super(sink);
    }

    @Override
    void accept(byte[] bytes, int length) throws RefusedBodyException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                line(bytes, start, i);
                start = i + 1;
            } else if (b != ' ' && b != '\t' && b != '\r') {
                isInk = true;
            } else if (!isInk) {
                start = i + 1;
            }
        }
        keep(bytes, start, length);
    }

    private void line(byte[] bytes, int from, int to) throws RefusedBodyException {
        if (isInk) {
            isInk = false;
            complete(bytes, from, to);
        }
    }

    @Override
    void end() throws RefusedBodyException {
        line(NOTHING, 0, 0);
    }
}
