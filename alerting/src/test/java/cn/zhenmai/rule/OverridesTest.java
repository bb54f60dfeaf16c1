package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** School → college → program: exactly one of a rule's texts is for each subject. */
class OverridesTest {

    private static final String RULES = """
            rules:
              - id: periods
                version: 3
                name: {zh: 旷课, en: Absent}
                measure: {kind: absent-periods}
                subject: student
                levels: [{level: blue, at: 4, name: {zh: 谈话, en: talk}}]
                title: {zh: 旷课, en: Absent}
                text: {zh: 旷课, en: Absent}
                overrides:
                  - {id: k1, scope: {colleges: [K1]}, levels: [{level: blue, at: 6, name: {zh: 谈话, en: talk}}]}
                  - {id: nursing, scope: {programs: [P2]}, levels: [{level: blue, at: 2, name: {zh: 谈话, en: talk}}]}
                  - {id: interns, scope: {grades: [2023]}, mode: paused}
            """;

    private static School school() {
        RegistryBuilder b = new RegistryBuilder();
        b.colleges.add(new Registry.College("K1", "信息学院"));
        b.colleges.add(new Registry.College("K2", "医护学院"));
        b.programs.add(new Registry.Program("P1", "软件", "K1"));
        b.programs.add(new Registry.Program("P2", "护理", "K1"));
        b.programs.add(new Registry.Program("P3", "助产", "K2"));
        b.classes.add(new Registry.AdministrativeClass("软件", "软件", "P1", 2025, "C1"));
        b.classes.add(new Registry.AdministrativeClass("护理", "护理", "P2", 2025, "C1"));
        b.classes.add(new Registry.AdministrativeClass("助产", "助产", "P3", 2025, "C1"));
        b.classes.add(new Registry.AdministrativeClass("实习", "实习", "P3", 2023, "C1"));
        return School.of(b.registry());
    }

    private static List<String> forClass(String id, String college) {
        School school = school();
        return RuleSet.parse(RULES).rules().stream()
                .filter(rule -> rule.scope().contains(Set.of(id), college, school))
                .map(rule -> rule.id() + " " + rule.steps().get(0).at().numerator())
                .toList();
    }

    @Test
    void the_narrowest_text_is_the_one_that_holds() {
        assertThat(forClass("助产", "K2")).containsExactly("periods 4");
        assertThat(forClass("软件", "K1")).containsExactly("periods@k1 6");
        assertThat(forClass("护理", "K1")).containsExactly("periods@nursing 2");
        assertThat(forClass("实习", "K2")).isEmpty();
    }

    @Test
    void what_an_override_does_not_say_is_as_for_the_school() {
        Rule nursing = RuleSet.parse(RULES).rule("periods@nursing").orElseThrow();
        assertThat(nursing.version()).isEqualTo(3);
        assertThat(nursing.nameZh()).isEqualTo("旷课");
        assertThat(nursing.stabiliseAfter()).isEqualTo(10);
    }

    @Test
    void a_college_itself_is_meant_by_its_own_override_only() {
        School school = school();
        Scope k1 = RuleSet.parse(RULES).rule("periods@k1").orElseThrow().scope();
        Scope all = RuleSet.parse(RULES).rule("periods").orElseThrow().scope();
        assertThat(k1.contains(Set.of(), "K1", school)).isTrue();
        assertThat(all.contains(Set.of(), "K1", school)).isFalse();
        assertThat(all.contains(Set.of(), "K2", school)).isTrue();
    }
}
