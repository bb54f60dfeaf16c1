package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Reads a condition: a measure past a bound, or conditions together; each may have to last. */
final class ConditionReader {

    private ConditionReader() {}

    /** Null where its form is not known. */
    static Condition read(Fields fields, Subject.Kind subject) {
        Map<String, Function<Fields, Condition>> forms = Map.of(
                "measure", form -> bound(form, subject),
                "all", form -> new Condition.All(parts(form, "all", subject)),
                "any", form -> new Condition.Any(parts(form, "any", subject)),
                "not", form -> not(form, subject));
        Condition read = fields.oneOf(forms);
        Lasting lasting = new Lasting(
                fields.duration("for", Lasting.NONE.holdFor()), fields.duration("keep", Lasting.NONE.keepFor()));
        fields.end();
        if (read == null || lasting.isNone()) {
            return read;
        }
        check(fields, read);
        return new Condition.Lasts(read, lasting);
    }

    /** What has to last must be known in time. */
    static void check(Fields fields, Condition lasting) {
        if (!lasting.measures().stream().allMatch(MeasureReader::hasTimes)) {
            fields.problem(
                    "for", "其中有指标不知从何时起，不能要求持续／a measure in it has no course in time, so it can't be asked to last");
        }
    }

    private static Condition not(Fields form, Subject.Kind subject) {
        Condition of = form.fields("not").as("condition", inner -> read(inner, subject));
        return of == null ? null : new Condition.Not(of);
    }

    private static List<Condition> parts(Fields form, String field, Subject.Kind subject) {
        List<Condition> parts = new ArrayList<>();
        for (Fields part : form.list(field, 1)) {
            parts.add(part.as("condition", inner -> read(inner, subject)));
        }
        return parts.stream().filter(Objects::nonNull).toList();
    }

    private static Condition bound(Fields form, Subject.Kind subject) {
        Measure measure = form.fields("measure").as("measure", inner -> MeasureReader.read(inner, subject));
        Direction direction = form.constant("direction", Direction.class, Direction.AT_LEAST);
        Threshold at = form.threshold("at", true);
        Threshold recover = form.threshold("recover", false);
        int minimumN = form.number("minimum-n", 0, 0);
        if (measure != null && measure.subject() != subject) {
            form.problem("measure", "该指标的对象是 " + measure.subject() + "／this measure is about " + measure.subject());
        }
        if (recover != null && measure != null && !MeasureReader.hasCourse(measure)) {
            form.problem("recover", "该指标没有可回看的序列／this measure has no course in time to recover in");
        }
        return measure == null || at == null ? null : new Condition.Bound(measure, direction, at, recover, minimumN);
    }
}
