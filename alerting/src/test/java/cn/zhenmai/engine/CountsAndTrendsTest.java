package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts that ask how much was seen, trends, projections and points, step by step. */
class CountsAndTrendsTest {

    private static RuleSet rule(String measure, String rest) {
        return RuleSet.parse("""
                rules:
                  - id: tried
                    name: {zh: 试, en: trial}
                    measure: %s
                    subject: student
                    %s
                    title: {zh: "{value}", en: "{value}"}
                    text: {zh: "{value} {gap} {day}", en: "{value} {gap} {day}"}
                """.formatted(measure, rest));
    }

    private static EngineCase with(String measure, String rest) {
        return new EngineCase(rule(measure, rest), EngineCase.school().registry());
    }

    private static final String WEEK = "{kind: rolling-days, count: 7}";

    @Test
    void a_count_waits_for_its_least_number_of_observations_and_presences_are_some() {
        EngineCase school = with(
                "{kind: tally, of: absent-times, window: " + WEEK + "}",
                "minimum-n: 4\n    levels: [{level: BLUE, at: 2, name: {zh: 二, en: two}}]");
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        school.roll("MATH", 1, "A", Map.of("A01", Status.ABSENT));
        school.roll("DRAW", 2, "A", Map.of());
        assertThat(school.open("tried")).isEmpty();
        school.roll("DRAW", 3, "A", Map.of());
        assertThat(school.open("tried")).extracting(Alert::student).containsExactly("A01");
    }

    @Test
    void nobody_late_is_something_to_tell_only_of_who_was_seen() {
        EngineCase school = with(
                "{kind: tally, of: late-times, window: " + WEEK + "}",
                "direction: at-most\n    positive: true\n    levels: [{level: BLUE, at: 0, name: {zh: 零, en: none}}]");
        assertThat(school.open("tried")).isEmpty();
        school.roll("DRAW", 1, "A", Map.of("A02", Status.LATE, "A03", Status.UNKNOWN));
        assertThat(school.open("tried")).extracting(Alert::student).hasSize(10).doesNotContain("A02", "A03");
    }

    @Test
    void points_wait_for_the_least_number_too() {
        EngineCase school = with("""
                {kind: points, reasons: [{points: 3, at: 1, minimum-n: 2, name: {zh: 缺, en: absent}, measure: {kind: tally, of: absent-times, window: {kind: term}}}]}""", "levels: [{level: BLUE, at: 3, name: {zh: 三, en: three}}]");
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        assertThat(school.open("tried")).isEmpty();
        school.roll("DRAW", 2, "A", Map.of());
        assertThat(school.open("tried")).hasSize(1);
    }

    @Test
    void the_slope_of_a_count_is_the_same_whether_its_quiet_weeks_were_told_in_time_or_late() {
        EngineCase school = new EngineCase(
                AlwaysStanding.of("slope | student | {kind: trend, of: absent-times, weeks: 4}"),
                EngineCase.school().registry());
        school.roll("DRAW", 4, "A", Map.of());
        school.roll("DRAW", 7, "A", Map.of("A01", Status.ABSENT));
        school.roll("DRAW", 10, "A", Map.of("A01", Status.ABSENT));
        school.roll("DRAW", 11, "A", Map.of("A01", Status.ABSENT));
        school.tick(LocalDateTime.parse("2026-09-28T00:00").atZone(School.ZONE).toInstant());
        // 0, 1, 2 over the weeks 2 to 4.
        assertThat(AlwaysStanding.number(school, "slope", "A01")).isEqualTo("1");
        school.roll("DRAW", 1, "A", Map.of());
        // 0, 0, 1, 2 over four: (−1.5·0 − 0.5·0 + 0.5·1 + 1.5·2) / 5.
        assertThat(AlwaysStanding.number(school, "slope", "A01")).isEqualTo("0.7");
        Alert alert = school.open("slope").stream()
                .filter(open -> open.student().equals("A01"))
                .findFirst()
                .orElseThrow();
        assertThat(alert.evidence().arithmetic()).isEqualTo("旷课次数各周 0 → 0 → 1 → 2；每周变化 0.7");
        assertThat(alert.evidence().items()).extracting(item -> item.text()).contains("2026-09-21…2026-09-27 2");
    }

    @Test
    void a_projection_names_the_day() {
        EngineCase school = with(
                "{kind: days-until, late-or-early-per-period: 3, limit: 10}",
                "direction: below\n    levels: [{level: BLUE, at: 40, name: {zh: 线, en: line}}]");
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        school.roll("DRAW", 2, "A", Map.of("A01", Status.ABSENT));
        school.tick(LocalDateTime.parse("2026-09-13T08:00").atZone(School.ZONE).toInstant());
        // 4 periods in 14 days: 6 more take 21.
        assertThat(school.open("tried").get(0).text()).isEqualTo("21 21 10 月 4 日");
        assertThat(school.open("tried").get(0).textEn()).isEqualTo("21 21 4 October");
        school.tick(LocalDateTime.parse("2026-09-26T08:00").atZone(School.ZONE).toInstant());
        assertThat(school.open("tried"))
                .as("40.5 days at the pace of 27, beyond the line")
                .isEmpty();
    }

    @Test
    void what_has_no_course_in_time_cannot_be_asked_to_last() {
        String levels = "levels: [{level: BLUE, at: 2, name: {zh: 二, en: two}}]";
        for (String measure : new String[] {
            "{kind: missed-in-a-row}",
            "{kind: days-until}",
            "{kind: trend, of: attendance-rate, weeks: 4}",
            "{kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 1}, against: {kind: own-past, windows: 4}}"
        }) {
            assertThatThrownBy(() ->
                            rule(measure, levels + "\n    for: 2d").rules().size())
                    .as(measure)
                    .isInstanceOf(RuleProblems.class)
                    .hasMessageContaining("for");
        }
        assertThatThrownBy(() -> rule(
                                "{kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 1}, against: {kind: own-past, windows: 4}}",
                                levels + "\n    recover: 1")
                        .rules()
                        .size())
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("recover");
        assertThat(rule("{kind: absent-periods}", levels + "\n    for: 2d").rules())
                .hasSize(1);
    }

    @Test
    void a_term_is_not_held_against_windows_before_it() {
        assertThatThrownBy(() -> rule(
                                "{kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: own-past, windows: 4}}",
                                "levels: [{level: BLUE, at: 2, name: {zh: 二, en: two}}]")
                        .rules()
                        .size())
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("term");
    }

    @Test
    void a_name_without_a_value_is_left_out_of_a_text_also_outside_of_brackets() {
        EngineCase school = with(
                "{kind: absent-periods}",
                "levels: [{level: RED, at: 2, name: {zh: 二, en: two}}]\n    stabilise-after: 0");
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        assertThat(school.open("tried").get(0).text()).isEqualTo("2 2 ");
    }
}
