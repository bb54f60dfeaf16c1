package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
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
        return place.heldOn();
    }

    Instant startsAt() {
        return place.startsAt();
    }

    /** Its roll looks like a reader's failure or a whole class elsewhere: the person is not judged by it. */
    boolean isSetAside() {
        return place.roll.isSuspect() && !status().isPresent();
    }

    Item item(long count, String text) {
        return place.stated(kind).item(student.id(), count, text);
    }
}
