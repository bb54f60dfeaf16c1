package cn.zhenmai.view;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.QuarantineQueries;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Rows that were set aside, as the page shows them. Pure. */
public final class QuarantineView {

    /** {@code next} goes into {@code after} for the following page; null on the last. */
    public record Page(List<Item> items, List<QuarantineQueries.Group> groups, String next) {
        @JsonIgnore
        public Collection<String> students() {
            return QuarantineView.students(items);
        }
    }

    public record Detail(Item item, List<Act> acts) {
        @JsonIgnore
        public Collection<String> students() {
            return QuarantineView.students(List.of(item));
        }
    }

    public record Item(
            long id,
            String source,
            String sourceName,
            String receipt,
            int row,
            String field,
            String message,
            boolean conflict,
            Instant receivedAt,
            QuarantineQueries.State state,
            @JsonRawValue String observation) {}

    public record Act(
            Instant at,
            String account,
            String act,
            String reason,
            @JsonRawValue String observation,
            String outcome,
            String field,
            String message) {}

    private QuarantineView() {}

    public static Page page(List<QuarantineQueries.Held> held, List<QuarantineQueries.Group> groups, int limit) {
        List<Item> items = held.stream().map(QuarantineView::item).toList();
        boolean hasMore = items.size() == limit;
        return new Page(
                items, groups, hasMore ? Long.toString(items.get(limit - 1).id()) : null);
    }

    public static Detail detail(QuarantineQueries.Held held, List<QuarantineQueries.Act> acts) {
        return new Detail(item(held), acts.stream().map(QuarantineView::act).toList());
    }

    private static Item item(QuarantineQueries.Held held) {
        return new Item(
                held.id(),
                held.source(),
                held.sourceName(),
                held.receipt(),
                held.row(),
                held.field(),
                held.message(),
                held.conflict(),
                held.receivedAt(),
                held.state(),
                held.observation());
    }

    private static Act act(QuarantineQueries.Act act) {
        return new Act(
                act.at(),
                act.account(),
                act.act(),
                act.reason(),
                act.observation(),
                act.outcome(),
                act.field(),
                act.message());
    }

    private static Collection<String> students(List<Item> items) {
        TreeSet<String> students = new TreeSet<>();
        items.forEach(item -> student(ObservationJson.parse(item.observation())).ifPresent(students::add));
        return students;
    }

    private static Optional<String> student(Observation said) {
        if (said instanceof Observation.Attendance attendance) {
            return Optional.of(attendance.student());
        } else if (said instanceof Observation.LeaveSlip slip) {
            return Optional.of(slip.student());
        } else if (said instanceof Observation.LessonCheck check) {
            return Optional.of(check.student());
        } else if (said instanceof Observation.LearningEvaluation evaluation) {
            return Optional.ofNullable(evaluation.student());
        } else if (said instanceof Observation.CourseResult result) {
            return Optional.of(result.student());
        }
        return Optional.empty();
    }
}
