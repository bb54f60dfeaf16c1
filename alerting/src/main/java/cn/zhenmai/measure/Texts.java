package cn.zhenmai.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers as people write them in a sum. */
final class Texts {

    private Texts() {}

    /** "2+2+2+3"; a long sum is told by its counts: "12×2+3". */
    static String sum(List<Item> items) {
        return joined(items.stream()
                .filter(item -> item.count().signum() != 0)
                .map(item -> item.count().toPlainString())
                .toList());
    }

    /** The same. */
    static String sum(int[] counts) {
        return joined(Arrays.stream(counts)
                .filter(count -> count != 0)
                .mapToObj(Integer::toString)
                .toList());
    }

    private static String joined(List<String> parts) {
        if (parts.size() <= 12) {
            return parts.isEmpty() ? "0" : String.join("+", parts);
        }
        return parts.stream()
                .collect(Collectors.groupingBy(part -> part, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(part -> part.getValue() + "×" + part.getKey())
                .collect(Collectors.joining("+"));
    }

    /** "83.3%". */
    static String percent(long numerator, long denominator) {
        return plain(BigDecimal.valueOf(numerator)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(denominator), 1, RoundingMode.HALF_UP))
                + "%";
    }

    static String decimal(double value, int decimals) {
        return plain(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
