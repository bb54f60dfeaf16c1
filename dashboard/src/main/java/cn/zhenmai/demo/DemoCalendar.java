package cn.zhenmai.demo;

import cn.zhenmai.school.Registry.Bell;
import cn.zhenmai.school.Registry.DayOff;
import cn.zhenmai.school.Registry.MakeUpDay;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Term;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo's term. National days off and working days of autumn 2026 are those of the State Council's notice
 * (https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm); which lessons a working weekend day carries is the school's own
 * decision: Sunday 20 September those of Tuesday 6 October, Saturday 10 October those of Wednesday 7 October.
 */
final class DemoCalendar {

    static final String TERM = "2026-1";
    static final LocalDate FIRST_MONDAY = LocalDate.of(2026, 8, 31);
    static final int WEEKS = 18;

    /** Then examinations begin. */
    static final int LESSON_WEEKS = 16;

    static final LocalDate MAKE_UP_SATURDAY = LocalDate.of(2026, 10, 10);

    private static final int PERIOD_MINUTES = 45;
    private static final int BREAK_MINUTES = 10;
    private static final LocalDate WINTER = LocalDate.of(2026, 10, 1);

    private DemoCalendar() {}

    static List<Term> terms() {
        return List.of(new Term(TERM, "2026—2027学年第一学期", 0, FIRST_MONDAY, WEEKS));
    }

    static List<Month> months() {
        return List.of(
                new Month("2026-09", TERM, 1, 4),
                new Month("2026-10", TERM, 5, 8),
                new Month("2026-11", TERM, 9, 13),
                new Month("2026-12", TERM, 14, 17),
                new Month("2027-01", TERM, 18, 18));
    }

    static List<DayOff> daysOff() {
        List<DayOff> off = new ArrayList<>();
        LocalDate.of(2026, 9, 25)
                .datesUntil(LocalDate.of(2026, 9, 28))
                .forEach(day -> off.add(new DayOff(day, "中秋节", null)));
        LocalDate.of(2026, 10, 1)
                .datesUntil(LocalDate.of(2026, 10, 8))
                .forEach(day -> off.add(new DayOff(day, "国庆节", null)));
        return off;
    }

    static List<MakeUpDay> makeUpDays() {
        return List.of(
                new MakeUpDay(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 6), null, 0),
                new MakeUpDay(MAKE_UP_SATURDAY, LocalDate.of(2026, 10, 7), null, 0));
    }

    /** The west campus begins ten minutes later (the bus); in winter afternoons and evenings begin half an hour earlier. */
    static List<Bell> bells() {
        List<Bell> bells = new ArrayList<>();
        for (String campus : List.of(Catalogue.EAST, Catalogue.WEST)) {
            int shift = campus.equals(Catalogue.WEST) ? 10 : 0;
            season(bells, campus, new Span(null, WINTER), shift, 0);
            season(bells, campus, new Span(WINTER, null), shift, -30);
        }
        return bells;
    }

    private static void season(List<Bell> bells, String campus, Span valid, int shift, int afternoonShift) {
        LocalTime[] pairs = {
            LocalTime.of(8, 0),
            LocalTime.of(10, 0),
            LocalTime.of(14, 30).plusMinutes(afternoonShift),
            LocalTime.of(16, 25).plusMinutes(afternoonShift),
            LocalTime.of(19, 30).plusMinutes(afternoonShift)
        };
        for (int i = 0; i < pairs.length; i++) {
            LocalTime first = pairs[i].plusMinutes(shift);
            LocalTime second = first.plusMinutes(PERIOD_MINUTES + BREAK_MINUTES);
            bells.add(new Bell(campus, valid, 2 * i + 1, first, first.plusMinutes(PERIOD_MINUTES)));
            bells.add(new Bell(campus, valid, 2 * i + 2, second, second.plusMinutes(PERIOD_MINUTES)));
        }
    }

    /** The day in a teaching week, 1 = Monday. */
    static LocalDate day(int week, int weekday) {
        return FIRST_MONDAY.plusWeeks(week - 1L).plusDays(weekday - 1L);
    }

    /** When the demo's day ends: after the last session, before anybody would say anything. */
    static Instant nightOf(LocalDate day) {
        return day.atTime(21, 30).atZone(School.ZONE).toInstant();
    }
}
