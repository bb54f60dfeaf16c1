package cn.zhenmai.rule;

import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.CheckPassRate;
import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.LearningEvaluation;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedShare;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a rule file strictly: every problem with its place, nothing guessed. */
final class RuleReader {

    private final List<RuleProblem> problems = new ArrayList<>();
    private final String yaml;

    RuleReader(String yaml) {
        this.yaml = yaml;
    }

    RuleSet read() {
        YamlFields top = new YamlFields(YamlTree.read(yaml), "", problems);
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlFields fields : top.list("rules", true)) {
            Rule rule = rule(fields);
            if (!ids.add(rule.id())) {
                fields.problem("id", "重复：" + rule.id() + "／used twice");
            }
            rules.add(rule);
        }
        top.end();
        fail();
        return new RuleSet(rules);
    }

    private void fail() {
        if (!problems.isEmpty()) {
            throw new RuleProblems(problems);
        }
    }

    private Rule rule(YamlFields fields) {
        YamlFields name = fields.fields("name");
        YamlFields title = fields.fields("title");
        YamlFields text = fields.fields("text");
        Measure measure = MeasureReader.read(fields.fields("measure"));
        Direction direction = fields.constant("direction", Direction.class, Direction.AT_LEAST);
        Rule rule = new Rule(
                fields.text("id"),
                fields.number("version", 1, 1),
                name.text("zh"),
                name.text("en"),
                measure,
                direction,
                steps(fields, direction),
                fields.threshold("recover", false),
                fields.number("minimum-n", 0, 0),
                fields.number("stabilise-after", isCumulative(measure) ? 10 : 0, 0),
                notices(fields),
                fields.date("from"),
                fields.date("until"),
                template(title, "zh"),
                template(title, "en"),
                template(text, "zh"),
                template(text, "en"),
                null,
                Lasting.NONE,
                Schedule.ALWAYS,
                Scope.EVERYONE,
                false,
                Origin.UNKNOWN);
        check(fields, rule);
        List.of(name, title, text, fields).forEach(YamlFields::end);
        return rule;
    }

    private void check(YamlFields fields, Rule rule) {
        Subject.Kind subject = fields.constant("subject", Subject.Kind.class, null);
        Measure measure = rule.measure();
        if (measure != null && subject != measure.subject()) {
            fields.problem("subject", "该指标的对象是 " + measure.subject() + "／this measure is about " + measure.subject());
        }
        boolean hasCourse = measure instanceof CheckPassRate || measure instanceof LearningEvaluation;
        if (rule.recover() != null && measure != null && !hasCourse) {
            fields.problem("recover", "该指标没有可回看的序列／this measure has no course in time to recover in");
        }
        if (rule.stabiliseAfter() > 0 && measure != null && !isCumulative(measure)) {
            fields.problem("stabilise-after", "仅用于累计指标／only for cumulative measures");
        }
        if (rule.from() != null && rule.until() != null && !rule.from().isBefore(rule.until())) {
            fields.problem("until", "须晚于 from／must be after from");
        }
    }

    private static boolean isCumulative(Measure measure) {
        return measure instanceof AbsentPeriods || measure instanceof MissedShare;
    }

    private List<Step> steps(YamlFields fields, Direction direction) {
        List<Step> steps = new ArrayList<>();
        for (YamlFields field : fields.list("levels", true)) {
            YamlFields name = field.fields("name");
            Level level = field.constant("level", Level.class, null);
            Threshold at = field.threshold("at", true);
            Step step = new Step(level, at == null ? new Threshold(0, 1) : at, name.text("zh"), name.text("en"));
            name.end();
            field.end();
            if (!steps.isEmpty() && at != null) {
                Step below = steps.get(steps.size() - 1);
                int order = at.compare(below.at().numerator(), below.at().denominator());
                if (level.compareTo(below.level()) <= 0 || (direction.isDownward() ? order <= 0 : order >= 0)) {
                    field.problem("at", "等级须由低到高，界值随之变严／levels must rise and their bounds get stricter");
                }
            }
            steps.add(step);
        }
        if (steps.isEmpty() && fields.has("levels")) {
            fields.problem("levels", "至少一级／at least one level");
        }
        return List.copyOf(steps);
    }

    private static List<Notice> notices(YamlFields fields) {
        List<Notice> notices = new ArrayList<>();
        for (YamlFields field : fields.list("notices", false)) {
            notices.add(new Notice(
                    field.constant("to", Notice.Receiver.class, null),
                    field.constant("from", Level.class, null),
                    field.constant("timing", Notice.Timing.class, Notice.Timing.AT_ONCE)));
            field.end();
        }
        return List.copyOf(notices);
    }

    private static Template template(YamlFields fields, String language) {
        Template template = new Template(fields.text(language));
        for (String unknown : template.unknownNames()) {
            fields.problem(language, "没有 {" + unknown + "}／no such name");
        }
        return template;
    }
}
