package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowRuleTest {

    /** The standard ladder again, from two periods on, as a rule that is only tried. */
    private static String rules() {
        String yaml = RuleSet.standardYaml();
        String ladder = yaml.substring(yaml.indexOf("  - id: absent-periods"), yaml.indexOf("  - id: missed-in-a-row"));
        return yaml
                + "\n"
                + ladder.replace("id: absent-periods\n", "id: absent-periods-strict\n    mode: shadow\n")
                        .replace("level: BLUE, at: 4", "level: BLUE, at: 2");
    }

    @Test
    void it_judges_beside_the_others_and_is_kept_apart() {
        EngineCase school =
                new EngineCase(RuleSet.parse(rules()), EngineCase.school().registry());
        List<Transition> shadow = new ArrayList<>();
        shadow.addAll(school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT)).shadow());
        assertThat(school.story("absent-periods-strict")).isEmpty();
        assertThat(school.open("absent-periods-strict")).isEmpty();
        assertThat(shadow)
                .extracting(each -> each.kind() + " " + each.alert().level() + " "
                        + each.alert().id())
                .containsExactly("OPENED BLUE S" + school.inputs.size() + "-1");
        school.roll("DRAW", 2, "A", Map.of("A01", Status.ABSENT));
        assertThat(school.story("absent-periods")).containsExactly("OPENED BLUE");
    }

    @Test
    void it_changes_nothing_of_what_the_others_say() {
        EngineCase without = new EngineCase();
        EngineCase with =
                new EngineCase(RuleSet.parse(rules()), EngineCase.school().registry());
        for (EngineCase school : List.of(without, with)) {
            for (int n = 1; n <= 6; n++) {
                school.roll(
                        "DRAW", n, "A", Map.of("A01", Status.ABSENT, "A02", n % 2 == 0 ? Status.SICK : Status.LATE));
            }
        }
        assertThat(with.transitions).isEqualTo(without.transitions);
    }
}
