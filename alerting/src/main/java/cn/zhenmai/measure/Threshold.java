package cn.zhenmai.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact rational bound, written "4", "0.85" or "1/3" in a rule file. */
public record Threshold(long numerator, long denominator) {

    /** Throws NumberFormatException or ArithmeticException when the text is none. */
    public static Threshold parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return new Threshold(
                    Long.parseLong(text.substring(0, slash).strip()),
                    Long.parseUnsignedLong(text.substring(slash + 1).strip()));
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        int scale = Math.max(0, value.scale());
        return new Threshold(
                value.movePointRight(scale).longValueExact(),
                BigDecimal.TEN.pow(scale).longValueExact());
    }

    /** Sign of (amount / parts) − this, without rounding. */
    public int compare(long amount, long parts) {
        return Long.compare(Math.multiplyExact(amount, denominator), Math.multiplyExact(numerator, parts));
    }

    public BigDecimal value() {
        return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), 6, RoundingMode.HALF_UP);
    }
}
