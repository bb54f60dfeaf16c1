package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use and the reader say the same of a file, as far as a form can tell. */
class RuleSchemaTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(RuleSchema.json());

    private static final String GOOD = """
            standards:
              - {id: share, name: {zh: 缺课比, en: missed share}, value: 1/4, source: 学生手册}
            schedules:
              - id: exams
                name: {zh: 考试周, en: exam weeks}
                off-weeks: [17, 18]
                off-days: [{from: 2026-10-01, until: 2026-10-08}]
            rules:
              - id: share
                version: 2
                name: {zh: 缺课比, en: Missed share}
                measure: {kind: missed-share, leave-counts: true}
                subject: enrolment
                direction: above
                levels:
                  - {level: orange, at: {standard: share}, name: {zh: 四分之一, en: a quarter}}
                  - {level: RED, at: 1/3, name: {zh: 三分之一, en: a third}}
                stabilise-after: 5
                minimum-n: 4
                notices: [{to: counselor, from: red, timing: evening}]
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "[再 {distance}]", en: "{next}"}
                from: 2026-09-01
                until: 2027-01-31
                schedule: exams
                scope: {colleges: [K1], grades: [2025]}
                for: 2h
                keep: 1d
                mode: shadow
                pack: course-bar@1
                author: 林处长
                overrides:
                  - {id: k2, scope: {programs: [P1]}, levels: [{level: RED, at: 0.5, name: {zh: 一半, en: half}}], mode: paused}
              - id: days
                name: {zh: 无到课, en: No presence}
                measure: {kind: day-without-presence}
                subject: student
                levels:
                  - level: red
                    name: {zh: 关注, en: watch}
                    when:
                      all:
                        - {measure: {kind: day-without-presence}, at: 1}
                        - not: {measure: {kind: absent-periods}, at: 3, direction: below}
                          for: 1d
                title: {zh: 关注, en: Watch}
                text: {zh: 请关注, en: Please check}
            """;

    private static boolean schemaTakes(String yaml) {
        JsonNode tree = YamlTree.read(yaml);
        return SCHEMA.validate(tree).isEmpty();
    }

    private static boolean readerTakes(String yaml) {
        try {
            return !RuleSet.parse(yaml).rules().isEmpty();
        } catch (RuleProblems refused) {
            return false;
        }
    }

    @Test
    void every_field_has_words_for_the_editor() {
        assertThat(RuleSchema.ofRules().mismatches()).isEmpty();
    }

    @Test
    void both_take_the_standard_rules_and_a_file_with_everything_in_it() {
        assertThat(SCHEMA.validate(YamlTree.read(RuleSet.standardYaml()))).isEmpty();
        assertThat(SCHEMA.validate(YamlTree.read(GOOD))).isEmpty();
        assertThat(RuleSet.parse(GOOD).rules()).extracting(Rule::id).containsExactly("share", "days");
        assertThat(RuleSet.parse(GOOD.replace("mode: paused", "mode: live")).rules())
                .extracting(Rule::id)
                .containsExactly("share", "share@k2", "days");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "leave-counts: true | leave-counts: yes please",
                "leave-counts: true | leave-count: true",
                "kind: missed-share | kind: missed",
                "kind: missed-share, leave-counts: true | leave-counts: true",
                "subject: enrolment | subject: nobody",
                "direction: above | direction: over",
                "at: 1/3 | at: 1/0",
                "at: 1/3 | at: many",
                "at: 1/3 | at: true",
                "at: {standard: share} | at: {standard: share, plus: 1}",
                "at: {standard: share} | at: {goal: share}",
                "level: RED, | level: Red,",
                "level: RED, |",
                "stabilise-after: 5 | stabilise-after: -1",
                "stabilise-after: 5 | stabilise-after: often",
                "minimum-n: 4 | minimum-n: 4.5",
                "minimum-n: 4 | colour: red",
                "to: counselor | to: everybody",
                "from: red, | from: 3,",
                "from: 2026-09-01 | from: 1 September",
                "off-weeks: [17, 18] | off-weeks: 17",
                "off-weeks: [17, 18] | off-weeks: [0]",
                "off-weeks: [17, 18] | off-weeks: [17, 99]",
                "grades: [2025] | grades: [first]",
                "colleges: [K1] | colleges: K1",
                "colleges: [K1] | colleges: [' ']",
                "for: 2h | for: 2 hours",
                "mode: shadow | mode: maybe",
                "title: {zh: 关注, en: Watch} | title: {zh: 关注}",
                "title: {zh: 关注, en: Watch} | title: 关注",
                "version: 2 | version: 0",
                "version: 2 | version:",
                "id: k2, |",
                "programs: [P1] | program: [P1]",
                "value: 1/4 | value: a quarter",
                "all: | every:",
                "kind: absent-periods}, at: 3 | kind: absent-periods}",
                "for: 1d | for: tomorrow",
                "rules: | rule:",
            })
    void both_refuse(String good, String bad) {
        assertThat(GOOD).contains(good);
        String yaml = GOOD.replace(good, bad == null ? "" : bad);
        assertThat(readerTakes(yaml)).as("reader").isFalse();
        assertThat(schemaTakes(yaml)).as("schema").isFalse();
    }

    /** What stands in another place of the file, or follows from numbers, no form can tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard: share}|standard: unknown}",
                "schedule: exams|schedule: holidays",
                "at: 1/3|at: 1/5",
                "subject: enrolment|subject: student",
                "until: 2027-01-31|until: 2026-08-01",
                "\"{next}\"|\"{name}\"",
                "id: days|id: share",
                "pack: course-bar@1|pack: course-bar",
                "not: {measure: {kind: absent-periods}|not: {measure: {kind: missed-in-a-row}",
            })
    void the_reader_alone_refuses(String change) {
        String[] parts = change.split("\\|");
        assertThat(GOOD).contains(parts[0]);
        String yaml = GOOD.replace(parts[0], parts[1]);
        assertThat(readerTakes(yaml)).isFalse();
        assertThat(schemaTakes(yaml)).isTrue();
    }
}
