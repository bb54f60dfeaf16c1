package cn.zhenmai.measure;

import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.Map;

/**
 * 到课率 of one session: present ÷ expected. UNKNOWN and official leave are in neither, and a roll that is set aside is left out.
 * Judged when every roll is complete, or when the session has ended with at least one roll called.
 */
public record SessionAttendance() implements Measure {

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.SESSION;
    }

    @Override
    public Form form() {
        return Form.RATE;
    }

    @Override
    public String unit() {
        return "人";
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        SessionFacts facts = (SessionFacts) of;
        Session session = facts.session();
        if (session == null || !session.isHeld()) {
            return Reading.over(Reading.SESSION_CANCELLED);
        }
        if (facts.firstRoll() == null || !now.isInTerm(session.heldOn())) {
            return now.isBetweenTerms() && facts.firstRoll() != null
                    ? Reading.nothingUntil(now.nextTermStart())
                    : Reading.nothing();
        }
        boolean ended = !now.at().isBefore(session.endsAt());
        boolean anyCalled = facts.isAnyCalled();
        if (!isComplete(facts, now) && !(ended && anyCalled)) {
            return ended ? Reading.nothing() : Reading.nothingUntil(session.endsAt());
        }
        int present = 0;
        int expected = 0;
        for (RollFacts roll = facts.firstRoll(); roll != null; roll = roll.next()) {
            if (!roll.isSuspect()) {
                present += roll.present();
                expected += roll.expected();
            }
        }
        return expected == 0 ? Reading.nothing() : Reading.of(present, expected, expected, null);
    }

    private static boolean isComplete(SessionFacts facts, AsOf now) {
        for (Map.Entry<String, Integer> roll : facts.expected(now.school()).entrySet()) {
            RollFacts known = facts.findRoll(roll.getKey());
            if (known == null || !known.isComplete(now)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        FactItems items = new FactItems();
        long present = 0;
        for (RollFacts roll = ((SessionFacts) of).firstRoll(); roll != null; roll = roll.next()) {
            if (roll.isSuspect()) {
                continue;
            }
            for (Fact fact : roll.factsByStudent()) {
                if (fact.status().isExpected()) {
                    items.add(fact, fact.status().isPresent() ? 1 : 0, null);
                    present += fact.status().isPresent() ? 1 : 0;
                }
            }
        }
        String rate = present + "/" + items.size() + " = " + Texts.percent(present, items.size());
        return new Account(items, "实到/应到 " + rate, "present/expected " + rate);
    }
}
