package cn.zhenmai.engine;

import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import java.util.ArrayList;
import java.util.List;

/** Says why an alert is at its level and what would change that. */
final class Explainer {

    /** A whole term's absences of one person, or sessions of a class. */
    private static final int MOST_TURNS = 400;

    private Explainer() {}

    static Explanation explain(StandingAlert alert) {
        Rule rule = alert.rule();
        Reading.Point point = alert.point();
        List<Explanation.Rung> rungs = new ArrayList<>();
        for (Step step : rule.steps()) {
            boolean reached = step.when() == null
                    && rule.direction().holds(step.at().compare(point.numerator(), point.denominator()));
            rungs.add(new Explanation.Rung(
                    step.level(),
                    step.nameZh(),
                    step.nameEn(),
                    step.at(),
                    step.when() == null ? rule.distance(point, step) : null,
                    reached));
        }
        Clearing clearing = Clearing.of(rule);
        boolean warns = !rule.positive();
        // Where the rule's own words say how it recovers, once is enough.
        boolean saysHow = alert.text().contains("恢复");
        return new Explanation(
                rule.version(),
                rule.origin().pack(),
                rule.origin().packVersion(),
                rule.direction(),
                rungs,
                clearing.zh(),
                clearing.en(),
                alert.text() + "。" + (warns ? (saysHow ? "" : clearing.zh() + "。") + "这是提醒，不是处分。" : ""),
                alert.textEn() + "."
                        + (warns
                                ? (saysHow ? "" : " " + clearing.en() + ".") + " This is a reminder, not a sanction."
                                : ""),
                alert.contributions(),
                alert.branches());
    }

    /** Every measure that conditions of the rule read, and how it went. */
    static List<Explanation.Branch> branches(Rule rule, SubjectFacts of, AsOf now) {
        List<Explanation.Branch> branches = new ArrayList<>();
        for (Measure measure : rule.measures()) {
            Reading reading = measure.read(of, now);
            List<Reading.Point> points = reading.points();
            Account account = points.isEmpty() ? Account.NOTHING : measure.explain(of, now);
            branches.add(new Explanation.Branch(
                    measure.unit(),
                    account.arithmetic(),
                    account.arithmeticEn(),
                    points.subList(Math.max(0, points.size() - MOST_TURNS), points.size()).stream()
                            .map(point -> turn(point, measure.scale()))
                            .toList(),
                    measure.equals(rule.measure()) ? List.of() : account.items()));
        }
        return branches;
    }

    private static Explanation.Turn turn(Reading.Point point, long scale) {
        return new Explanation.Turn(
                point.at(), Words.whole(point.numerator(), scale), Words.whole(point.denominator(), scale), point.n());
    }
}
