package cn.zhenmai.sheet;

/** Counts what comes out of an archive while it comes, so that a bomb is met before it has been unpacked. */
public final class Unpacking {

    private static final long MOST_UNPACKED = 200L << 20;
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_RATIO = 100;
    /** Small archives of repetitive tables may pack better than the ratio; under this nothing is a bomb. */
    private static final long HARMLESS = 1L << 20;

    private final long packed;
    private long unpacked;
    private int entries;

    /** {@code packed} bytes were received in all. */
    public Unpacking(long packed) {
        this.packed = packed;
    }

    public void entry() {
        if (++entries > MOST_ENTRIES) {
            throw UnreadableFileException.tooLarge("压缩包内文件超过 1000 个／more than 1,000 entries in the archive");
        }
    }

    public void bytes(int count) {
        unpacked += count;
        if (unpacked > MOST_UNPACKED) {
            throw UnreadableFileException.tooLarge("解压后超过 200 MB／more than 200 MB when unpacked");
        }
        if (unpacked > HARMLESS && unpacked > MOST_RATIO * packed) {
            throw UnreadableFileException.tooLarge("压缩比超过 100 倍／packed more than 100 to 1");
        }
    }
}
