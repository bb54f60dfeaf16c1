package cn.zhenmai.measure;

import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import java.time.Instant;

/** A standing without its place, as many facts share it. {@code receivedAt} is null where a {@link Place} keeps it. */
record Said(
        Status status,
        Status observed,
        int expectedPeriods,
        int missedPeriods,
        int minutesLate,
        String slip,
        String source,
        Instant receivedAt) {

    static Said of(Standing standing, boolean withTime) {
        return new Said(
                standing.status(),
                standing.observed(),
                standing.expectedPeriods(),
                standing.missedPeriods(),
                standing.minutesLate(),
                standing.slip(),
                standing.source(),
                withTime ? standing.receivedAt() : null);
    }

    boolean isOf(Standing standing) {
        return status == standing.status()
                && observed == standing.observed()
                && expectedPeriods == standing.expectedPeriods()
                && missedPeriods == standing.missedPeriods()
                && minutesLate == standing.minutesLate()
                && (slip == null ? standing.slip() == null : slip.equals(standing.slip()))
                && (source == null ? standing.source() == null : source.equals(standing.source()));
    }

    /** Anything but plain presence or no statement at all. */
    boolean isException() {
        return switch (status) {
            case PRESENT, UNKNOWN, EXEMPT -> missedPeriods > 0;
            default -> true;
        };
    }
}
