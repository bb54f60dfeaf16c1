package cn.zhenmai.view;

import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Short Chinese texts for dates and periods. */
final class Labels {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final String WEEKDAYS = "一二三四五六日";

    private Labels() {}

    /** "3–4节"; empty where the day has no periods (a practice day). */
    static String periods(int first, int count) {
        if (first <= 0) {
            return "";
        }
        return count > 1 ? first + "–" + (first + count - 1) + "节" : first + "节";
    }

    static String periods(Session session) {
        return session.kind() == Session.Kind.PRACTICE_DAY ? "全天" : periods(session.firstPeriod(), session.periods());
    }

    static String weekday(LocalDate day) {
        return "周" + WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1);
    }

    /** "10-08 周四 3–4节". */
    static String occasion(LocalDate day, int first, int count) {
        return (day.format(DAY) + " " + weekday(day) + " " + periods(first, count)).trim();
    }
}
