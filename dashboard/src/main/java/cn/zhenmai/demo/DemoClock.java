package cn.zhenmai.demo;

import cn.zhenmai.school.School;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/**
 * The school's clock of the demo: stands still until it is started, then runs at a multiple of the machine's through teaching days from
 * 07:50 to 21:30 and leaves out nights, weekends and days off. It never goes back. Threads: any.
 */
final class DemoClock implements InstantSource {

    /** A school day in ten minutes. */
    static final double DEFAULT_SPEED = 82;

    private static final LocalTime MORNING = LocalTime.of(7, 50);
    private static final LocalTime NIGHT = LocalTime.of(21, 30);

    private final InstantSource machine;
    private final Predicate<LocalDate> isTeachingDay;
    private final LocalDate end;
    private Instant at;
    private Instant seen;
    private double speed;

    /** {@code end} is the first day on which it doesn't run any more. */
    DemoClock(InstantSource machine, Instant at, Predicate<LocalDate> isTeachingDay, LocalDate end) {
        this.machine = machine;
        this.at = at;
        this.isTeachingDay = isTeachingDay;
        this.end = end;
    }

    /** Moves the standing clock forward; an earlier moment changes nothing. */
    synchronized void set(Instant now) {
        at = now.isAfter(at) ? now : at;
    }

    synchronized void run(double newSpeed) {
        at = instant();
        seen = machine.instant();
        speed = newSpeed;
    }

    @Override
    public synchronized Instant instant() {
        if (speed > 0) {
            Instant now = machine.instant();
            long nanos = (long) (Duration.between(seen, now).toNanos() * speed);
            seen = now;
            at = after(at, Duration.ofNanos(Math.max(0, nanos)));
        }
        return at;
    }

    private Instant after(Instant from, Duration passed) {
        Instant now = from;
        Duration left = passed;
        while (true) {
            ZonedDateTime local = now.atZone(School.ZONE);
            LocalDate day = local.toLocalDate();
            Instant night = day.atTime(NIGHT).atZone(School.ZONE).toInstant();
            if (isTeachingDay.test(day) && now.isBefore(night)) {
                Instant morning = day.atTime(MORNING).atZone(School.ZONE).toInstant();
                now = now.isBefore(morning) ? morning : now;
                Duration today = Duration.between(now, night);
                if (left.compareTo(today) < 0) {
                    return now.plus(left);
                }
                left = left.minus(today);
                now = night;
            }
            LocalDate next = nextTeachingDay(day);
            if (next == null) {
                return now;
            }
            now = next.atTime(MORNING).atZone(School.ZONE).toInstant();
        }
    }

    private LocalDate nextTeachingDay(LocalDate day) {
        for (LocalDate next = day.plusDays(1); next.isBefore(end); next = next.plusDays(1)) {
            if (isTeachingDay.test(next)) {
                return next;
            }
        }
        return null;
    }
}
