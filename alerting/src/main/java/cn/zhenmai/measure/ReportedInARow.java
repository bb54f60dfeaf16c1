package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** 状态数据: how many of the latest reported periods of one indicator in a row are past the bound (three years below the line). */
public record ReportedInARow(String indicator, Subject.Kind subject, Direction direction, Threshold past)
        implements Measure {

    public ReportedInARow {
        Reports.check(subject);
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return "期";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return Reports.mayMove(moved);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        int row = row(of).size();
        return row == 0 ? Reading.nothing() : Reading.of(row, 1, row, null);
    }

    /** Latest last. */
    private List<ReportedValue> row(SubjectFacts of) {
        List<ReportedValue> values = ((UnitFacts) of).reports().of(indicator);
        int from = values.size();
        while (from > 0 && isPast(values.get(from - 1))) {
            from--;
        }
        return values.subList(from, values.size());
    }

    private boolean isPast(ReportedValue value) {
        return direction.holds(past.compare(Reports.scaled(value.value()), Reports.FRACTION));
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = new ArrayList<>();
        for (ReportedValue value : row(of)) {
            items.add(Reports.item(value, BigDecimal.ONE, ""));
        }
        String name = Reports.name(indicator, now);
        return new Account(
                items,
                name + " 连续 " + items.size() + " 期越过 " + Texts.plain(past.value()),
                name + " past " + Texts.plain(past.value()) + " in " + items.size() + " periods in a row");
    }
}
