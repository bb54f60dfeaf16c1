package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Points;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;

/** Reads points for reasons. */
final class PointsReader {

    private PointsReader() {}

    /** Null where a reason is not right; that is told. */
    static Measure read(Fields form, Subject.Kind subject) {
        List<Points.Reason> reasons = new ArrayList<>();
        for (Fields each : form.list("reasons", 1)) {
            Measure measure = each.fields("measure").as("measure", inner -> MeasureReader.read(inner, subject));
            Direction direction = each.constant("direction", Direction.class, Direction.AT_LEAST);
            Threshold at = each.threshold("at", true);
            int minimumN = each.number("minimum-n", 0, 0);
            int points = each.number("points", 1, 1);
            Fields name = each.fields("name");
            String zh = name.text("zh");
            String en = name.text("en");
            name.end();
            each.end();
            if (measure != null && measure.subject() != subject) {
                each.problem("measure", "该指标的对象是 " + measure.subject() + "／this measure is about " + measure.subject());
            } else if (measure != null && at != null) {
                reasons.add(new Points.Reason(measure, direction, at, minimumN, points, zh, en));
            }
        }
        return reasons.isEmpty() ? null : new Points(subject, reasons);
    }
}
