package cn.zhenmai.measure;

import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** One student's attendance in one session as it holds now. */
final class Fact implements Comparable<Fact> {

    final StudentFacts student;
    final RollFacts roll;
    /** Null for a session without an offering. */
    final EnrolmentFacts enrolment;

    /** Start of the session: standings that replace one another here have the same. */
    private final long startSecond;

    Standing standing;

    Fact(StudentFacts student, RollFacts roll, EnrolmentFacts enrolment, Standing standing) {
        this.student = student;
        this.roll = roll;
        this.enrolment = enrolment;
        this.standing = standing;
        this.startSecond = standing.at().startsAt().getEpochSecond();
    }

    Status status() {
        return standing.status();
    }

    LocalDate heldOn() {
        return standing.at().heldOn();
    }

    Instant startsAt() {
        return standing.at().startsAt();
    }

    SessionId sessionId() {
        return roll.session().id();
    }

    /** Its roll looks like a reader's failure or a whole class elsewhere: the person is not judged by it. */
    boolean isSetAside() {
        return roll.isSuspect() && !standing.status().isPresent();
    }

    /** Anything but plain presence or no statement at all. */
    boolean isException() {
        return switch (standing.status()) {
            case PRESENT, UNKNOWN, EXEMPT -> standing.missedPeriods() > 0;
            default -> true;
        };
    }

    int compareTo(Instant start, SessionId session) {
        int bySecond = Long.compare(startSecond, start.getEpochSecond());
        if (bySecond != 0) {
            return bySecond;
        }
        int byStart = startsAt().compareTo(start);
        return byStart != 0 ? byStart : sessionId().compareTo(session);
    }

    @Override
    public int compareTo(Fact other) {
        return compareTo(other.startsAt(), other.sessionId());
    }

    Item item(long count, String text) {
        return new Item(
                sessionId().toString(),
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
