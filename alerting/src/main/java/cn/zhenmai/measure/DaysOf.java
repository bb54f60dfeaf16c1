package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** School days of the term with at least one session in one of the statuses: 请假天数 with the kinds of leave. */
public record DaysOf(Set<Status> statuses) implements Measure {

    public DaysOf {
        statuses = Set.copyOf(statuses);
    }

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.STUDENT;
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return "天";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.unsettlesAttendance() || moved.touches(Moved.bits(statuses.toArray(new Status[0])));
    }

    @Override
    public boolean onlyFallsInTime(Direction direction) {
        return !direction.isDownward();
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        List<Reading.Point> points = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        for (Fact fact : facts((StudentFacts) of, now)) {
            if (days.add(fact.heldOn())) {
                points.add(new Reading.Point(days.size(), 1, days.size(), fact.startsAt()));
            }
        }
        return points.isEmpty() ? Reading.nothing() : new Reading(points, null, null, null, null);
    }

    private List<Fact> facts(StudentFacts student, AsOf now) {
        List<Fact> facts = new ArrayList<>();
        Timeline timeline = student.timeline();
        int asked = Moved.bits(statuses.toArray(new Status[0]));
        boolean onlyExceptions = (asked & ~Moved.EXCEPTIONS) == 0;
        if (onlyExceptions && !timeline.hasExceptions()) {
            return facts;
        }
        for (int i = 0; i < timeline.size(); i++) {
            if ((!onlyExceptions || Places.isException(timeline.packed(i)))
                    && (Moved.bits(timeline.said(i).status()) & asked) != 0
                    && timeline.isInTerm(i, now)
                    && !timeline.get(i).isSetAside()) {
                facts.add(timeline.get(i));
            }
        }
        return facts;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        FactItems items = new FactItems();
        LocalDate day = null;
        int days = 0;
        for (Fact fact : facts((StudentFacts) of, now)) {
            boolean first = !fact.heldOn().equals(day);
            day = fact.heldOn();
            days += first ? 1 : 0;
            items.add(fact, first ? 1 : 0, null);
        }
        return new Account(
                items, items.size() + " 次课，共 " + days + " 天", items.size() + " sessions on " + days + " days");
    }
}
