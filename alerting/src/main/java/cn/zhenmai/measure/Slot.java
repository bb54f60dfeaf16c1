package cn.zhenmai.measure;

import java.time.DayOfWeek;

/** Which sessions count: those of one weekday, of one first period, or of both. Null and 0 say nothing. */
public record Slot(DayOfWeek weekday, int firstPeriod) {

    public static final Slot ANY = new Slot(null, 0);

    boolean isAny() {
        return weekday == null && firstPeriod == 0;
    }

    boolean contains(DayOfWeek day, int period) {
        return (weekday == null || weekday == day) && (firstPeriod == 0 || firstPeriod == period);
    }
}
