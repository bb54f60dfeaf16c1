package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.school.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Monthly evaluations as entries of the first day of their month, in 1/10,000. */
final class Evaluations {

    private static final long FRACTION = 10_000;

    private Evaluations() {}

    static void collect(OfferingFacts offering, LocalDate from, LocalDate until, AsOf now, List<Entry> found) {
        for (LearningEvaluation evaluation : offering.evaluations()) {
            Optional<Span> month = now.month(evaluation.month());
            if (month.isEmpty()) {
                continue;
            }
            LocalDate day = month.get().from();
            boolean isIn = (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
            if (isIn && now.isInTerm(day)) {
                long sum = 0;
                for (BigDecimal score : evaluation.items().values()) {
                    sum += score.movePointRight(4).longValue();
                }
                int n = evaluation.items().size();
                found.add(new Entry(Semesters.startOf(day), day, 0, null, null, sum, FRACTION * n, n));
            }
        }
    }
}
