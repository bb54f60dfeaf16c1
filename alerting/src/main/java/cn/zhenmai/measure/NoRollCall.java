package cn.zhenmai.measure;

import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * 未点名: a held session with somebody on its roster, past its roll-call deadline, without a roll call and without any attendance.
 * Deadlines before the school was first registered here are asked of nobody.
 */
public record NoRollCall() implements Measure {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(School.ZONE);

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.SESSION;
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
        SessionFacts facts = (SessionFacts) of;
        Session session = facts.session();
        if (session == null || !session.isHeld()) {
            return Reading.over(Reading.SESSION_CANCELLED);
        }
        Instant due = session.rollCallDueAt();
        if (due == null || !due.isAfter(now.since()) || facts.isTold()) {
            return Reading.nothing();
        }
        if (due.isAfter(now.at())) {
            return Reading.nothingUntil(due);
        }
        if (!now.isInTerm(session.heldOn()) || !now.school().isAnybodyExpected(session)) {
            return Reading.nothing();
        }
        return Reading.of(1, 1, 1, null);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        Session session = ((SessionFacts) of).session();
        String due = CLOCK.format(session.rollCallDueAt());
        Item item = new Item(
                session.id().toString(),
                session.offering(),
                session.heldOn(),
                session.firstPeriod(),
                session.periods(),
                null,
                null,
                BigDecimal.ONE,
                "截止 " + due + " 没有点名记录",
                null,
                null);
        return new Account(
                List.of(item),
                "点名截止 " + due + "，至今没有点名或考勤记录",
                "roll call due " + due + ", no roll call and no attendance so far");
    }
}
