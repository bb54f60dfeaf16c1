package cn.zhenmai.intake;

/** Takes the bytes of one row as soon as its last one is there; they are only lent for the call. */
@FunctionalInterface
interface RowSink {

    void row(byte[] bytes, int start, int length) throws RefusedBodyException;
}
