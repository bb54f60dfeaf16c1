package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * 连续缺课天数: the latest days with absence and without any presence, in a row. A day of leave, exemption and UNKNOWN alone neither
 * extends nor breaks the run; a presence ends it before its day.
 */
public record MissedDaysInARow() implements Measure {

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
        return new MissedInARow().mayMove(moved, stands);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        List<Fact> run = run((StudentFacts) of, now);
        int days = days(run);
        return days == 0 ? Reading.nothing() : Reading.of(days, 1, run.size(), null);
    }

    /** Days with an absence since the last presence: perhaps one more than there are, that of the presence. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        return !direction.isDownward()
                && !now.isBetweenTerms()
                && !direction.holds(bound.compare(MissedInARow.most(((StudentFacts) of).timeline(), now, true), 1));
    }

    private static int days(List<Fact> run) {
        return (int) run.stream().map(Fact::heldOn).distinct().count();
    }

    /** Absences after the day of the last presence, oldest first. */
    private static List<Fact> run(StudentFacts student, AsOf now) {
        Timeline timeline = student.timeline();
        List<Fact> run = new ArrayList<>();
        LocalDate seen = null;
        for (int i = timeline.latest(now); i >= 0 && seen == null; i--) {
            if (!timeline.isInTerm(i, now)) {
                break;
            }
            LocalDate day = timeline.place(i).heldOn();
            Status status = timeline.said(i).status();
            if (status.isPresent()) {
                seen = day;
            } else if (status == Status.ABSENT && !timeline.get(i).isSetAside()) {
                run.add(0, timeline.get(i));
            }
        }
        LocalDate last = seen;
        return run.stream().filter(fact -> !fact.heldOn().equals(last)).toList();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        FactItems items = new FactItems();
        int days = 0;
        LocalDate day = null;
        for (Fact fact : run((StudentFacts) of, now)) {
            int first = fact.heldOn().equals(day) ? 0 : 1;
            items.add(fact, first, null);
            days += first;
            day = fact.heldOn();
        }
        return new Account(items, "连续 " + days + " 天缺课，其间没有到课", days + " days missed in a row, none attended between");
    }
}
