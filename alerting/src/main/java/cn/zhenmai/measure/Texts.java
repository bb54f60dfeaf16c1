package cn.zhenmai.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Numbers as people write them in a sum. */
final class Texts {

    private Texts() {}

    /** "2+2+2+3"; a long sum is told by its counts: "12×2+3". */
    static String sum(List<Item> items) {
        List<String> parts = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item.count().signum() != 0) {
                parts.add(item.count().toPlainString());
            }
        }
        return joined(parts);
    }

    /** The same. */
    static String sum(int[] counts) {
        List<String> parts = new ArrayList<>(counts.length);
        for (int count : counts) {
            if (count != 0) {
                parts.add(Integer.toString(count));
            }
        }
        return joined(parts);
    }

    private static String joined(List<String> parts) {
        if (parts.size() <= 12) {
            return parts.isEmpty() ? "0" : String.join("+", parts);
        }
        TreeMap<String, Integer> times = new TreeMap<>();
        parts.forEach(part -> times.merge(part, 1, Integer::sum));
        StringJoiner sum = new StringJoiner("+");
        times.forEach((part, count) -> sum.add(count + "×" + part));
        return sum.toString();
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
