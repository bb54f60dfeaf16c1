package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** 连续缺课: the latest sessions ABSENT in a row. Leave, exemption and UNKNOWN neither extend nor break it; presence ends it. */
public record MissedInARow() implements Measure {

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
        return "次";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return stands != Standing.NOT
                || moved.unsettlesAttendance()
                || moved.adds(Moved.bits(Status.ABSENT))
                || moved.removes(Moved.PRESENT);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        Timeline timeline = ((StudentFacts) of).timeline();
        int missed = 0;
        for (int i = timeline.latest(now); i >= 0; i--) {
            if (timeline.said(i).status().isPresent() || !timeline.isInTerm(i, now)) {
                break;
            }
            missed += counts(timeline.get(i)) ? 1 : 0;
        }
        return missed == 0 ? Reading.nothing() : Reading.of(missed, 1, missed, null);
    }

    /** Without listing them. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        if (direction.isDownward() || now.isBetweenTerms()) {
            return false;
        }
        Timeline timeline = ((StudentFacts) of).timeline();
        return !direction.holds(bound.compare(most(timeline, now, false), 1));
    }

    /** Sessions absent, or days with one, since the last presence. */
    static int most(Timeline timeline, AsOf now, boolean ofDays) {
        int missed = 0;
        int day = Integer.MIN_VALUE;
        for (int i = timeline.latest(now); i >= 0 && timeline.isInTerm(i, now); i--) {
            Status status = timeline.said(i).status();
            if (status.isPresent()) {
                break;
            }
            if (status == Status.ABSENT && timeline.counts(i)) {
                int own = timeline.place(i).heldDay;
                missed += ofDays && own == day ? 0 : 1;
                day = own;
            }
        }
        return missed;
    }

    private static boolean counts(Fact fact) {
        return fact.status() == Status.ABSENT && !fact.isSetAside();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        Timeline timeline = ((StudentFacts) of).timeline();
        List<Fact> run = new ArrayList<>();
        for (int i = timeline.latest(now); i >= 0; i--) {
            Fact fact = timeline.get(i);
            if (fact.status().isPresent() || !timeline.isInTerm(i, now)) {
                break;
            }
            if (counts(fact)) {
                run.add(fact);
            }
        }
        Collections.reverse(run);
        FactItems items = new FactItems();
        run.forEach(fact -> items.add(fact, 1, null));
        int n = items.size();
        return new Account(items, "连续 " + n + " 次课旷课，其间没有到课", n + " sessions absent in a row, none attended between");
    }
}
