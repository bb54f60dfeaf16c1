package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesEditedTest {

    private final EngineCase school = new EngineCase();

    private void edit(String yaml) {
        school.step(school.told.rules(yaml, school.now));
    }

    private void missThree() {
        for (int n = 1; n <= 3; n++) {
            school.roll("DRAW", n, "A", Map.of("A01", Status.ABSENT));
        }
    }

    @Test
    void a_changed_rule_closes_its_alerts_and_the_new_one_is_judged_at_once() {
        missThree();
        edit(RuleSet.standardYaml().replace("level: YELLOW, at: 8", "level: YELLOW, at: 6"));
        assertThat(school.story("absent-periods"))
                .containsExactly("OPENED BLUE", "AMENDED BLUE", "ENDED BLUE rule-changed", "OPENED YELLOW");
        assertThat(school.story("missed-in-a-row")).containsExactly("OPENED YELLOW");
    }

    @Test
    void a_removed_rule_closes_its_alerts_and_the_same_file_changes_nothing() {
        missThree();
        int before = school.transitions.size();
        edit(RuleSet.standardYaml());
        assertThat(school.transitions).hasSize(before);
        String yaml = RuleSet.standardYaml();
        int start = yaml.indexOf("  - id: missed-in-a-row");
        edit(yaml.substring(0, start) + yaml.substring(yaml.indexOf("  - id: missed-share")));
        assertThat(school.story("missed-in-a-row")).containsExactly("OPENED YELLOW", "ENDED YELLOW rule-changed");
        assertThat(school.engine.rules().rule("missed-in-a-row")).isEmpty();
    }

    @Test
    void an_unusable_file_in_the_journal_leaves_the_rules_that_stand() {
        missThree();
        edit("rules: nonsense");
        assertThat(school.engine.rules()).isEqualTo(RuleSet.standard());
        assertThat(school.engine.open()).isNotEmpty();
    }

    @Test
    void a_rule_judges_from_its_first_day_to_its_last() {
        String yaml = RuleSet.standardYaml()
                .replace(
                        "measure: {kind: missed-in-a-row}",
                        "measure: {kind: missed-in-a-row}\n    from: 2026-09-07\n    until: 2026-09-14");
        edit(yaml);
        missThree();
        assertThat(school.story("missed-in-a-row")).isEmpty();
        school.tick(Instant.parse("2026-09-15T00:00:00Z"));
        assertThat(school.story("missed-in-a-row")).containsExactly("OPENED YELLOW", "ENDED YELLOW rule-changed");
        assertThat(school.transitions.get(school.transitions.size() - 1).at())
                .isAfterOrEqualTo(Instant.parse("2026-09-13T16:00:00Z"));
    }
}
