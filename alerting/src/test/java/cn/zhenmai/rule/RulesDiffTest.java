package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.rule.RulesDiff.Changed;
import cn.zhenmai.rule.RulesDiff.Field;
import cn.zhenmai.rule.RulesDiff.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesDiffTest {

    private static final String STANDARD = RuleSet.standardYaml();

    private static List<Changed> diff(String after) {
        return RulesDiff.between(STANDARD, after).changed();
    }

    @Test
    void a_changed_bound_is_one_field_with_both_values() {
        String after = STANDARD.replace("level: YELLOW, at: 8", "level: YELLOW, at: 6");
        assertThat(diff(after))
                .containsExactly(new Changed(
                        "rules", "absent-periods", Kind.CHANGED, List.of(new Field("levels[1].at", "8", "6"))));
    }

    @Test
    void comments_and_the_order_of_rules_are_no_change() {
        int second = STANDARD.indexOf("  - id: absent-periods");
        int third = STANDARD.indexOf("  - id: missed-in-a-row");
        String swapped =
                STANDARD.substring(0, second).replaceFirst("rules:\n", "rules:\n" + STANDARD.substring(second, third))
                        + STANDARD.substring(third);
        assertThat(diff("# another comment\n" + swapped)).isEmpty();
    }

    @Test
    void added_and_removed_rules_and_fields_are_named() {
        String after = STANDARD.replace("id: missed-in-a-row", "id: in-a-row")
                .replace("    minimum-n: 1\n", "")
                .replaceFirst("subject: enrolment\n", "subject: enrolment\n    from: 2026-09-01\n");
        assertThat(diff(after))
                .containsExactlyInAnyOrder(
                        new Changed("rules", "in-a-row", Kind.ADDED, List.of()),
                        new Changed("rules", "missed-in-a-row", Kind.REMOVED, List.of()),
                        new Changed(
                                "rules",
                                "learning-evaluation",
                                Kind.CHANGED,
                                List.of(new Field("minimum-n", "1", null))),
                        new Changed(
                                "rules", "missed-share", Kind.CHANGED, List.of(new Field("from", null, "2026-09-01"))));
    }

    @Test
    void a_changed_rule_needs_another_version_and_a_changed_comment_does_not() {
        String changed = STANDARD.replace("level: YELLOW, at: 8", "level: YELLOW, at: 6");
        assertThatThrownBy(() -> RuleSet.checkEdit(STANDARD, changed))
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("rules[1].version");
        RuleSet.checkEdit(
                STANDARD, changed.replace("id: absent-periods\n    version: 1", "id: absent-periods\n    version: 2"));
        RuleSet.checkEdit(STANDARD, "# hello\n" + STANDARD);
        assertThatThrownBy(() -> RuleSet.checkEdit(STANDARD, "rules: []")).hasMessageContaining("rules:");
    }

    @Test
    void every_path_of_the_text_has_its_line() {
        assertThat(YamlTree.lines("a:\n  - b: 1\n    c: {d: 2}\n  - 3\n"))
                .containsEntry("a", 1)
                .containsEntry("a[0].b", 2)
                .containsEntry("a[0].c.d", 3)
                .containsEntry("a[1]", 4);
        assertThat(YamlTree.lines("a: [")).isEmpty();
    }
}
