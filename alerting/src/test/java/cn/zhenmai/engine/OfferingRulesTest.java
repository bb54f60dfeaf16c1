package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LessonCheck;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pass rate of lesson checks, monthly evaluation of learning. */
class OfferingRulesTest {

    private final EngineCase school = new EngineCase();

    /** The first {@code passed} of class A's twelve pass the check of the n-th session. */
    private void check(int n, int passed, int taken) {
        for (int i = 1; i <= taken; i++) {
            school.told.check(new LessonCheck(
                    String.format("A%02d", i),
                    school.id("DRAW", n),
                    "DRAW",
                    1,
                    LessonCheck.State.TAKEN,
                    new BigDecimal(i <= passed ? "60.0" : "59.5"),
                    BigDecimal.valueOf(100),
                    null,
                    null,
                    List.of(),
                    school.recordedAt()));
        }
        school.at(school.session("DRAW", n).endsAt()).commit();
    }

    @Test
    void the_pass_rate_of_the_last_three_checks_fires_below_60_and_recovers_only_at_65_percent() {
        check(1, 7, 12);
        Alert alert = school.open("check-pass-rate").get(0);
        assertThat(alert.subject().id()).isEqualTo("DRAW");
        assertThat(alert.teacher()).isEqualTo("T2");
        assertThat(alert.title()).isEqualTo("《机械制图》检测合格率 58.3%");
        check(2, 8, 12); // 15/24 = 62.5 %: above the bound, below recovery
        assertThat(school.open("check-pass-rate")).hasSize(1);
        check(3, 9, 12); // 24/36 = 66.7 %
        assertThat(school.story("check-pass-rate"))
                .containsExactly("OPENED YELLOW", "AMENDED YELLOW", "ENDED YELLOW recovered");
    }

    @Test
    void the_same_checks_in_another_order_end_the_same() {
        check(3, 9, 12);
        check(2, 8, 12);
        assertThat(school.open("check-pass-rate")).isEmpty();
        check(1, 7, 12);
        assertThat(school.open("check-pass-rate")).isEmpty();
    }

    @Test
    void nine_marks_are_too_few() {
        check(1, 0, 9);
        assertThat(school.open("check-pass-rate")).isEmpty();
        check(2, 0, 1);
        assertThat(school.open("check-pass-rate")).hasSize(1);
    }

    private void evaluate(String month, String... scores) {
        Map<String, BigDecimal> items = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            items.put("项" + i, new BigDecimal(scores[i]));
        }
        school.told.evaluation(new LearningEvaluation("T2", "DRAW", month, null, null, items, school.recordedAt()));
        school.commit();
    }

    @Test
    void the_last_months_mean_fires_below_3_5_and_recovers_at_3_7() {
        evaluate("2026-09", "3.4", "3.5", "3.5");
        Alert alert = school.open("learning-evaluation").get(0);
        assertThat(alert.text()).isEqualTo("《机械制图》最近一月评学均分 3.47（3 项），回到 3.7 恢复");
        assertThat(alert.evidence().arithmetic()).isEqualTo("各项合计/项数 10.4/3 = 3.47");
        evaluate("2026-10", "3.6", "3.6");
        assertThat(school.open("learning-evaluation")).hasSize(1);
        evaluate("2026-11", "3.7", "3.7");
        assertThat(school.story("learning-evaluation"))
                .containsExactly("OPENED YELLOW", "AMENDED YELLOW", "ENDED YELLOW recovered");
    }

    @Test
    void evaluations_add_up_for_the_teacher_the_classes_and_what_they_belong_to() {
        EngineCase own =
                new EngineCase(AlwaysStanding.of("""
                course  | offering | {kind: tally, of: learning-evaluation, window: {kind: month}}
                class   | class    | {kind: tally, of: learning-evaluation, window: {kind: month}}
                teacher | teacher  | {kind: tally, of: learning-evaluation, window: {kind: month}}
                college | college  | {kind: tally, of: learning-evaluation, window: {kind: month}}
                school  | school   | {kind: tally, of: learning-evaluation, window: {kind: month}}
                """), EngineCase.school().registry());
        own.told.evaluation(new LearningEvaluation(
                "T1",
                "MATH",
                "2026-09",
                null,
                null,
                Map.of("纪律", new BigDecimal("4"), "作业", new BigDecimal("4.5")),
                own.recordedAt()));
        own.told.evaluation(new LearningEvaluation(
                "T2", "DRAW", "2026-09", null, null, Map.of("纪律", new BigDecimal("3")), own.recordedAt()));
        own.commit();
        assertThat(AlwaysStanding.number(own, "course", "MATH")).isEqualTo("8.5/2");
        assertThat(AlwaysStanding.number(own, "class", "A")).isEqualTo("11.5/3");
        assertThat(AlwaysStanding.number(own, "class", "B")).isEqualTo("8.5/2");
        assertThat(AlwaysStanding.number(own, "teacher", "T1")).isEqualTo("8.5/2");
        assertThat(AlwaysStanding.number(own, "college", "K1")).isEqualTo("11.5/3");
        assertThat(AlwaysStanding.number(own, "school", "school")).isEqualTo("11.5/3");
        own.told.evaluation(new LearningEvaluation(
                "T2", "DRAW", "2026-09", null, null, Map.of("纪律", new BigDecimal("5")), own.recordedAt()));
        own.commit();
        assertThat(AlwaysStanding.number(own, "college", "K1"))
                .as("a correction")
                .isEqualTo("13.5/3");
    }
}
