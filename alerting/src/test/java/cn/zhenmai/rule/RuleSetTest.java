package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.school.Subject.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static List<String> problems(String yaml) {
        RuleProblems problems = catchThrowableOfType(RuleProblems.class, () -> {
            RuleSet read = RuleSet.parse(yaml);
            assertThat(read).isNull();
        });
        return problems.problems().stream().map(RuleProblem::toString).toList();
    }

    @Test
    void nine_standard_rules_are_live_and_the_others_are_only_tried() {
        RuleSet standard = RuleSet.standard();
        assertThat(standard.rules())
                .filteredOn(rule -> !rule.shadow())
                .extracting(Rule::id)
                .containsExactlyInAnyOrder(
                        "absent-periods",
                        "missed-in-a-row",
                        "missed-share",
                        "session-attendance",
                        "no-roll-call",
                        "class-absent",
                        "day-without-presence",
                        "check-pass-rate",
                        "learning-evaluation");
        Rule periods = standard.rule("absent-periods").orElseThrow();
        assertThat(periods.measure()).isEqualTo(new AbsentPeriods(3, 0));
        assertThat(periods.steps())
                .extracting(step -> step.at().value().intValue())
                .containsExactly(4, 8, 10, 20);
        assertThat(periods.stabiliseAfter()).isEqualTo(10);
        assertThat(standard.rules())
                .filteredOn(rule -> !rule.shadow())
                .allSatisfy(rule -> assertThat(rule.notices()).isNotEmpty());
        assertThat(standard.rules()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(standard.rules())
                .extracting(rule -> rule.measure().subject())
                .contains(
                        Kind.STUDENT, Kind.TEACHER, Kind.OFFERING, Kind.PROGRAM, Kind.COLLEGE, Kind.SCHOOL, Kind.CLASS);
        assertThat(standard.rules()).anyMatch(Rule::positive);
        // A counselor's mails are for red alone.
        assertThat(standard.rules().stream()
                        .flatMap(rule -> rule.notices().stream())
                        .filter(notice -> notice.to() == Notice.Receiver.COUNSELOR)
                        .map(Notice::from))
                .containsOnly(Level.RED);
        assertThat(standard).isEqualTo(RuleSet.standard());
    }

    @Test
    void bounds_are_exact() {
        assertThat(Threshold.parse("1/3").compare(10, 30)).isZero();
        assertThat(Threshold.parse("0.85").compare(17, 20)).isZero();
        assertThat(Threshold.parse("0.1").compare(3, 30)).isZero();
        assertThat(Threshold.parse("4").compare(3, 1)).isNegative();
    }

    @Test
    void a_misspelt_switch_is_named_with_its_path() {
        String yaml = RuleSet.standardYaml().replace("leave-counts: false", "leave-count: false");
        assertThat(problems(yaml)).containsExactly("rules[3].measure.leave-count: 未知字段／unknown field");
    }

    @Test
    void every_problem_is_told_at_once() {
        String yaml = RuleSet.standardYaml()
                .replace("at: 9/10", "at: many")
                .replace("subject: enrolment", "subject: student")
                .replace("stabilise-after: 10", "stabilise-after: -1")
                .replace("minimum-n: 1\n", "minimum-n: 1\n    colour: red\n")
                .replace("{kind: no-roll-call}", "{kind: no-such}")
                .replace("zh: \"旷课 {value} 学时\"", "zh: \"{name} 旷课\"");
        assertThat(problems(yaml))
                .anyMatch(p -> p.startsWith("rules[0].levels[0].at: 应为数或分数"))
                .anyMatch(p -> p.startsWith("rules[1].title.zh: 没有 {name}"))
                .anyMatch(p -> p.startsWith("rules[1].stabilise-after"))
                .anyMatch(p -> p.startsWith("rules[3].subject"))
                .anyMatch(p -> p.startsWith("rules[5].measure.kind: 没有这个取值"))
                .anyMatch(p -> p.startsWith("rules[8].colour: 未知字段"));
    }

    @Test
    void levels_that_do_not_rise_a_recovery_without_a_course_and_a_second_id_are_refused() {
        String yaml = RuleSet.standardYaml()
                .replace("level: YELLOW, at: 8", "level: YELLOW, at: 3")
                .replace(
                        "subject: session\n    direction: below",
                        "subject: session\n    recover: 0.9\n    direction: below")
                .replace("id: missed-share", "id: missed-in-a-row");
        assertThat(problems(yaml))
                .anyMatch(p -> p.startsWith("rules[1].levels[1].at: 等级须由低到高"))
                .anyMatch(p -> p.startsWith("rules[4].recover"))
                .anyMatch(p -> p.startsWith("rules[3].id: 重复"));
    }

    @Test
    void what_is_no_yaml_or_no_rule_file_is_said_in_words() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems("rules: [")).hasSize(1);
        assertThat(problems("rules: []\nrules: []")).hasSize(1);
        assertThat(problems("rule: []")).contains("rules: 必填／required", "rule: 未知字段／unknown field");
    }

    @Test
    void a_part_in_brackets_falls_away_where_a_name_has_no_value() {
        Template text = new Template("旷课 {value} 学时[，再 {distance} 学时到{next}]");
        assertThat(text.fill(Map.of("value", "20")::get)).isEqualTo("旷课 20 学时");
        assertThat(text.fill(Map.of("value", "9", "distance", "1", "next", "警告线")::get))
                .isEqualTo("旷课 9 学时，再 1 学时到警告线");
    }
}
