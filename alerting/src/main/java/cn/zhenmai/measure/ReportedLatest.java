package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Subject;
import java.util.List;

/**
 * 状态数据: what was reported of one indicator for its latest period; of a period the version that holds decides. Terms don't end it.
 *
 * @param unit of measure as texts write it; empty = none
 */
public record ReportedLatest(String indicator, Subject.Kind subject, String unit) implements Measure {

    public ReportedLatest {
        Reports.check(subject);
    }

    @Override
    public Form form() {
        return Form.MEAN;
    }

    @Override
    public long scale() {
        return Reports.FRACTION;
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return Reports.mayMove(moved);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        List<ReportedValue> values = values(of);
        return values.isEmpty()
                ? Reading.nothing()
                : Reading.of(
                        Reports.scaled(values.get(values.size() - 1).value()), Reports.FRACTION, values.size(), null);
    }

    private List<ReportedValue> values(SubjectFacts of) {
        return ((UnitFacts) of).reports().of(indicator);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        ReportedValue latest = values(of).get(values(of).size() - 1);
        String line = Reports.name(indicator, now) + " " + latest.period() + " = " + Texts.plain(latest.value()) + unit;
        return new Account(List.of(Reports.item(latest, latest.value(), unit)), line, line);
    }
}
