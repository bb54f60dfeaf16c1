package cn.zhenmai.fault;

/** How hard the faults are driven: briefly among the normal tests, in full by {@code mvn -Pfaults verify}. */
final class Effort {

    static final boolean IS_FULL = "full".equals(System.getProperty("zhenmai.faults"));

    private Effort() {}

    static int of(int brief, int full) {
        return IS_FULL ? full : brief;
    }
}
