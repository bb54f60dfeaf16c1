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
        statuses = new Statuses(statuses);
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

    /** Days on which there is one, without listing them. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        if (direction.isDownward() || now.isBetweenTerms() || statuses.contains(Status.PRESENT)) {
            return false;
        }
        Timeline timeline = ((StudentFacts) of).timeline();
        Irregular irregular = timeline.irregular();
        int days = 0;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < irregular.size(); i++) {
            int at = irregular.at(i);
            if (counts(timeline, at, now) && timeline.place(at).heldDay != last) {
                last = timeline.place(at).heldDay;
                days++;
            }
        }
        return !direction.holds(bound.compare(days, 1));
    }

    private boolean counts(Timeline timeline, int index, AsOf now) {
        return statuses.contains(timeline.said(index).status())
                && timeline.isInTerm(index, now)
                && timeline.counts(index);
    }

    private List<Fact> facts(StudentFacts student, AsOf now) {
        List<Fact> facts = new ArrayList<>();
        Timeline timeline = student.timeline();
        boolean isAll = statuses.contains(Status.PRESENT);
        Irregular irregular = timeline.irregular();
        for (int i = 0; i < (isAll ? timeline.size() : irregular.size()); i++) {
            int at = isAll ? i : irregular.at(i);
            if (counts(timeline, at, now)) {
                facts.add(timeline.get(at));
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
