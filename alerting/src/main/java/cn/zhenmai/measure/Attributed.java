package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * An attribution without its day: the sessions of one course at one hour share it.
 *
 * @param startNano nanoseconds of the second in which they start, {@code endNano} in which they end
 * @param seconds between the two seconds
 */
record Attributed(
        String classId,
        String roll,
        String program,
        String college,
        String teacher,
        String offering,
        int firstPeriod,
        int startNano,
        int endNano,
        long seconds) {

    static Attributed of(Attribution at) {
        return new Attributed(
                at.classId(),
                at.roll(),
                at.program(),
                at.college(),
                at.teacher(),
                at.offering(),
                at.firstPeriod(),
                at.startsAt().getNano(),
                at.endsAt().getNano(),
                seconds(at.startsAt(), at.endsAt()));
    }

    Attribution on(LocalDate day, Instant startsAt, Instant endsAt) {
        return new Attribution(classId, roll, program, college, teacher, offering, day, firstPeriod, startsAt, endsAt);
    }

    private static long seconds(Instant from, Instant until) {
        return until.getEpochSecond() - from.getEpochSecond();
    }

    boolean isOf(Attribution at) {
        return firstPeriod == at.firstPeriod()
                && startNano == at.startsAt().getNano()
                && endNano == at.endsAt().getNano()
                && seconds == seconds(at.startsAt(), at.endsAt())
                && Objects.equals(offering, at.offering())
                && Objects.equals(classId, at.classId())
                && Objects.equals(roll, at.roll())
                && Objects.equals(program, at.program())
                && Objects.equals(college, at.college())
                && Objects.equals(teacher, at.teacher());
    }
}
