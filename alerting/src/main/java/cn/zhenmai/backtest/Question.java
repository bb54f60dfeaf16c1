package cn.zhenmai.backtest;

import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a history.
 *
 * @param tried the rules that are counted; several thresholds of one rule are several rules
 * @param context rules that only set rolls aside, as the live ones do, and are not counted
 * @param from alerts count that open at this moment or later; what happened before is still told to the rules
 * @param to nothing is known from this moment on
 * @param truth what became of the subjects, or {@link Outcomes#NONE}
 */
public record Question(List<Rule> tried, List<Rule> context, Instant from, Instant to, Outcomes truth) {

    public Question {
        tried = List.copyOf(tried);
        context = List.copyOf(context);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
    }

    /** The rule of the set in force that sets whole absent classes aside goes with the tried ones, unless they have their own. */
    public static Question of(RuleSet tried, Optional<RuleSet> inForce, Instant from, Instant to, Outcomes truth) {
        List<Rule> context = tried.suspicion() != null
                ? List.of()
                : inForce.map(RuleSet::rules).orElse(List.of()).stream()
                        .filter(rule -> rule.measure() instanceof ClassAbsent)
                        .filter(rule -> tried.rule(rule.id()).isEmpty())
                        .toList();
        return new Question(tried.rules(), context, from, to, truth);
    }

    /** What the engine judges by. */
    RuleSet rules() {
        List<Rule> rules = new ArrayList<>(context);
        rules.addAll(tried);
        return new RuleSet(rules);
    }
}
