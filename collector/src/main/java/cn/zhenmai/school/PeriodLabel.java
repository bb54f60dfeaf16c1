package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Bell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** "第7周 周二 3–4节": the moment in the school's own words. */
final class PeriodLabel {

    private PeriodLabel() {}

    static String of(Instant at, Calendar calendar, Bells bells) {
        ZonedDateTime local = at.atZone(School.ZONE);
        LocalDate day = local.toLocalDate();
        int week = calendar.weekOf(day);
        if (week == 0) {
            return day.toString();
        }
        String date = "第" + week + "周 " + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA);
        if (!calendar.isTeachingDay(day)) {
            return calendar.nameOfDayOff(day).map(name -> date + " " + name).orElse(date);
        }
        List<Bell> periods = bells.on(bells.firstCampus(), day);
        return periods.isEmpty() ? date : date + " " + pairAt(periods, local.toLocalTime()) + "节";
    }

    private static String pairAt(List<Bell> periods, LocalTime time) {
        int current = periods.stream()
                .filter(bell -> time.isBefore(bell.endsAt()))
                .findFirst()
                .orElse(periods.get(periods.size() - 1))
                .period();
        int first = current % 2 == 0 ? current - 1 : current;
        boolean pair = first > 0
                && List.of(first, first + 1).stream()
                        .allMatch(p -> periods.stream().anyMatch(bell -> bell.period() == p));
        return pair ? first + "–" + (first + 1) : String.valueOf(current);
    }
}
