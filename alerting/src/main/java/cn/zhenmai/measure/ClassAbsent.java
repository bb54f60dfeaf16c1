package cn.zhenmai.measure;

import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;

/**
 * 整班缺席: a whole administrative class was not seen and that is not confirmed ({@link RollDoubt}). While it stands the roll is set
 * aside: its absences count for no person and its students not for the session's rate.
 *
 * @param smallest number of students from which on a roll is judged, those on leave and exempt not counted
 * @param readerSeen share of a reader's roll up to which "almost nobody" was seen
 */
public record ClassAbsent(int smallest, Threshold readerSeen) implements Measure {

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.ROLL;
    }

    @Override
    public Form form() {
        return Form.RATE;
    }

    @Override
    public String unit() {
        return "人";
    }

    /** As pages apply it to what the store counts. */
    public RollDoubt doubt() {
        return new RollDoubt(smallest, readerSeen.numerator(), readerSeen.denominator());
    }

    boolean suspects(RollFacts roll, AsOf now) {
        if (roll.classId().isEmpty() || roll.lookedFor() < smallest || !roll.isComplete(now)) {
            return false;
        }
        Session session = roll.session().session();
        boolean after = roll.isCalled() && session != null && !roll.recordedAt().isBefore(session.endsAt());
        return doubt().isOf(new RollDoubt.Roll(
                roll.present(), roll.count(Status.ABSENT), roll.count(Status.UNKNOWN), roll.mode(), after));
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        RollFacts roll = (RollFacts) of;
        if (roll.session().session() == null || !roll.session().session().isHeld()) {
            return Reading.over(Reading.SESSION_CANCELLED);
        }
        if (!suspects(roll, now)) {
            return Reading.nothing();
        }
        if (!now.isInTerm(roll.session().session().heldOn())) {
            return now.isBetweenTerms() ? Reading.nothingUntil(now.nextTermStart()) : Reading.nothing();
        }
        return Reading.of(roll.lookedFor() - roll.present(), roll.lookedFor(), roll.lookedFor(), null);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        FactItems items = new FactItems();
        long missing = 0;
        for (Fact fact : ((RollFacts) of).factsByStudent()) {
            boolean present = fact.status().isPresent();
            if (present || fact.status() == Status.ABSENT || fact.status() == Status.UNKNOWN) {
                items.add(fact, present ? 0 : 1, null);
                missing += present ? 0 : 1;
            }
        }
        String share = missing + "/" + items.size();
        return new Account(items, "未见 " + share + " 人（不含请假）", "not seen " + share + " (leave not counted)");
    }
}
