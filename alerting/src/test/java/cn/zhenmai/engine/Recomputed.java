package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.Item;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.rule.Condition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The level of an alert of conditions in time and together, from what the alert lists and the words of its rule alone. */
final class Recomputed {

    private final Rule rule;
    private final List<Explanation.Branch> branches;

    private Recomputed(Rule rule, List<Explanation.Branch> branches) {
        this.rule = rule;
        this.branches = branches;
    }

    static Level level(Rule rule, List<Explanation.Branch> branches, Instant at) {
        Recomputed from = new Recomputed(rule, branches);
        Level level = null;
        for (Step step : rule.steps()) {
            level = from.inTime(rule.condition(step)).at(at) ? step.level() : level;
        }
        return level;
    }

    /** The course of a sum that only grows is that of its items, one by one. */
    static void growsByItsItems(Explanation.Branch branch, List<Item> items) {
        assertThat(branch.turns()).hasSameSizeAs(items);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < items.size(); i++) {
            sum = sum.add(items.get(i).count());
            assertThat(branch.turns().get(i).numerator()).isEqualByComparingTo(sum);
        }
    }

    private InTime inTime(Condition condition) {
        if (condition instanceof Condition.Bound bound) {
            return bound(bound);
        }
        if (condition instanceof Condition.Lasts lasts) {
            return inTime(lasts.of())
                    .lasting(lasts.lasting().holdFor(), lasts.lasting().keepFor());
        }
        if (condition instanceof Condition.Not not) {
            return inTime(not.of()).not();
        }
        List<Condition> parts = condition instanceof Condition.All all ? all.of() : ((Condition.Any) condition).of();
        InTime together = inTime(parts.get(0));
        for (Condition part : parts.subList(1, parts.size())) {
            together = condition instanceof Condition.All ? together.and(inTime(part)) : together.or(inTime(part));
        }
        return together;
    }

    private InTime bound(Condition.Bound bound) {
        TreeMap<Instant, Boolean> values = new TreeMap<>();
        boolean stands = false;
        for (Explanation.Turn turn : turns(bound.measure())) {
            boolean reached = isPast(bound, bound.at(), turn)
                    || stands && bound.recover() != null && isPast(bound, bound.recover(), turn);
            stands = turn.n() >= bound.minimumN() && reached;
            values.put(turn.at(), stands);
        }
        return InTime.of(values);
    }

    private List<Explanation.Turn> turns(Measure measure) {
        return branches.get(rule.measures().indexOf(measure)).turns();
    }

    private static boolean isPast(Condition.Bound bound, Threshold threshold, Explanation.Turn turn) {
        BigDecimal difference = turn.numerator()
                .multiply(BigDecimal.valueOf(threshold.denominator()))
                .subtract(turn.denominator().multiply(BigDecimal.valueOf(threshold.numerator())));
        return bound.direction().holds(difference.signum());
    }
}
