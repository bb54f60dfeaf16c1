package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Where a window of calendar days lies at a moment, and when it moves on. */
final class Windows {

    private Windows() {}

    static boolean isOfSessions(Window window) {
        return window instanceof Window.LastSessions
                || window instanceof Window.LastObservations
                || window instanceof Window.ThisSession;
    }

    /** The days of the window as of the day, or null where there is none (outside every month). */
    static Span days(Window window, LocalDate day, AsOf now) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (window instanceof Window.RollingDays rolling) {
            return new Span(day.minusDays(rolling.days() - 1L), day.plusDays(1));
        }
        if (window instanceof Window.TeachingWeek) {
            return new Span(monday, monday.plusDays(7));
        }
        if (window instanceof Window.LastTeachingWeeks weeks) {
            return new Span(monday.minusWeeks(weeks.weeks()), monday);
        }
        if (window instanceof Window.Month) {
            return now.school()
                    .monthOf(day)
                    .flatMap(month -> now.month(month.label()))
                    .orElse(null);
        }
        return window instanceof Window.Term ? now.termOf(day) : new Span(day, day.plusDays(1));
    }

    /** The window {@code back} windows before that of the days: a day of the same weekday, the school's month before; null = none. */
    static Span earlier(Window window, Span days, int back, AsOf now) {
        if (window instanceof Window.Month) {
            return now.monthBefore(days, back);
        }
        return earlier(days, window instanceof Window.Day ? 7 * back : back);
    }

    private static Span earlier(Span days, int back) {
        long length = java.time.temporal.ChronoUnit.DAYS.between(days.from(), days.until());
        return new Span(days.from().minusDays(length * back), days.until().minusDays(length * back));
    }

    /** When a window of days moves on after the moment though no fact comes. */
    static Instant movesAt(Window window, AsOf now) {
        return isWeekly(window) ? now.nextMonday() : now.tomorrow();
    }

    private static boolean isWeekly(Window window) {
        return window instanceof Window.TeachingWeek
                || window instanceof Window.LastTeachingWeeks
                || window instanceof Window.Month;
    }

    /** When a window of days moves on after the day. */
    static Instant movesAt(Window window, LocalDate today) {
        return Semesters.startOf(
                isWeekly(window) ? today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : today.plusDays(1));
    }
}
