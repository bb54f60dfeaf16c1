package cn.zhenmai.engine;

import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Contributions;
import cn.zhenmai.measure.DayWithoutPresence;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedDaysInARow;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Says why an alert is at its level and what would change that. */
final class Explainer {

    /** What would end an alert, in both languages. */
    private record Clearing(String zh, String en) {}

    private Explainer() {}

    static Explanation explain(
            Rule rule, SubjectFacts of, Reading.Point point, String textZh, String textEn, AsOf now) {
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
        Clearing clearing = clearing(rule);
        boolean warns = !rule.positive();
        return new Explanation(
                rule.version(),
                rule.origin().pack(),
                rule.origin().packVersion(),
                rule.direction(),
                rungs,
                clearing.zh(),
                clearing.en(),
                textZh + "。" + (warns ? clearing.zh() + "。这是提醒，不是处分。" : ""),
                textEn + ". " + (warns ? clearing.en() + ". This is a reminder, not a sanction." : ""),
                Contributions.of(rule.measure(), of, rule.direction().isDownward(), now));
    }

    private static Clearing clearing(Rule rule) {
        Measure measure = rule.measure();
        if (!rule.isPlain()) {
            return new Clearing("规则的条件不再成立即解除", "It ends when the rule's conditions no longer hold");
        }
        if (rule.stabiliseAfter() > 0) {
            int sessions = rule.stabiliseAfter();
            return new Clearing(
                    "只会因更正或补假而降低；其后 " + sessions + " 次到课转为已稳定，学期末关闭",
                    "It falls only by correction or leave; after " + sessions
                            + " sessions with presence it is stabilised, and the term's end closes it");
        }
        if (measure instanceof MissedInARow
                || measure instanceof MissedDaysInARow
                || measure instanceof DayWithoutPresence) {
            return new Clearing("到课一次即恢复", "One session attended ends it");
        }
        if (measure instanceof NoRollCall) {
            return new Clearing("补上点名，或登记停课、调课即解除", "A roll call, or the session cancelled or moved, ends it");
        }
        Threshold bound =
                rule.recover() != null ? rule.recover() : rule.steps().get(0).at();
        String value = written(measure, bound);
        return rule.direction().isDownward()
                ? new Clearing("回到 " + value + " 以上即解除", "Above " + value + " it ends")
                : new Clearing("降到 " + value + " 以下即解除", "Below " + value + " it ends");
    }

    private static String written(Measure measure, Threshold bound) {
        BigDecimal value = bound.value();
        return measure.form() == Measure.Form.RATE
                ? plain(value.movePointRight(2).setScale(1, RoundingMode.HALF_UP)) + "%"
                : plain(value);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
