package cn.zhenmai.measure;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The reported values that hold of one unit, by indicator and period; periods are in order as they are written. */
final class Reports {

    static final Reports NONE = new Reports();

    /** Values are compared in 1/10,000. */
    static final long FRACTION = 10_000;

    /** So that a comparison with a bound never overflows. */
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000_000L);

    private static final Set<Subject.Kind> UNITS =
            EnumSet.of(Subject.Kind.SCHOOL, Subject.Kind.COLLEGE, Subject.Kind.PROGRAM, Subject.Kind.TEACHER);

    private final Map<String, TreeMap<String, ReportedValue>> values = new HashMap<>();

    static void check(Subject.Kind subject) {
        if (!UNITS.contains(subject)) {
            throw new IllegalArgumentException(
                    "状态数据属于学校、学院、专业或教师／reported values are of the school, a college, program or teacher");
        }
    }

    /** Of a course nothing is judged (null): there is no such subject. */
    static Subject.Kind kindOf(Change.OfReportedValue change, School school) {
        if (change.unit() == null) {
            return Subject.Kind.SCHOOL;
        }
        Registry.Indicator.Level level = school == null
                ? null
                : school.indicator(change.indicator())
                        .map(Registry.Indicator::level)
                        .orElse(null);
        if (level == null) {
            return null;
        }
        return switch (level) {
            case SCHOOL -> Subject.Kind.SCHOOL;
            case COLLEGE -> Subject.Kind.COLLEGE;
            case PROGRAM -> Subject.Kind.PROGRAM;
            case TEACHER -> Subject.Kind.TEACHER;
            case COURSE -> null;
        };
    }

    static boolean mayMove(Moved moved) {
        return moved.touches(Moved.REPORTED | Moved.REGISTERED);
    }

    /** {@code after} null = no longer holds. */
    void put(String indicator, String period, ReportedValue after) {
        TreeMap<String, ReportedValue> of = values.computeIfAbsent(indicator, none -> new TreeMap<>());
        if (after == null) {
            of.remove(period);
        } else {
            of.put(period, after);
        }
    }

    /** Earliest period first. */
    List<ReportedValue> of(String indicator) {
        TreeMap<String, ReportedValue> of = values.get(indicator);
        return of == null ? List.of() : List.copyOf(of.values());
    }

    /** By indicator and period. */
    List<ReportedValue> all() {
        List<ReportedValue> all = new ArrayList<>();
        new TreeMap<>(values).values().forEach(of -> all.addAll(of.values()));
        return all;
    }

    static long scaled(BigDecimal value) {
        return value.min(MOST)
                .max(MOST.negate())
                .setScale(4, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    static String name(String indicator, AsOf now) {
        return now.school().indicator(indicator).map(Registry.Indicator::name).orElse(indicator);
    }

    static Item item(ReportedValue value, BigDecimal count, String unit) {
        String text = value.period() + "：" + Texts.plain(value.value()) + unit;
        return new Item(null, null, null, 0, 0, null, null, count, text, null, value.recordedAt());
    }
}
