package cn.zhenmai.alert;

import cn.zhenmai.measure.Contribution;
import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Item;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.rule.Level;
import java.math.BigDecimal;
import java.time.Instant;
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
 * @param branches where conditions in time or together decide: every measure that they read, the rule's own first; else empty
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
        List<Contribution> contributions,
        List<Branch> branches) {

    public Explanation {
        // Those of earlier versions were stored without.
        branches = branches == null ? List.of() : List.copyOf(branches);
    }

    /** @param distance from the standing value, in the measure's unit or percentage points; not positive once it is reached */
    public record Rung(Level level, String name, String nameEn, Threshold at, BigDecimal distance, boolean reached) {}

    /**
     * One measure that a condition reads, and how it went.
     *
     * @param items the observations that its value rests on; of the rule's own measure they are the alert's
     */
    public record Branch(String unit, String arithmetic, String arithmeticEn, List<Turn> turns, List<Item> items) {}

    /** @param at event time from which on it was the value; null = nothing is known of before */
    public record Turn(Instant at, BigDecimal numerator, BigDecimal denominator, int n) {}
}
