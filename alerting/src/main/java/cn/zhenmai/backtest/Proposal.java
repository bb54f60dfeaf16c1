package cn.zhenmai.backtest;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which bound of a rule's lowest level keeps a budget of cards: the rule is tried with every bound at once, in one pass over the past.
 *
 * @param chosen the bound that tells earliest among those that keep the budget in every counselor's every week; null where none does
 * @param choices from the one that tells earliest
 */
public record Proposal(int budget, String chosen, List<Choice> choices) {

    /** Bounds that are tried at most. */
    private static final int MOST = 24;

    private static final String MARK = "~";

    /**
     * @param mean cards per counselor and week, of those counselors who would have had a card under any bound
     * @param worst cards of the busiest counselor's busiest week
     */
    public record Choice(String at, int fired, BigDecimal mean, int worst) {}

    /** The rule once for each bound; its higher levels stay where they are stricter. */
    public static List<Rule> variants(Rule rule) {
        List<Rule> variants = new ArrayList<>();
        for (Threshold at : bounds(rule)) {
            Step lowest = rule.steps().get(0);
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(lowest.level(), at, lowest.nameZh(), lowest.nameEn()));
            rule.steps().stream()
                    .skip(1)
                    .filter(step -> step.when() == null && isStricter(step.at(), at, rule.direction()))
                    .forEach(steps::add);
            variants.add(rule.as(rule.id() + MARK + text(at), steps));
        }
        return variants;
    }

    /** From the one that tells earliest. */
    private static List<Threshold> bounds(Rule rule) {
        Threshold highest = rule.steps().get(rule.steps().size() - 1).at();
        List<Threshold> bounds = new ArrayList<>();
        if (rule.measure().form() == Measure.Form.COUNT) {
            int top = Math.max(
                    2, highest.value().setScale(0, RoundingMode.CEILING).intValue());
            for (int at = 1; at <= Math.min(top, MOST); at++) {
                bounds.add(new Threshold(at, 1));
            }
        } else if (rule.measure().form() == Measure.Form.MEAN) {
            for (int quarter = 8; quarter <= 18; quarter++) {
                bounds.add(new Threshold(quarter, 4));
            }
        } else {
            for (int part = 1; part < 20; part++) {
                bounds.add(new Threshold(part, 20));
            }
        }
        if (rule.direction().isDownward()) {
            bounds.sort(Comparator.comparing(Threshold::value).reversed());
        }
        return bounds;
    }

    private static boolean isStricter(Threshold upper, Threshold lower, Direction direction) {
        int order = upper.value().compareTo(lower.value());
        return direction.isDownward() ? order < 0 : order > 0;
    }

    private static String text(Threshold at) {
        return at.value().stripTrailingZeros().toPlainString();
    }

    /** Of a back-test of {@link #variants}. */
    public static Proposal of(BacktestResult result, int budget) {
        long weeks = Math.max(1, (Duration.between(result.from(), result.to()).toDays() + 6) / 7);
        Set<String> counselors = result.rules().stream()
                .flatMap(rule -> rule.cells().stream())
                .map(RuleResult.Cell::counselor)
                .collect(Collectors.toSet());
        long places = Math.max(1, counselors.size() * weeks);
        List<Choice> choices =
                result.rules().stream().map(rule -> choice(rule, places)).toList();
        String chosen = choices.stream()
                .filter(choice -> choice.worst() <= budget)
                .map(Choice::at)
                .findFirst()
                .orElse(null);
        return new Proposal(budget, chosen, choices);
    }

    private static Choice choice(RuleResult rule, long places) {
        int cards = rule.cells().stream().mapToInt(RuleResult.Cell::cards).sum();
        int worst = rule.cells().stream().mapToInt(RuleResult.Cell::cards).max().orElse(0);
        BigDecimal mean = BigDecimal.valueOf(cards).divide(BigDecimal.valueOf(places), 2, RoundingMode.HALF_UP);
        return new Choice(rule.rule().substring(rule.rule().lastIndexOf(MARK) + 1), rule.fired(), mean, worst);
    }
}
