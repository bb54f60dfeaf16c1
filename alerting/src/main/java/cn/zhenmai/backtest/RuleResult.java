package cn.zhenmai.backtest;

import cn.zhenmai.rule.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What one rule would have done.
 *
 * @param fired alerts that would have opened in the range; {@code standing} those that stood when it began
 * @param byLevel of the fired ones, by the highest level that each reached
 * @param cells of the fired ones, by counselor and week
 * @param confusion by the end of each week, if one had decided then; the last one is the whole
 */
public record RuleResult(
        String rule,
        int version,
        int fired,
        int standing,
        Map<Level, Integer> byLevel,
        List<Cell> cells,
        List<Week> confusion) {

    /**
     * One counselor's week; of no counselor (vacant post, alert without a class) under {@code ""}.
     *
     * @param week its Monday; {@code teachingWeek} 0 outside terms
     * @param cards what would have come to the worklist: opened, raised or opened again
     */
    public record Cell(String counselor, LocalDate week, int teachingWeek, int fired, int cards) {}

    public record Week(LocalDate week, int teachingWeek, Confusion confusion) {}

    /** Warnings against outcomes over the whole range; null without outcomes. */
    public Confusion overall() {
        return confusion.isEmpty() ? null : confusion.get(confusion.size() - 1).confusion();
    }
}
