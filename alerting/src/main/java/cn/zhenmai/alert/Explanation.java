package cn.zhenmai.alert;

import cn.zhenmai.measure.Contribution;
import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.rule.Level;
import java.math.BigDecimal;
import java.util.List;

/**
 * Why an alert is at its level, what would change that, and one sentence that can be read to whom it is about. Frozen with the
 * evidence.
 *
 * @param pack the policy pack and its version that the rule is from, or null
 * @param rungs the whole ladder, lowest first
 * @param clears what would end the alert, Chinese
 * @param sentence Chinese, no person's name
 * @param contributions aggregates: which parts account for the deviation, worst first
 */
public record Explanation(
        int ruleVersion,
        String pack,
        int packVersion,
        Direction direction,
        List<Rung> rungs,
        String clears,
        String clearsEn,
        String sentence,
        String sentenceEn,
        List<Contribution> contributions) {

    /** @param distance from the standing value, in the measure's unit or percentage points; not positive once it is reached */
    public record Rung(Level level, String name, String nameEn, Threshold at, BigDecimal distance, boolean reached) {}
}
