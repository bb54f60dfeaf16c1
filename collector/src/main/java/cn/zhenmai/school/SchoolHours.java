package cn.zhenmai.school;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** School time: of each day from the start of its first lesson to the end of its last, by the calendar that holds. Pure. */
public final class SchoolHours {

    /** Nothing is expected beyond: the longest holidays are shorter. */
    private static final int MOST_DAYS = 120;

    private SchoolHours() {}

    /** The moment at which that much school time has passed since; empty where no term goes on for so long. */
    public static Optional<Instant> after(School school, Instant since, Duration time) {
        LocalDate first = LocalDate.ofInstant(since, School.ZONE);
        Duration left = time;
        for (LocalDate day = first; day.isBefore(first.plusDays(MOST_DAYS)); day = day.plusDays(1)) {
            List<Session> lessons = school.sessionsOn(day).stream()
                    .filter(session -> session.isHeld() && session.offering() != null)
                    .toList();
            if (lessons.isEmpty()) {
                continue;
            }
            Instant opens = lessons.get(0).startsAt();
            Instant closes = lessons.stream()
                    .map(Session::endsAt)
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant from = since.isAfter(opens) ? since : opens;
            if (from.isBefore(closes)) {
                Duration today = Duration.between(from, closes);
                if (today.compareTo(left) >= 0) {
                    return Optional.of(from.plus(left));
                }
                left = left.minus(today);
            }
        }
        return Optional.empty();
    }
}
