package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * 逾期未交: how many of an offering's first checks with a due day one student has not handed in, so many days after it. The checks are
 * those of which anything is known, by due day, then number; who is not enrolled on the last day of grace owes nothing. A later hand-in
 * takes it back from then on.
 *
 * @param first how many checks are looked at
 * @param graceDays days after the due day that still are in time
 */
public record OverdueChecks(int first, int graceDays) implements Measure {

    /** @param handedInAt null = not; {@code owed} whether the student is enrolled on the last day and not exempt */
    private record Due(int check, LocalDate dueOn, LocalDate lastDay, Instant handedInAt, boolean owed) {

        Instant over() {
            return Semesters.startOf(lastDay.plusDays(1));
        }

        boolean isMissingAt(Instant at) {
            return owed && !over().isAfter(at) && (handedInAt == null || handedInAt.isAfter(at));
        }
    }

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.ENROLMENT;
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
    public Reading read(SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        Reading outside = now.outsideTermOf(enrolment.offering());
        if (outside != null) {
            return outside;
        }
        List<Due> dues = dues(enrolment, now);
        Instant wakeAt = null;
        List<Instant> turns = new ArrayList<>();
        for (Due due : dues) {
            if (due.over().isAfter(now.at())) {
                wakeAt = wakeAt == null || due.over().isBefore(wakeAt) ? due.over() : wakeAt;
            } else if (due.owed()) {
                turns.add(due.over());
                boolean late = due.handedInAt() != null && due.handedInAt().isAfter(due.over());
                if (late && !due.handedInAt().isAfter(now.at())) {
                    turns.add(due.handedInAt());
                }
            }
        }
        if (turns.isEmpty()) {
            return Reading.nothingUntil(wakeAt);
        }
        turns.sort(Comparator.naturalOrder());
        List<Reading.Point> points = new ArrayList<>(turns.size());
        for (Instant turn : turns) {
            points.add(new Reading.Point(missing(dues, turn), 1, dues.size(), turn));
        }
        return new Reading(points, null, null, wakeAt, null);
    }

    private static int missing(List<Due> dues, Instant at) {
        return (int) dues.stream().filter(due -> due.isMissingAt(at)).count();
    }

    private List<Due> dues(EnrolmentFacts enrolment, AsOf now) {
        List<OfferingFacts.Check> checks = enrolment.ofOffering().dueChecks();
        List<Due> dues = new ArrayList<>(first);
        for (OfferingFacts.Check check : checks.subList(0, Math.min(first, checks.size()))) {
            OfferingFacts.Result own = check.results().get(enrolment.student());
            LocalDate dueOn =
                    own != null && own.check().dueOn() != null ? own.check().dueOn() : check.dueOn();
            LocalDate lastDay = dueOn.plusDays(graceDays);
            // What was due before the school was registered here is asked of nobody.
            boolean asked = Semesters.startOf(lastDay.plusDays(1)).isAfter(now.since());
            boolean owed = asked
                    && (own == null || own.check().state() != LessonCheck.State.EXEMPT)
                    && isEnrolled(enrolment, lastDay, now);
            dues.add(new Due(check.key().check(), dueOn, lastDay, handedInAt(own), owed));
        }
        return dues;
    }

    private static boolean isEnrolled(EnrolmentFacts enrolment, LocalDate day, AsOf now) {
        return now.school()
                .enrolment(enrolment.student(), enrolment.offering(), day)
                .filter(RosterEntry::expected)
                .isPresent();
    }

    private static Instant handedInAt(OfferingFacts.Result own) {
        if (own == null) {
            return null;
        }
        LessonCheck check = own.check();
        boolean isIn = check.state() == LessonCheck.State.TAKEN || check.state() == LessonCheck.State.MAKEUP;
        return !isIn ? null : check.submittedAt() == null ? check.recordedAt() : check.submittedAt();
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        EnrolmentFacts enrolment = (EnrolmentFacts) of;
        List<Item> items = new ArrayList<>();
        for (Due due : dues(enrolment, now)) {
            if (due.isMissingAt(now.at())) {
                String text = "第 " + due.check() + " 次，截止 " + due.dueOn() + "，未交";
                items.add(new Item(
                        null,
                        enrolment.offering(),
                        due.dueOn(),
                        0,
                        0,
                        enrolment.student(),
                        null,
                        BigDecimal.ONE,
                        text,
                        null,
                        null));
            }
        }
        return new Account(items, items.size() + " 次逾期未交", items.size() + " checks overdue and not handed in");
    }
}
