package cn.zhenmai.rule;

import cn.zhenmai.measure.Comparison;
import cn.zhenmai.measure.Definition;
import cn.zhenmai.measure.Definitions;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Slot;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.measure.Trend;
import cn.zhenmai.measure.Window;
import cn.zhenmai.school.Subject;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads sums of observations: which definition, over which window, held against what. */
final class TalliedReader {

    private TalliedReader() {}

    /** Null where it is not right; that is told. */
    static Tallied read(Fields form, Subject.Kind subject) {
        Definition definition = definition(form);
        Fields in = form.fields("window");
        Window window = in.choose("kind", windows());
        in.end();
        Slot slot = slot(form);
        Comparison against = against(form);
        return build(form, definition, subject, window, slot, against);
    }

    /** The course of weekly values: the window is the weeks. */
    static Measure trend(Fields form, Subject.Kind subject) {
        Definition definition = definition(form);
        int weeks = form.number("weeks", 4, 3);
        Tallied weekly =
                build(form, definition, subject, new Window.LastTeachingWeeks(1), slot(form), Comparison.ABSOLUTE);
        return weekly == null ? null : new Trend(weekly, weeks);
    }

    private static Tallied build(
            Fields form, Definition definition, Subject.Kind subject, Window window, Slot slot, Comparison against) {
        if (definition == null || subject == null || window == null) {
            return null;
        }
        try {
            return new Tallied(definition, subject, window, slot, against);
        } catch (IllegalArgumentException unfit) {
            form.problem("of", unfit.getMessage());
            return null;
        }
    }

    private static Definition definition(Fields form) {
        String id = form.text("of");
        Optional<Definition> known = Definitions.find(id);
        if (known.isEmpty() && !id.isEmpty()) {
            form.problem("of", "没有这种统计：" + id + "／no such definition");
        }
        if (known.isPresent() && !known.get().isAvailable()) {
            form.problem("of", known.get().missing());
            return null;
        }
        return known.orElse(null);
    }

    private static Slot slot(Fields form) {
        String weekday = form.optionalText("weekday");
        int period = form.number("period", 0, 0);
        DayOfWeek day = null;
        if (weekday != null) {
            try {
                day = DayOfWeek.valueOf(weekday.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException none) {
                form.problem("weekday", "应为 monday…sunday／expected monday…sunday");
            }
        }
        return new Slot(day, period);
    }

    private static Map<String, Function<Fields, Window>> windows() {
        Map<String, Function<Fields, Window>> windows = new TreeMap<>();
        windows.put("last-sessions", form -> new Window.LastSessions(form.number("count", 1, 1)));
        windows.put("last-observations", form -> new Window.LastObservations(form.number("count", 1, 1)));
        windows.put("this-session", form -> new Window.ThisSession());
        windows.put("day", form -> new Window.Day());
        windows.put("teaching-week", form -> new Window.TeachingWeek());
        windows.put("last-teaching-weeks", form -> new Window.LastTeachingWeeks(form.number("count", 1, 1)));
        windows.put("rolling-days", form -> new Window.RollingDays(form.number("count", 7, 1)));
        windows.put("month", form -> new Window.Month());
        windows.put("term", form -> new Window.Term());
        return windows;
    }

    private static Comparison against(Fields form) {
        Optional<Fields> given = form.optional("against");
        if (given.isEmpty()) {
            return Comparison.ABSOLUTE;
        }
        Comparison read = given.get().choose("kind", comparisons());
        given.get().end();
        return read == null ? Comparison.ABSOLUTE : read;
    }

    private static Map<String, Function<Fields, Comparison>> comparisons() {
        Map<String, Function<Fields, Comparison>> comparisons = new TreeMap<>();
        comparisons.put(
                "own-past",
                form -> new Comparison.OwnPast(form.number("windows", 4, 3), form.flag("in-deviations", false)));
        comparisons.put(
                "peers",
                form -> new Comparison.Peers(
                        form.constant("group", Subject.Kind.class, Subject.Kind.PROGRAM),
                        form.flag("same-grade", false),
                        form.number("at-least", 3, 2),
                        form.flag("in-deviations", false)));
        comparisons.put("standard", form -> {
            Threshold value = form.threshold("value", true);
            return value == null ? Comparison.ABSOLUTE : new Comparison.Standard(value);
        });
        return comparisons;
    }
}
