package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Span;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * 逾期未评学: months of the running term whose evaluation of learning is missing so many days after the month's end. It is said of
 * offerings of which anything at all was observed.
 */
public record EvaluationOverdue(int graceDays) implements Measure {

    private record Month(String label, LocalDate dueOn) {}

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.OFFERING;
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return "份";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.touches(Moved.EVALUATION | Moved.REGISTERED) || stands == Standing.NOT;
    }

    @Override
    public boolean looksAt(Moved moved, AsOf now) {
        return moved.touches(Moved.EVALUATION | Moved.REGISTERED);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        OfferingFacts offering = (OfferingFacts) of;
        Reading outside = now.outsideTermOf(offering.id());
        if (outside != null) {
            return outside;
        }
        int overdue = 0;
        Instant wakeAt = null;
        for (Month month : missing(offering, now)) {
            Instant due = Semesters.startOf(month.dueOn());
            if (due.isAfter(now.at())) {
                wakeAt = wakeAt == null || due.isBefore(wakeAt) ? due : wakeAt;
            } else if (due.isAfter(now.since())) {
                overdue++;
            }
        }
        return overdue == 0 ? Reading.nothingUntil(wakeAt) : Reading.of(overdue, 1, overdue, wakeAt);
    }

    private List<Month> missing(OfferingFacts offering, AsOf now) {
        Set<String> evaluated = new HashSet<>();
        for (LearningEvaluation evaluation : offering.evaluations()) {
            evaluated.add(evaluation.month());
        }
        String term = now.school()
                .offering(offering.id())
                .map(Registry.Offering::term)
                .orElse("");
        List<Month> missing = new ArrayList<>();
        for (Registry.Month month : now.school().registry().months()) {
            Span days = month.term().equals(term) ? now.month(month.label()).orElse(null) : null;
            if (days != null && !evaluated.contains(month.label())) {
                missing.add(new Month(month.label(), days.until().plusDays(graceDays)));
            }
        }
        return missing;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = new ArrayList<>();
        for (Month month : missing((OfferingFacts) of, now)) {
            Instant due = Semesters.startOf(month.dueOn());
            if (!due.isAfter(now.at()) && due.isAfter(now.since())) {
                String text = month.label() + " 截止 " + month.dueOn();
                items.add(new Item(null, of.id(), month.dueOn(), 0, 0, null, null, BigDecimal.ONE, text, null, null));
            }
        }
        return new Account(
                items, items.size() + " 个月逾期未评学", items.size() + " months without their evaluation of learning");
    }
}
