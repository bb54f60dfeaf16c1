package cn.zhenmai.alert;

/**
 * How one rule's alerts of a span were answered (预警响应时长) and how many came back (复发率).
 *
 * @param opened alerts that opened in the span; the three times count from there, by the school clock
 * @param acknowledged by the first act of anybody; {@code acted} by the first note, work or close; {@code closed} by the first close
 * @param subjects whom or what they were about; {@code recurring} those of more than one alert of the span
 */
public record Response(
        String rule, long opened, Timed acknowledged, Timed acted, Timed closed, long subjects, long recurring) {

    /** @param medianSeconds null where {@code count} is 0 */
    public record Timed(long count, Long medianSeconds) {}
}
