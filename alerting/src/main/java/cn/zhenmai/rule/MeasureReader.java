package cn.zhenmai.rule;

import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.CheckPassRate;
import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.measure.DayWithoutPresence;
import cn.zhenmai.measure.LearningEvaluation;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.MissedShare;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.SessionAttendance;
import cn.zhenmai.measure.Threshold;

/** Reads the measure of a rule with its switches. */
final class MeasureReader {

    private static final Threshold TENTH = new Threshold(1, 10);
    private static final Threshold SIXTY_PERCENT = new Threshold(3, 5);

    private MeasureReader() {}

    static Measure read(YamlFields fields) {
        Measure measure = switch (fields.text("kind")) {
            case "absent-periods" ->
                new AbsentPeriods(
                        fields.number("late-or-early-per-period", 3, 0), fields.number("late-minutes-as-period", 0, 0));
            case "missed-in-a-row" -> new MissedInARow();
            case "missed-share" -> new MissedShare(fields.flag("leave-counts", false));
            case "session-attendance" -> new SessionAttendance();
            case "no-roll-call" -> new NoRollCall();
            case "class-absent" ->
                new ClassAbsent(fields.number("smallest", 5, 1), threshold(fields, "reader-seen", TENTH));
            case "day-without-presence" -> new DayWithoutPresence();
            case "check-pass-rate" ->
                new CheckPassRate(threshold(fields, "pass", SIXTY_PERCENT), fields.number("checks", 3, 1));
            case "learning-evaluation" -> new LearningEvaluation();
            case "" -> null;
            default -> {
                fields.problem("kind", "没有这种指标／no such measure");
                yield null;
            }
        };
        if (measure != null) {
            fields.end();
        }
        return measure;
    }

    private static Threshold threshold(YamlFields fields, String field, Threshold otherwise) {
        Threshold read = fields.threshold(field, false);
        return read == null ? otherwise : read;
    }
}
