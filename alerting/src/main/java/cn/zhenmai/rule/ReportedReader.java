package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.ReportedInARow;
import cn.zhenmai.measure.ReportedLatest;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject;
import java.util.Objects;
import java.util.function.Supplier;

/** Reads measures of reported values; null where they are not right, and that is told. */
final class ReportedReader {

    private ReportedReader() {}

    static Measure latest(Fields form, Subject.Kind subject) {
        String indicator = form.text("indicator");
        String unit = Objects.requireNonNullElse(form.optionalText("unit"), "");
        return build(form, subject, () -> new ReportedLatest(indicator, subject, unit));
    }

    static Measure inARow(Fields form, Subject.Kind subject) {
        String indicator = form.text("indicator");
        Direction direction = form.constant("side", Direction.class, Direction.BELOW);
        Threshold past = form.threshold("past", true);
        return past == null
                ? null
                : build(form, subject, () -> new ReportedInARow(indicator, subject, direction, past));
    }

    private static Measure build(Fields form, Subject.Kind subject, Supplier<Measure> measure) {
        if (subject == null) {
            return null;
        }
        try {
            return measure.get();
        } catch (IllegalArgumentException unfit) {
            form.problem("indicator", unfit.getMessage());
            return null;
        }
    }
}
