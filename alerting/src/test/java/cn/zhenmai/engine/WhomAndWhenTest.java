package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Scope, overrides and rests, through the engine. */
class WhomAndWhenTest {

    /**
     * Class A of program P1 (college K1, entered 2025), B of P2 (K1, 2024) and C of P3 (K2, 2025), three students each; one lesson a
     * week of each, and JOINT of A and C; T1 of K1 teaches A and B, T2 of K2 the others.
     */
    private static EngineCase school(String rules) {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.clear();
        b.terms.clear();
        b.classes.clear();
        b.students.clear();
        b.memberships.clear();
        b.teachers.clear();
        b.term("2026-1", 0, EngineCase.WEEK_1, 8);
        b.colleges.add(new Registry.College("K2", "医护学院"));
        b.offices.add(new Registry.Office("O2", "护理教研室", "K2"));
        b.programs.add(new Registry.Program("P2", "网络", "K1"));
        b.programs.add(new Registry.Program("P3", "护理", "K2"));
        b.teachers.add(new Registry.Teacher("T1", "王老师", "O1", null));
        b.teachers.add(new Registry.Teacher("T2", "李老师", "O2", null));
        String[] programs = {"P1", "P2", "P3"};
        for (int c = 0; c < 3; c++) {
            String id = String.valueOf((char) ('A' + c));
            b.classes.add(new Registry.AdministrativeClass(id, id, programs[c], c == 1 ? 2024 : 2025, "C1"));
            for (int i = 1; i <= 3; i++) {
                b.student(id + i, id);
            }
            b.offering("L" + id, "M", "2026-1", Set.of(id), c == 2 ? "T2" : "T1");
            b.slot("L" + id, DayOfWeek.MONDAY, 1 + 2 * c, RegistryBuilder.weeks(1, 8));
        }
        b.offering("JOINT", "M", "2026-1", Set.of("A", "C"), "T2");
        b.slot("JOINT", DayOfWeek.TUESDAY, 1, RegistryBuilder.weeks(1, 8));
        return new EngineCase(RuleSet.parse("rules:\n" + rules), b.registry());
    }

    private static String rule(String subject, String measure, String rest) {
        return """
                  - id: tried
                    name: {zh: 试, en: trial}
                    measure: %s
                    subject: %s
                    levels: [{level: BLUE, at: 0, name: {zh: 零, en: zero}}]
                    title: {zh: 试, en: trial}
                    text: {zh: 试, en: trial}
                    %s
                """.formatted(measure, subject, rest);
    }

    private static final String RATE = "{kind: tally, of: attendance-rate, window: {kind: term}}";

    private static final String OVERRIDES = """
            overrides:
                      - {id: k1, scope: {colleges: [K1]}, levels: [{level: YELLOW, at: 0, name: {zh: 零, en: zero}}]}
                      - {id: p2, scope: {programs: [P2]}, levels: [{level: ORANGE, at: 0, name: {zh: 零, en: zero}}]}
                      - {id: k2, scope: {colleges: [K2]}, mode: paused}
            """;

    private static void week(EngineCase school) {
        for (String id : List.of("A", "B", "C")) {
            school.roll("L" + id, 1, id, Map.of());
        }
        school.roll("JOINT", 1, "A", Map.of());
        school.roll("JOINT", 1, "C", Map.of());
    }

    private static Set<String> judged(EngineCase school) {
        Set<String> found = new TreeSet<>();
        for (Alert alert : school.engine.open()) {
            found.add(alert.rule() + " " + alert.subject().id());
        }
        return found;
    }

    private static Set<String> judged(String subject, String rest) {
        EngineCase school = school(rule(subject, RATE, rest));
        week(school);
        return judged(school);
    }

    @Test
    void a_rule_is_for_the_programs_and_years_that_it_names() {
        assertThat(judged("class", "scope: {programs: [P2, P3]}")).containsExactly("tried B", "tried C");
        assertThat(judged("class", "scope: {grades: [2025]}")).containsExactly("tried A", "tried C");
        assertThat(judged("class", "scope: {colleges: [K1], grades: [2025]}")).containsExactly("tried A");
        assertThat(judged("student", "scope: {classes: [B]}")).containsExactly("tried B1", "tried B2", "tried B3");
        assertThat(judged("offering", "scope: {programs: [P3]}")).containsExactly("tried JOINT", "tried LC");
    }

    @Test
    void a_program_is_meant_by_its_name_and_by_its_college() {
        assertThat(judged("program", "scope: {programs: [P2]}")).containsExactly("tried P2");
        assertThat(judged("program", "scope: {colleges: [K1]}")).containsExactly("tried P1", "tried P2");
        assertThat(judged("program", "scope: {grades: [2025]}")).isEmpty();
    }

    @Test
    void a_teacher_is_of_the_college_of_the_own_office() {
        assertThat(judged("teacher", "scope: {colleges: [K2]}")).containsExactly("tried T2");
    }

    @Test
    void of_school_college_and_program_the_narrowest_text_judges_and_each_subject_once() {
        assertThat(judged("class", OVERRIDES)).containsExactly("tried@k1 A", "tried@p2 B");
        assertThat(judged("program", OVERRIDES)).containsExactly("tried@k1 P1", "tried@p2 P2");
        assertThat(judged("college", OVERRIDES)).containsExactly("tried@k1 K1");
        assertThat(judged("teacher", OVERRIDES)).containsExactly("tried@k1 T1");
        assertThat(judged("school", OVERRIDES)).containsExactly("tried school");
    }

