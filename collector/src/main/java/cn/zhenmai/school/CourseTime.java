package cn.zhenmai.school;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a course is held, as teaching-administration systems write it in one text or in several columns. The day and the periods are null
 * where it is a practice of whole weeks.
 */
public record CourseTime(DayOfWeek weekday, Periods periods, Set<Integer> weeks) {

    private static final Pattern PERIODS =
            Pattern.compile("[(（\\[【]?第?(\\d{1,2}(?:[-–~～,，、]\\d{1,2})*)小?节[)）\\]】]?|\\[(\\d{1,2}(?:[-,]\\d{1,2})*)]");
    private static final Pattern DAY = Pattern.compile("(?:星期|礼拜|周)([一二三四五六日天])|^([一二三四五六日])(?=$|[\\s\\[(（第\\d])");
    /** Between two times of one text, where no semicolon or line says it. */
    private static final Pattern BETWEEN = Pattern.compile("(?<=})[,，、]|[;；\\n]|[,，](?=(?:星期|周|礼拜)[一二三四五六日天])");

    /** {@code 周五第1,2节{第1-16周|单周};1-16周 星期一 [1-2节]}: each in its own way. Throws IllegalArgumentException for people. */
    public static List<CourseTime> parse(String text) {
        return parse(text, null, null, null);
    }

    /** Columns that are null say nothing; what the text says goes before them. */
    public static List<CourseTime> parse(String text, String weekdayOrNull, String periodsOrNull, String weeksOrNull) {
        DayOfWeek day = weekdayOrNull == null ? null : Cell.WEEKDAY.parse().apply(weekdayOrNull);
        List<CourseTime> times = new ArrayList<>();
        if (text == null) {
            add(times, day, periodsOrNull, weeksOrNull);
            return List.copyOf(times);
        }
        for (String one : BETWEEN.split(text)) {
            if (!one.isBlank()) {
                add(times, one.strip(), day, periodsOrNull, weeksOrNull);
            }
        }
        if (times.isEmpty()) {
            throw new IllegalArgumentException("没有上课时间／no time");
        }
        return List.copyOf(times);
    }

    private static void add(List<CourseTime> times, String text, DayOfWeek dayOrNull, String periods, String weeks) {
        String rest = text;
        Matcher period = PERIODS.matcher(rest);
        if (period.find()) {
            periods = period.group(1) == null ? period.group(2) : period.group(1);
            rest = period.replaceFirst(" ");
        }
        DayOfWeek day = dayOrNull;
        Matcher weekday = DAY.matcher(rest.strip());
        if (weekday.find()) {
            day = Cell.WEEKDAY.parse().apply(weekday.group(1) == null ? weekday.group(2) : weekday.group(1));
            rest = weekday.replaceFirst(" ");
        }
        String left = rest.replaceAll("[{}\\s]", "").replaceAll("^[,，、]|[,，、]$", "");
        add(times, day, periods, left.isEmpty() ? weeks : left);
    }

    private static void add(List<CourseTime> times, DayOfWeek day, String periods, String weeks) {
        if (weeks == null) {
            throw new IllegalArgumentException("缺少周次／no weeks");
        }
        if ((day == null) != (periods == null)) {
            throw new IllegalArgumentException(
                    day == null ? "有节次但没有星期／periods without a weekday" : "有星期但没有节次／a weekday without periods");
        }
        Set<Integer> parsed = Weeks.parse(weeks);
        if (day == null) {
            times.add(new CourseTime(null, null, parsed));
            return;
        }
        for (Periods run : Periods.parse(periods)) {
            times.add(new CourseTime(day, run, parsed));
        }
    }

    /** As the timetable's file spells it. */
    public String weeksText() {
        return Weeks.format(weeks);
    }

    /** 周五, or null. */
    public String weekdayText() {
        return weekday == null ? null : Cell.WEEKDAY.local().apply(weekday);
    }
}
