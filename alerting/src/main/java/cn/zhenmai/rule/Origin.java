package cn.zhenmai.rule;

/** Where a rule comes from, told with every alert: the pack and its version, and who wrote the rule last. Null where unknown. */
public record Origin(String pack, int packVersion, String author) {

    public static final Origin UNKNOWN = new Origin(null, 0, null);
}