    @Test
    void a_lesson_of_two_colleges_is_judged_by_the_first_that_says_otherwise() {
        String two = """
                overrides:
                          - {id: k2, scope: {colleges: [K2]}, version: 2}
                          - {id: k1, scope: {colleges: [K1]}, version: 2}
                """;
        assertThat(judged("offering", two))
                .containsExactly("tried@k1 LA", "tried@k1 LB", "tried@k2 JOINT", "tried@k2 LC");
    }

    @Test
    void a_college_has_its_own_rolls_of_a_joint_session() {
        EngineCase school = school(rule("college", "{kind: tally, of: roll-coverage, window: {kind: term}}", ""));
        school.roll("LA", 1, "A", Map.of());
        school.roll("LC", 1, "C", Map.of());
        school.roll("JOINT", 1, "C", Map.of());
        school.tick(at("2026-09-02T00:00"));
        // K1: LA called, LB and its half of JOINT not. K2: both called.
        assertThat(AlwaysStanding.number(school, "tried", "K1")).isEqualTo("1/3");
        assertThat(AlwaysStanding.number(school, "tried", "K2")).isEqualTo("2/2");
    }

    @Test
    void a_lesson_that_leaves_the_timetable_ends_its_alert_under_a_rule_of_one_college_too() {
        EngineCase school = school("""
                  - id: tried
                    name: {zh: 试, en: trial}
                    measure: {kind: no-roll-call}
                    subject: session
                    scope: {colleges: [K1]}
                    levels: [{level: BLUE, at: 1, name: {zh: 一, en: one}}]
                    title: {zh: 试, en: trial}
                    text: {zh: 试, en: trial}
                """);
        school.tick(at("2026-08-31T23:00"));
        assertThat(judged(school)).containsExactly("tried LA.20260831.1", "tried LB.20260831.3");
        school.edit(Cases.withoutLessons(school.told.registry(), "LA"));
        assertThat(judged(school)).containsExactly("tried LB.20260831.3");
        assertThat(school.story("tried")).contains("ENDED BLUE session-cancelled");
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(School.ZONE).toInstant();
    }

    @Test
    void in_the_exam_week_nothing_opens_or_rises_what_stands_may_fall_and_the_day_after_judges_all() {
        RuleSet rules = RuleSet.parse("""
                schedules:
                  - {id: exams, name: {zh: 考试周, en: exams}, off-weeks: [2], off-days: [{from: 2026-09-21, until: 2026-09-23}]}
                rules:
                  - id: tried
                    name: {zh: 试, en: trial}
                    measure: {kind: absent-periods}
                    subject: student
                    stabilise-after: 0
                    schedule: exams
                    levels:
                      - {level: BLUE, at: 2, name: {zh: 二, en: two}}
                      - {level: YELLOW, at: 4, name: {zh: 四, en: four}}
                    title: {zh: 试, en: trial}
                    text: {zh: 试, en: trial}
                """);
        EngineCase school = new EngineCase(rules, EngineCase.school().registry());
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT, "A02", Status.ABSENT, "A03", Status.ABSENT));
        school.roll("DRAW", 2, "A", Map.of("A03", Status.ABSENT));
        // The week of exams.
        school.roll("DRAW", 4, "A", Map.of("A01", Status.ABSENT, "A04", Status.ABSENT));
        school.mark(school.id("DRAW", 1), "A02", Status.PRESENT).commit();
        school.mark(school.id("DRAW", 2), "A03", Status.PRESENT).commit();
        assertThat(levels(school)).containsExactly("A01 BLUE", "A03 BLUE");
        school.tick(at("2026-09-13T23:59"));
        assertThat(levels(school)).containsExactly("A01 BLUE", "A03 BLUE");
        school.tick(at("2026-09-14T00:00"));
        assertThat(levels(school)).containsExactly("A01 YELLOW", "A03 BLUE", "A04 BLUE");
        school.roll("DRAW", 10, "A", Map.of("A05", Status.ABSENT));
        assertThat(levels(school)).as("a day off").doesNotContain("A05 BLUE");
        school.tick(at("2026-09-23T00:00"));
        assertThat(levels(school)).contains("A05 BLUE");
    }

    private static Set<String> levels(EngineCase school) {
        Set<String> found = new TreeSet<>();
        school.engine.open().forEach(alert -> found.add(alert.student() + " " + alert.level()));
        return found;
    }

    @Test
    void a_change_of_class_in_week_7_told_a_week_late_moves_that_week_and_nothing_before() {
        EngineCase school =
                new EngineCase(AlwaysStanding.of("""
                rate  | class | {kind: tally, of: attendance-rate, window: {kind: term}}
                times | student | {kind: tally, of: absent-times, window: {kind: term}}
                """), EngineCase.school().registry());
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        school.roll("MATH", 7, "A", Map.of("A01", Status.ABSENT));
        school.roll("MATH", 7, "B", Map.of());
        assertThat(AlwaysStanding.number(school, "rate", "A")).isEqualTo("22/24");
        assertThat(AlwaysStanding.number(school, "rate", "B")).isEqualTo("8/8");
        school.at(at("2026-10-19T09:00"));
        school.edit(Cases.transferred(school.told.registry(), "A01", "B", EngineCase.WEEK_1.plusWeeks(6)));
        assertThat(AlwaysStanding.number(school, "rate", "A")).isEqualTo("22/23");
        assertThat(AlwaysStanding.number(school, "rate", "B")).isEqualTo("8/9");
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("2");
        Alert alert = school.open("times").stream()
                .filter(open -> open.student().equals("A01"))
                .findFirst()
                .orElseThrow();
        assertThat(alert.classes()).as("it follows the student").containsExactly("B");
    }
}
