package cn.zhenmai.backtest;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Warnings against outcomes.
 *
 * @param hits warned, and it happened
 * @param falseAlarms warned, and it did not
 * @param misses not warned, and it happened
 * @param rightlyQuiet not warned, and it did not
 */
public record Confusion(int hits, int falseAlarms, int misses, int rightlyQuiet) {

    static final Confusion NOTHING = new Confusion(0, 0, 0, 0);

    Confusion with(boolean warned, boolean happened) {
        return new Confusion(
                hits + (warned && happened ? 1 : 0),
                falseAlarms + (warned && !happened ? 1 : 0),
                misses + (!warned && happened ? 1 : 0),
                rightlyQuiet + (!warned && !happened ? 1 : 0));
    }

    public int eligible() {
        return hits + falseAlarms + misses + rightlyQuiet;
    }

    public int fired() {
        return hits + falseAlarms;
    }

    public int happened() {
        return hits + misses;
    }

    /** Share of the warned to whom it happened, three decimals; null when nobody was warned. */
    public BigDecimal precision() {
        return share(hits, fired());
    }

    /** Share of those to whom it happened who were warned; null when it happened to nobody. */
    public BigDecimal recall() {
        return share(hits, happened());
    }

    private static BigDecimal share(int part, int whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP);
    }
}
