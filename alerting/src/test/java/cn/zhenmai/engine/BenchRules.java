package cn.zhenmai.engine;

import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** The rule sets that the benchmarks run. */
final class BenchRules {

    /** Subject, measure, direction, bound. */
    private record Line(String subject, String measure, String direction, String at) {}

    private static final String ABSENT_IN_A_WEEK =
            "{kind: tally, of: absent-times, window: {kind: rolling-days, count: 7}}";
    private static final String ABSENT_OF_200 =
            "{kind: tally, of: absent-rate, window: {kind: last-observations, count: 200}}";

    private BenchRules() {}

    /** Absent three times in seven days, and a class of whose last 200 more than a tenth are absent. */
    static RuleSet two() {
        return rules(List.of(
                new Line("student", ABSENT_IN_A_WEEK, "at-least", "3"),
                new Line("class", ABSENT_OF_200, "above", "0.1")));
    }

    /** The standard rules and as many more over all levels: 27. */
    static RuleSet full() {
        List<Line> more = List.of(
                new Line("student", ABSENT_IN_A_WEEK, "at-least", "3"),
                new Line("student", sum("late-times", "{kind: rolling-days, count: 14}"), "at-least", "4"),
                new Line("student", sum("absent-times", "{kind: month}"), "at-least", "6"),
                new Line("student", "{kind: missed-days-in-a-row}", "at-least", "2"),
                new Line("student", "{kind: leave-days}", "at-least", "10"),
                new Line("student", "{kind: days-until, limit: 10}", "below", "14"),
                new Line("student", sum("missed-rate", "{kind: last-teaching-weeks, count: 4}"), "at-least", "0.2"),
                new Line("enrolment", "{kind: best-share}", "below", "0.75"),
                new Line("class", ABSENT_OF_200, "above", "0.1"),
                new Line("class", sum("attendance-rate", "{kind: teaching-week}"), "below", "0.85"),
                new Line(
                        "class",
                        against(
                                "attendance-rate",
                                "{kind: last-teaching-weeks, count: 1}",
                                "{kind: own-past, windows: 4}"),
                        "below",
                        "-0.1"),
                new Line("offering", sum("attendance-rate", "{kind: last-sessions, count: 4}"), "below", "0.8"),
                new Line("offering", "{kind: evaluation-overdue, grace-days: 5}", "at-least", "1"),
                new Line("teacher", sum("attendance-rate", "{kind: last-sessions, count: 8}"), "below", "0.8"),
                new Line("program", sum("attendance-rate", "{kind: teaching-week}"), "below", "0.88"),
                new Line("college", sum("absent-rate", "{kind: teaching-week}"), "above", "0.08"),
                new Line(
                        "college",
                        against(
                                "attendance-rate",
                                "{kind: last-teaching-weeks, count: 1}",
                                "{kind: own-past, windows: 4}"),
                        "below",
                        "-0.05"),
                new Line("school", sum("attendance-rate", "{kind: teaching-week}"), "below", "0.9"));
        List<Rule> all = new ArrayList<>(RuleSet.standard().rules());
        all.addAll(rules(more).rules());
        return new RuleSet(all);
    }

    private static String sum(String of, String window) {
        return "{kind: tally, of: " + of + ", window: " + window + "}";
    }

    private static String against(String of, String window, String against) {
        return "{kind: tally, of: " + of + ", window: " + window + ", against: " + against + "}";
    }

    private static RuleSet rules(List<Line> lines) {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            yaml.append("""
                      - id: bench-%s
                        name: {zh: 试, en: trial}
                        measure: %s
                        subject: %s
                        direction: %s
                        minimum-n: 1
                        levels:
                          - {level: YELLOW, at: "%s", name: {zh: 线, en: the line}}
                        title: {zh: "{value}", en: "{value}"}
                        text: {zh: "{value}", en: "{value}"}
                    """.formatted(i, line.measure(), line.subject(), line.direction(), line.at()));
        }
        return RuleSet.parse(yaml.toString());
    }
}
