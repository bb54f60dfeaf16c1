package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How a sum over a window went in event time: at every session, and whenever the window let something go. */
final class Turns {

    record Turn(Instant at, Total total) {}

    private Turns() {}

    static List<Turn> of(Tallied tallied, List<Entry> entries, AsOf now) {
        return Windows.isOfSessions(tallied.window())
                ? ofSessions(tallied.window(), entries)
                : ofDays(tallied.window(), entries, now);
    }

    private static List<Turn> ofSessions(Window window, List<Entry> entries) {
        List<Turn> turns = new ArrayList<>(entries.size());
        int first = 0;
        long n = 0;
        for (int i = 0; i < entries.size(); i++) {
            n += entries.get(i).n();
            if (window instanceof Window.LastObservations last) {
                while (n - entries.get(first).n() >= last.observations()) {
                    n -= entries.get(first++).n();
                }
            } else {
                int sessions = window instanceof Window.LastSessions last ? last.sessions() : 1;
                first = Math.max(0, i + 1 - sessions);
            }
            turns.add(new Turn(entries.get(i).at(), Total.of(entries.subList(first, i + 1))));
        }
        return turns;
    }

    private static List<Turn> ofDays(Window window, List<Entry> entries, AsOf now) {
        TreeSet<Instant> at = new TreeSet<>();
        for (Entry entry : entries) {
            at.add(entry.at());
            for (LocalDate day : moves(window, entry.day(), now)) {
                Instant moves = Semesters.startOf(day);
                if (!moves.isAfter(now.at())) {
                    at.add(moves);
                }
            }
        }
        List<Turn> turns = new ArrayList<>(at.size());
        int first = 0;
        int end = 0;
        for (Instant each : at) {
            Span days = Windows.days(window, Semesters.dayOf(each), now);
            while (end < entries.size() && !entries.get(end).at().isAfter(each)) {
                end++;
            }
            while (days != null && first < end && entries.get(first).day().isBefore(days.from())) {
                first++;
            }
            int until = end;
            while (days != null
                    && until > first
                    && !entries.get(until - 1).day().isBefore(days.until())) {
                until--;
            }
            turns.add(new Turn(each, days == null ? Total.NOTHING : Total.of(entries.subList(first, until))));
        }
        return turns;
    }

    /** Days on which an entry of the day comes into the window or falls out of it. */
    private static List<LocalDate> moves(Window window, LocalDate day, AsOf now) {
        if (window instanceof Window.Term) {
            return List.of();
        }
        if (window instanceof Window.LastTeachingWeeks weeks) {
            LocalDate monday = Semesters.dayOf(Windows.movesAt(window, day));
            return List.of(monday, monday.plusWeeks(weeks.weeks()));
        }
        Span days = window instanceof Window.RollingDays rolling
                ? new Span(day, day.plusDays(rolling.days()))
                : Windows.days(window, day, now);
        return days == null ? List.of() : List.of(days.until());
    }
}
