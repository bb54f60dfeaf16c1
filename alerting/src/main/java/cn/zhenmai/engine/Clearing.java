package cn.zhenmai.engine;

import cn.zhenmai.measure.BestShare;
import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.measure.DayWithoutPresence;
import cn.zhenmai.measure.DaysOf;
import cn.zhenmai.measure.DaysUntil;
import cn.zhenmai.measure.EvaluationOverdue;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedDaysInARow;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.OverdueChecks;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.measure.Trend;
import cn.zhenmai.rule.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What would end an alert, in both languages. */
record Clearing(String zh, String en) {

    static Clearing of(Rule rule) {
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
        Clearing own = ofMeasure(rule.measure());
        return own == null ? pastTheBound(rule) : own;
    }

    /** Null where the bound says it. */
    private static Clearing ofMeasure(Measure measure) {
        if (measure instanceof MissedInARow
                || measure instanceof MissedDaysInARow
                || measure instanceof DayWithoutPresence) {
            return new Clearing("到课一次即恢复", "One session attended ends it");
        }
        if (measure instanceof NoRollCall) {
            return new Clearing("补上点名，或登记停课、调课即解除", "A roll call, or the session cancelled or moved, ends it");
        }
        if (measure instanceof ClassAbsent) {
            return new Clearing("有人到课，或课后由人点名确认，即解除", "A presence, or a person's roll call after the lesson, ends it");
        }
        if (measure instanceof EvaluationOverdue || measure instanceof OverdueChecks) {
            return new Clearing("补交即解除", "Handing it in ends it");
        }
        if (measure instanceof DaysOf) {
            return new Clearing("只会因更正而减少，学期末关闭", "It falls only by correction, and the term's end closes it");
        }
        if (measure instanceof BestShare) {
            return new Clearing(
                    "只会因更正或补假而回升，学期末关闭", "It rises only by correction or leave, and the term's end closes it");
        }
        return measure instanceof DaysUntil
                ? new Clearing(
                        "不再旷课，推算的日子就会后移，移出期限即解除",
                        "Without a further absence the day moves away, and out of reach it ends")
                : null;
    }

    private static Clearing pastTheBound(Rule rule) {
        Threshold bound =
                rule.recover() != null ? rule.recover() : rule.steps().get(0).at();
        Measure measure = rule.measure();
        if (measure.isDifference() && rule.direction().isDownward() && bound.numerator() < 0) {
            return within(measure, new Threshold(-bound.numerator(), bound.denominator()));
        }
        String number = number(measure, bound);
        String zh = number + unit(measure, "% ", " 个百分点", spaced(measure.unit().strip()));
        String en = number + unit(measure, "%", " points", "");
        return switch (rule.direction()) {
            case AT_LEAST -> new Clearing("低于 " + zh + "即解除", "Below " + en + " it ends");
            case ABOVE -> new Clearing("不高于 " + zh + "即解除", "At " + en + " or less it ends");
            case BELOW -> new Clearing("回到 " + zh + "或以上即解除", "At " + en + " or more it ends");
            case AT_MOST -> new Clearing("高于 " + zh + "即解除", "Above " + en + " it ends");
        };
    }

    /** "Not below by more than" reads better than a negative bound. */
    private static Clearing within(Measure measure, Threshold gap) {
        String number = number(measure, gap);
        String zh = number + unit(measure, "", " 个百分点", measure.unit().equals("MAD") ? " 倍离差" : "");
        String en = number + unit(measure, "", " points", measure.unit().equals("MAD") ? " deviations" : "");
        return measure instanceof Trend
                ? new Clearing("每周下降不超过 " + zh + "即解除", "A fall of no more than " + en + " a week ends it")
                : new Clearing("相差不超过 " + zh + "即解除", "No more than " + en + " below ends it");
    }

    private static String spaced(String unit) {
        return unit.isEmpty() || unit.startsWith("%") ? unit : " " + unit;
    }

    private static String unit(Measure measure, String percent, String points, String own) {
        return measure.form() != Measure.Form.RATE ? own : measure.isDifference() ? points : percent;
    }

    private static String number(Measure measure, Threshold bound) {
        boolean rate = measure.form() == Measure.Form.RATE;
        BigDecimal value = rate ? bound.value().movePointRight(2).setScale(1, RoundingMode.HALF_UP) : bound.value();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
