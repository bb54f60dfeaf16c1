package cn.zhenmai.school;

import cn.zhenmai.school.Registry.RollCallDeadline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Until when a session's roll call has to be there, by college. */
final class Deadlines {

    /** Where no rule is set, roll is taken live. */
    private static final long MINUTES = 15;

    private final Map<String, RollCallDeadline> byCollege = new HashMap<>();

    Deadlines(Registry registry) {
        for (RollCallDeadline rule : registry.deadlines()) {
            byCollege.putIfAbsent(rule.college(), rule);
        }
    }

    Instant dueAt(String college, LocalDate day, Instant startsAt, Instant endsAt) {
        RollCallDeadline rule = byCollege.getOrDefault(college, byCollege.get(null));
        if (rule == null || rule.minutes() == 0 && rule.dayEnd() == null) {
            return startsAt.plusSeconds(MINUTES * 60);
        }
        if (rule.minutes() > 0) {
            return startsAt.plusSeconds(rule.minutes() * 60L);
        }
        // Paper sheets of an evening session can't be handed in before it has ended.
        Instant dayEnd = day.atTime(rule.dayEnd()).atZone(School.ZONE).toInstant();
        return dayEnd.isBefore(endsAt) ? endsAt : dayEnd;
    }
}
