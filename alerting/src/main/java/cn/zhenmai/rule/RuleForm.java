package cn.zhenmai.rule;

import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedShare;
import cn.zhenmai.school.Subject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one rule: what is measured, the ladder, who is told in which words, and when. */
final class RuleForm {

    private static final Pattern PACK = Pattern.compile("([A-Za-z0-9._-]+)@(\\d{1,6})");

    private final Map<String, Schedule> schedules;
    private final Origin ofTheFile;

    /** {@code ofTheFile}: what a rule is from that doesn't say it itself. */
    RuleForm(Map<String, Schedule> schedules, Origin ofTheFile) {
        this.schedules = schedules;
        this.ofTheFile = ofTheFile;
    }

    Rule read(Fields fields, String id, Scope scope) {
        Fields name = fields.fields("name");
        Fields title = fields.fields("title");
        Fields text = fields.fields("text");
        Subject.Kind subject = fields.constant("subject", Subject.Kind.class, null);
        Measure measure = fields.fields("measure").as("measure", form -> MeasureReader.read(form, subject));
        Direction direction = fields.constant("direction", Direction.class, Direction.AT_LEAST);
        Rule rule = new Rule(
                id,
                fields.number("version", 1, 1),
                name.text("zh"),
                name.text("en"),
                measure,
                direction,
                LadderReader.steps(fields, direction, subject),
                fields.threshold("recover", false),
                fields.number("minimum-n", 0, 0),
                fields.number("stabilise-after", isCumulative(measure) ? 10 : 0, 0),
                LadderReader.notices(fields),
                fields.date("from"),
                fields.date("until"),
                template(title, "zh"),
                template(title, "en"),
                template(text, "zh"),
                template(text, "en"),
                fields.optional("when")
                        .map(when -> when.as("condition", form -> ConditionReader.read(form, subject)))
                        .orElse(null),
                new Lasting(
                        fields.duration("for", Lasting.NONE.holdFor()),
                        fields.duration("keep", Lasting.NONE.keepFor())),
                schedule(fields),
                scope,
                fields.flag("positive", false),
                origin(fields),
                fields.constant("mode", Mode.class, Mode.LIVE) == Mode.SHADOW);
        check(fields, rule, subject);
        List.of(name, title, text).forEach(Fields::end);
        return rule;
    }

    private static void check(Fields fields, Rule rule, Subject.Kind subject) {
        Measure measure = rule.measure();
        if (measure != null && subject != measure.subject()) {
            fields.problem("subject", "该指标的对象是 " + measure.subject() + "／this measure is about " + measure.subject());
        }
        if (rule.recover() != null && measure != null && !MeasureReader.hasCourse(measure)) {
            fields.problem("recover", "该指标没有可回看的序列／this measure has no course in time to recover in");
        }
        if (!rule.lasting().isNone() && measure != null) {
            rule.steps().forEach(step -> ConditionReader.check(fields, rule.condition(step)));
        }
        if (rule.stabiliseAfter() > 0 && measure != null && !isCumulative(measure)) {
            fields.problem("stabilise-after", "仅用于累计指标／only for cumulative measures");
        }
        if (rule.from() != null && rule.until() != null && !rule.from().isBefore(rule.until())) {
            fields.problem("until", "须晚于 from／must be after from");
        }
        if (rule.positive()
                && !rule.notices().isEmpty()
                && rule.notices().stream().anyMatch(RuleForm::isAtOnce)) {
            fields.problem("notices", "正面规则不即时通知，timing 用 evening／good news waits for the evening: timing evening");
        }
    }

    private static boolean isAtOnce(Notice notice) {
        return notice.timing() != Notice.Timing.EVENING;
    }

    private static boolean isCumulative(Measure measure) {
        return measure instanceof AbsentPeriods || measure instanceof MissedShare;
    }

    private Schedule schedule(Fields fields) {
        String id = fields.optionalText("schedule");
        if (id == null || id.isEmpty()) {
            return Schedule.ALWAYS;
        }
        if (!schedules.containsKey(id)) {
            fields.problem("schedule", "没有此日程：" + id + "／no such schedule");
        }
        return schedules.getOrDefault(id, Schedule.ALWAYS);
    }

    private Origin origin(Fields fields) {
        String pack = fields.optionalText("pack");
        String author = fields.optionalText("author");
        if (pack == null) {
            return author == null ? ofTheFile : new Origin(ofTheFile.pack(), ofTheFile.packVersion(), author);
        }
        Matcher named = PACK.matcher(pack);
        if (!named.matches()) {
            fields.problem("pack", "应为 名称@版本／expected name@version");
            return Origin.UNKNOWN;
        }
        return new Origin(named.group(1), Integer.parseInt(named.group(2)), author);
    }

    private static Template template(Fields fields, String language) {
        Template template = new Template(fields.text(language));
        for (String unknown : template.unknownNames()) {
            fields.problem(language, "没有 {" + unknown + "}／no such name");
        }
        return template;
    }
}
