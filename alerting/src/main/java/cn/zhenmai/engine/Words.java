package cn.zhenmai.engine;

import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import cn.zhenmai.rule.Template;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the texts of a rule may name, for one alert. Never a person's name. */
record Words(
        Rule rule, Step step, Step next, Reading.Point point, BigDecimal distance, Concern concern, School school) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final List<String> LEVELS = List.of("蓝色", "黄色", "橙色", "红色");

    String chinese(Template template) {
        Map<String, String> values = common();
        Session session = concern.session();
        values.put("next", next == null ? null : next.nameZh());
        values.put("level", LEVELS.get(step.level().ordinal()));
        if (session != null) {
            String weekday = session.heldOn().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA);
            values.put("date", session.heldOn().format(DAY) + " " + weekday);
            values.put("periods", "第 " + periods(session) + " 节");
        }
        return template.fill(values);
    }

    String english(Template template) {
        Map<String, String> values = common();
        Session session = concern.session();
        values.put("next", next == null ? null : next.nameEn());
        values.put("level", step.level().name().toLowerCase(Locale.ROOT));
        if (session != null) {
            values.put("date", session.heldOn().toString());
            values.put("periods", periods(session));
        }
        return template.fill(values);
    }

    private Map<String, String> common() {
        Measure measure = rule.measure();
        Map<String, String> values = new HashMap<>();
        values.put("numerator", whole(point.numerator(), measure.scale()).toPlainString());
        values.put("denominator", whole(point.denominator(), measure.scale()).toPlainString());
        values.put("n", Integer.toString(point.n()));
        values.put("value", value(measure));
        values.put("distance", distance == null ? null : plain(distance));
        values.put("course", course());
        values.put("classes", classes());
        return values;
    }

    private String value(Measure measure) {
        return switch (measure.form()) {
            case COUNT -> whole(point.numerator(), measure.scale()).toPlainString();
            case RATE -> plain(quotient(point.numerator() * 100, 1)) + "%";
            case MEAN -> quotient(point.numerator(), 2).toPlainString();
        };
    }

    private BigDecimal quotient(long numerator, int decimals) {
        return BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(point.denominator()), decimals, RoundingMode.HALF_UP);
    }

    private String course() {
        if (concern.offering() != null) {
            return school.offering(concern.offering())
                    .flatMap(offering -> school.course(offering.course()))
                    .map(Registry.Course::name)
                    .orElse(concern.offering());
        }
        return concern.session() == null ? null : school.nameOf(concern.session());
    }

    private String classes() {
        return concern.classes().stream()
                .map(id -> school.administrativeClass(id)
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
