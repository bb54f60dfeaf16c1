package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.DaysUntil;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.ReportedLatest;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import cn.zhenmai.rule.Template;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the texts of a rule may name, for one alert. Never a person's name. */
record Words(Rule rule, Step step, Step next, Reading.Point point, BigDecimal distance, Concern concern, AsOf now) {

    private static final DateTimeFormatter FAR_DAY = DateTimeFormatter.ofPattern("M 月 d 日");
    private static final DateTimeFormatter FAR_DAY_EN = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final Map<DayOfWeek, String> WEEKDAYS = weekdays();
    private static final List<String> LEVELS = List.of("蓝色", "黄色", "橙色", "红色");

    private static Map<DayOfWeek, String> weekdays() {
        Map<DayOfWeek, String> names = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            names.put(day, day.getDisplayName(TextStyle.SHORT, Locale.CHINA));
        }
        return names;
    }

    String chinese(Template template) {
        return template.fill(name -> switch (name) {
            case "next" -> next == null ? null : next.nameZh();
            case "level" -> LEVELS.get(step.level().ordinal());
            case "date" -> concern.session() == null ? null : day(concern.session());
            case "periods" -> concern.session() == null ? null : "第 " + periods(concern.session()) + " 节";
            default -> common(name, " 个百分点", FAR_DAY);
        });
    }

    private static String day(Session session) {
        // A formatter takes as long as all the rest of a text, and a deadline that many sessions miss is many texts.
        LocalDate day = session.heldOn();
        return twoDigits(day.getMonthValue()) + "-" + twoDigits(day.getDayOfMonth()) + " "
                + WEEKDAYS.get(day.getDayOfWeek());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    String english(Template template) {
        return template.fill(name -> switch (name) {
            case "next" -> next == null ? null : next.nameEn();
            case "level" -> step.level().name().toLowerCase(Locale.ROOT);
            case "date" ->
                concern.session() == null ? null : concern.session().heldOn().toString();
            case "periods" -> concern.session() == null ? null : periods(concern.session());
            default -> common(name, " points", FAR_DAY_EN);
        });
    }

    private String common(String name, String points, DateTimeFormatter farDay) {
        Measure measure = rule.measure();
        return switch (name) {
            case "numerator" -> whole(point.numerator(), measure.scale()).toPlainString();
            case "denominator" -> whole(point.denominator(), measure.scale()).toPlainString();
            case "n" -> Integer.toString(point.n());
            case "value" -> value(measure, points);
            case "gap" -> value(measure, points).replaceFirst("^-", "");
            case "day" ->
                measure instanceof DaysUntil
                        ? now.today().plusDays(point.numerator()).format(farDay)
                        : null;
            case "distance" -> distance == null ? null : plain(distance);
            case "course" -> course();
            case "classes" -> classes();
            default -> null;
        };
    }

    private String value(Measure measure, String points) {
        return value(measure, point, points);
    }

    static String value(Measure measure, Reading.Point point) {
        return value(measure, point, " 个百分点");
    }

    private static String value(Measure measure, Reading.Point point, String points) {
        return switch (measure.form()) {
            case COUNT -> whole(point.numerator(), measure.scale()).toPlainString();
            case RATE ->
                plain(quotient(point.numerator() * 100, point.denominator(), 1))
                        + (measure.isDifference() ? points : "%");
            case MEAN ->
                measure instanceof ReportedLatest
                        ? plain(quotient(point.numerator(), point.denominator(), 4))
                        : quotient(point.numerator(), point.denominator(), 2).toPlainString();
        };
    }

    private static BigDecimal quotient(long numerator, long denominator, int decimals) {
        return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_UP);
    }

    private String course() {
        if (concern.offering() != null) {
            return now.school()
                    .offering(concern.offering())
                    .flatMap(offering -> now.school().course(offering.course()))
                    .map(Registry.Course::name)
                    .orElse(concern.offering());
        }
        return concern.session() == null ? null : now.school().nameOf(concern.session());
    }

    private String classes() {
        return concern.classes().stream()
                .map(id -> now.school()
                        .administrativeClass(id)
                        .map(Registry.AdministrativeClass::name)
                        .orElse(id))
                .collect(Collectors.joining("、"));
    }

    private static String periods(Session session) {
        int last = session.firstPeriod() + session.periods() - 1;
        return session.periods() <= 1 ? "" + session.firstPeriod() : session.firstPeriod() + "–" + last;
    }

    static BigDecimal whole(long amount, long scale) {
        BigDecimal value = BigDecimal.valueOf(amount);
        return scale == 1
                ? value
                : new BigDecimal(plain(value.divide(BigDecimal.valueOf(scale), 4, RoundingMode.HALF_UP)));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
