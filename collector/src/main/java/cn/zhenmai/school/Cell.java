package cn.zhenmai.school;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value as text: {@code canonical} is stored and compared, {@code local} is what a Chinese file shows; both parse back. Parsing
 * throws IllegalArgumentException with a message for people.
 */
record Cell<V>(Function<String, V> parse, Function<V, String> canonical, Function<V, String> local, V empty) {

    /** Years of four digits only; ISO would let +123456-01-01 pass. */
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern OTHER_DAY = Pattern.compile(
            "(\\d{4})(?:[/.]|(?=\\d{4}$)|年)(\\d{1,2})(?:[/.]|(?=\\d\\d$)|月)(\\d{1,2})日?(?: 0?0:00(?::00)?)?");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private static final Pattern ITEMS = Pattern.compile("[;；]");

    private static final Pattern WEEK = Pattern.compile("^(周|星期|礼拜)");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

    /** Identifiers and names; a NUL is the one character that PostgreSQL's text can't hold. */
    static final Cell<String> TEXT = of(Cell::text, text -> text, null);

    static final Cell<Integer> INT = of(Cell::number, String::valueOf, 0);

    static final Cell<LocalDate> DATE = of(Cell::date, LocalDate::toString, null);

    static final Cell<LocalTime> TIME_OF_DAY = of(Cell::time, LocalTime::toString, null);

    static final Cell<Set<Integer>> WEEKS = of(Weeks::parse, Weeks::format, Set.of());

    static final Cell<List<String>> LIST = of(Cell::list, Cell::joined, List.of());

    static final Cell<Set<String>> SET = of(
            text -> Collections.unmodifiableSortedSet(new TreeSet<>(list(text))),
            set -> joined(new TreeSet<>(set)),
            Set.of());

    static final Cell<DayOfWeek> WEEKDAY =
            new Cell<>(Cell::weekday, DayOfWeek::name, day -> "周" + "一二三四五六日".charAt(day.getValue() - 1), null);

    static <E extends Enum<E>> Cell<E> oneOf(Class<E> type, Map<E, String> chinese) {
        Map<String, E> words =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Enum::name, each -> each));
        chinese.forEach((each, word) -> words.put(word, each));
        String choices =
                Arrays.stream(type.getEnumConstants()).map(chinese::get).collect(Collectors.joining("、"));
        return new Cell<>(
                text -> {
                    E found = words.get(text);
                    if (found == null) {
                        throw new IllegalArgumentException("应为其一：" + choices + "／must be one of "
                                + Arrays.toString(type.getEnumConstants()) + ": " + text);
                    }
                    return found;
                },
                Enum::name,
                chinese::get,
                null);
    }

    private static <V> Cell<V> of(Function<String, V> parse, Function<V, String> format, V empty) {
        return new Cell<>(parse, format, format, empty);
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("含有空字符／contains a NUL character");
        }
        return text;
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("应为 0 至 9999 的整数／must be a whole number from 0 to 9999: " + text);
        }
        return Integer.parseInt(text);
    }

    /** Also 2026/9/1, 2026.9.1, 20260901 and 2026年9月1日, as spreadsheets and systems write them; a midnight behind it says nothing. */
    private static LocalDate date(String text) {
        try {
            Matcher other = OTHER_DAY.matcher(text);
            return other.matches()
                    ? LocalDate.of(
                            Integer.parseInt(other.group(1)),
                            Integer.parseInt(other.group(2)),
                            Integer.parseInt(other.group(3)))
                    : LocalDate.parse(text, DAY);
        } catch (DateTimeException notADate) {
            throw new IllegalArgumentException("日期应写作 2026-09-01／dates are written 2026-09-01: " + text, notADate);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("时间应写作 08:00／times are written 08:00: " + text, notATime);
        }
    }

    private static DayOfWeek weekday(String text) {
        String mark = WEEK.matcher(text).replaceFirst("").replace('天', '日');
        int index = mark.length() == 1 ? Math.max("一二三四五六日".indexOf(mark), "1234567".indexOf(mark)) : -1;
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() == index + 1 || day.name().equalsIgnoreCase(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException("应为周一至周日／must be a weekday, MONDAY to SUNDAY: " + text);
    }

    private static List<String> list(String text) {
        return Arrays.stream(ITEMS.split(text))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(Cell::text)
                .distinct()
                .toList();
    }

    private static String joined(java.util.Collection<String> items) {
        for (String item : items) {
            if (item.isEmpty()
                    || !item.equals(item.strip())
                    || ITEMS.matcher(item).find()) {
                throw new IllegalArgumentException("an item of a list can't be written: " + item);
            }
        }
        return String.join(";", items);
    }
}
