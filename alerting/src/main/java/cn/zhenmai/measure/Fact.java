package cn.zhenmai.measure;

import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** One student's attendance in one session as it holds now: a view on what the timeline packs. */
record Fact(StudentFacts student, Place place, int kind) {

    Said said() {
        return place.said(kind);
    }

    RollFacts roll() {
        return place.roll;
    }

    Status status() {
        return said().status();
    }

    LocalDate heldOn() {
        return place.at.heldOn();
    }

    Instant startsAt() {
        return place.at.startsAt();
    }

    boolean isPracticeDay() {
        Session session = place.roll.session().session();
        return session != null && session.kind() == Session.Kind.PRACTICE_DAY;
    }

    /** Its roll looks like a reader's failure or a whole class elsewhere: the person is not judged by it. */
    boolean isSetAside() {
        return place.roll.isSuspect() && !status().isPresent();
    }

    Item item(long count, String text) {
        Standing standing = place.standing(kind);
        return new Item(
                place.roll.session().id().toString(),
                standing.at().offering(),
                heldOn(),
                standing.at().firstPeriod(),
                standing.expectedPeriods(),
                student.id(),
                status(),
                BigDecimal.valueOf(count),
                text,
                standing.source(),
                standing.receivedAt());
    }
}
