package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.measure.Contribution;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which parts of an aggregate account for what is amiss: shares by hand, worst first. */
class ContributionsTest {

    private static EngineCase with(String subject, String measure) {
        return new EngineCase(
                RuleSet.parse("""
                rules:
                  - id: low
                    name: {zh: 低, en: low}
                    measure: %s
                    subject: %s
                    direction: below
                    levels: [{level: BLUE, at: 2, name: {zh: 线, en: line}}]
                    title: {zh: 低, en: low}
                    text: {zh: 低, en: low}
                """.formatted(measure, subject)),
                EngineCase.school().registry());
    }

    private static Map<String, Status> absent(String classId, int many) {
        Map<String, Status> absent = new HashMap<>();
        for (int i = 1; i <= many; i++) {
            absent.put("%s%02d".formatted(classId, i), Status.ABSENT);
        }
        return absent;
    }

    private static List<String> parts(EngineCase school) {
        Alert alert = school.open("low").get(0);
        return alert.evidence().explanation().contributions().stream()
                .map(ContributionsTest::told)
                .toList();
    }

    private static String told(Contribution part) {
        return part.kind() + " " + part.id() + " " + part.numerator() + "/" + part.denominator() + " " + part.share();
    }

    private static void twoJointSessions(EngineCase school) {
        school.roll("MATH", 1, "A", absent("A", 3));
        school.roll("MATH", 1, "B", absent("B", 1));
        school.roll("MATH", 2, "A", Map.of());
        school.roll("MATH", 2, "B", absent("B", 4));
    }

    @Test
    void an_offering_is_taken_apart_by_class_and_session_though_both_classes_sat_together() {
        EngineCase school =
                with("offering", "{kind: tally, of: attendance-rate, window: {kind: last-sessions, count: 2}}");
        twoJointSessions(school);
        assertThat(parts(school))
                .containsExactly(
                        "CLASS B 11/16 0.625",
                        "CLASS A 21/24 0.375",
                        "SESSION MATH.20260901.1 16/20 0.500",
                        "SESSION MATH.20260908.1 16/20 0.500");
    }

    @Test
    void a_class_is_taken_apart_by_offering_and_session() {
        EngineCase school = with("class", "{kind: tally, of: attendance-rate, window: {kind: term}}");
        school.roll("DRAW", 1, "A", absent("A", 1));
        school.roll("MATH", 1, "A", absent("A", 3));
        assertThat(parts(school))
                .containsExactly(
                        "OFFERING MATH 9/12 0.750",
                        "OFFERING DRAW 11/12 0.250",
                        "SESSION MATH.20260901.1 9/12 0.750",
                        "SESSION DRAW.20260831.3 11/12 0.250");
    }

    @Test
    void a_college_and_the_trend_of_it_are_taken_apart_by_class() {
        EngineCase school = with("college", "{kind: tally, of: attendance-rate, window: {kind: term}}");
        twoJointSessions(school);
        assertThat(parts(school)).containsExactly("CLASS B 11/16 0.625", "CLASS A 21/24 0.375");
    }

    @Test
    void a_session_is_taken_apart_by_roll() {
        EngineCase school = with("session", "{kind: session-attendance}");
        school.roll("MATH", 1, "A", absent("A", 3));
        school.roll("MATH", 1, "B", absent("B", 1));
        assertThat(parts(school)).containsExactly("CLASS A 9/12 0.750", "CLASS B 7/8 0.250");
    }

    private static void check(EngineCase school, int session, String student, int derivatives, int integrals) {
        List<LessonCheck.Point> points = List.of(
                new LessonCheck.Point("导数", BigDecimal.valueOf(derivatives), BigDecimal.TEN),
                new LessonCheck.Point("积分", BigDecimal.valueOf(integrals), BigDecimal.TEN));
        school.told.check(new LessonCheck(
                student,
                school.id("MATH", session),
                "MATH",
                1,
                LessonCheck.State.TAKEN,
                BigDecimal.valueOf(derivatives + integrals),
                BigDecimal.valueOf(20),
                null,
                null,
                points,
                school.recordedAt()));
    }

    private static void checks(EngineCase school) {
        school.at(school.session("MATH", 2).endsAt());
        check(school, 1, "A01", 10, 4);
        check(school, 1, "B01", 8, 2);
        check(school, 2, "A01", 10, 10);
        check(school, 2, "B01", 4, 2);
        school.commit();
    }

    @Test
    void checks_are_taken_apart_by_knowledge_point_class_and_session() {
        EngineCase school = with("offering", "{kind: check-pass-rate, pass: 0.6, checks: 3}");
        checks(school);
        // Lost: 2 + 6 of derivatives, 6 + 8 + 8 of integrals. Passed: 14/20 and 20/20, not 10/20 and 6/20.
        assertThat(parts(school))
                .containsExactly(
                        "POINT 积分 18/40 0.733",
                        "POINT 导数 32/40 0.267",
                        "CLASS B 0/2 1.000",
                        "SESSION MATH.20260901.1 1/2 0.500",
                        "SESSION MATH.20260908.1 1/2 0.500");
    }

    @Test
    void a_score_rate_over_days_is_taken_apart_by_what_was_lost() {
        EngineCase school = with("offering", "{kind: tally, of: check-score-rate, window: {kind: month}}");
        checks(school);
        assertThat(parts(school))
                .containsExactly(
                        "POINT 积分 18/40 0.733",
                        "POINT 导数 32/40 0.267",
                        "CLASS B 16/40 0.800",
                        "CLASS A 34/40 0.200",
                        "SESSION MATH.20260901.1 24/40 0.533",
                        "SESSION MATH.20260908.1 26/40 0.467");
    }
}
