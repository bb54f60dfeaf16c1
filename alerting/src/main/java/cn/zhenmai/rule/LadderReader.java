package cn.zhenmai.rule;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the rungs of a rule and who is told from which of them on. */
final class LadderReader {

    private static final Threshold ZERO = new Threshold(0, 1);

    private LadderReader() {}

    static List<Step> steps(Fields fields, Direction direction, Subject.Kind subject) {
        List<Step> steps = new ArrayList<>();
        for (Fields field : fields.list("levels", 1)) {
            Step step = step(field, subject);
            if (step != null && !steps.isEmpty()) {
                checkOrder(field, steps.get(steps.size() - 1), step, direction);
            }
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private static Step step(Fields field, Subject.Kind subject) {
        Fields name = field.fields("name");
        Level level = field.constant("level", Level.class, null);
        String zh = name.text("zh");
        String en = name.text("en");
        Step step = field.oneOf(Map.of(
                "at", form -> bound(form, level, zh, en),
                "when", form -> new Step(level, ZERO, zh, en, condition(form, subject))));
        name.end();
        field.end();
        return step;
    }

    private static Step bound(Fields form, Level level, String zh, String en) {
        Threshold at = form.threshold("at", true);
        return new Step(level, at == null ? ZERO : at, zh, en);
    }

    private static Condition condition(Fields form, Subject.Kind subject) {
        return form.fields("when").as("condition", inner -> ConditionReader.read(inner, subject));
    }

    private static void checkOrder(Fields field, Step below, Step step, Direction direction) {
        boolean isPlain = below.when() == null && step.when() == null;
        int order = step.at().compare(below.at().numerator(), below.at().denominator());
        boolean isStricter = direction.isDownward() ? order > 0 : order < 0;
        if (step.level().compareTo(below.level()) < 0 || (isPlain && !isStricter)) {
            field.problem("at", "等级须由低到高，界值随之变严／levels must rise and their bounds get stricter");
        }
    }

    static List<Notice> notices(Fields fields) {
        List<Notice> notices = new ArrayList<>();
        for (Fields field : fields.list("notices")) {
            notices.add(new Notice(
                    field.constant("to", Notice.Receiver.class, null),
                    field.constant("from", Level.class, null),
                    field.constant("timing", Notice.Timing.class, Notice.Timing.AT_ONCE)));
            field.end();
        }
        return List.copyOf(notices);
    }
}
