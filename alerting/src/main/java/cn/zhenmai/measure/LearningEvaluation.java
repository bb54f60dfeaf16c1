package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 评学均分 of an offering: the mean of all items (1…5) of the last month that was evaluated, by month. */
public record LearningEvaluation() implements Measure {

    /** Points are kept in 1/10,000, so that decimal items add up exactly. */
    private static final int SCALE = 10_000;

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.OFFERING;
    }

    @Override
    public Form form() {
        return Form.MEAN;
    }

    @Override
    public String unit() {
        return "分";
    }

    @Override
    public long scale() {
        return SCALE;
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.touches(Moved.EVALUATION | Moved.REGISTERED);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        OfferingFacts offering = (OfferingFacts) of;
        Reading outside = now.outsideTermOf(offering.id());
        if (outside != null) {
            return outside;
        }
        List<Reading.Point> points = new ArrayList<>();
        for (List<Item> month : months(offering).values()) {
            long sum = 0;
            for (Item item : month) {
                sum += item.count().multiply(BigDecimal.valueOf(SCALE)).longValue();
            }
            points.add(new Reading.Point(sum, (long) SCALE * month.size(), month.size()));
        }
        return points.isEmpty() ? Reading.nothing() : new Reading(points, null, null, null, null);
    }

    private static TreeMap<String, List<Item>> months(OfferingFacts offering) {
        TreeMap<String, List<Item>> months = new TreeMap<>();
        for (Observation.LearningEvaluation evaluation : offering.evaluations()) {
            for (Map.Entry<String, BigDecimal> item : new TreeMap<>(evaluation.items()).entrySet()) {
                months.computeIfAbsent(evaluation.month(), none -> new ArrayList<>())
                        .add(item(evaluation, item.getKey(), item.getValue()));
            }
        }
        return months;
    }

    private static Item item(Observation.LearningEvaluation evaluation, String name, BigDecimal score) {
        return new Item(
                null,
                evaluation.offering(),
                null,
                0,
                0,
                evaluation.student(),
                null,
                score.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros(),
                evaluation.month() + " " + name,
                null,
                evaluation.recordedAt());
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = months((OfferingFacts) of).lastEntry().getValue();
        BigDecimal sum = items.stream().map(Item::count).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(BigDecimal.valueOf(items.size()), 2, RoundingMode.HALF_UP);
        String line = Texts.plain(sum) + "/" + items.size() + " = " + mean;
        return new Account(items, "各项合计/项数 " + line, "sum/items " + line);
    }
}
