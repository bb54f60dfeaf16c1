package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results of courses, and how teachers came to their sessions: for whom each counts, and what takes it away again. */
class ResultsAndTeachersTest {

    private static final String RULES = """
            class | class | {kind: tally, of: course-pass-rate, window: {kind: term}}
            course | offering | {kind: tally, of: course-pass-rate, window: {kind: term}}
            pupil | student | {kind: tally, of: course-pass-rate, window: {kind: term}}
            teacher | teacher | {kind: tally, of: course-pass-rate, window: {kind: term}}
            school | school | {kind: tally, of: course-pass-rate, window: {kind: term}}
            failed | student | {kind: failed-courses}
            credits | student | {kind: missing-credits}
            late | teacher | {kind: tally, of: teacher-late, window: {kind: term}}
            gone | teacher | {kind: tally, of: teacher-absent-periods, window: {kind: term}}
            gone-college | college | {kind: tally, of: teacher-absent-periods, window: {kind: teaching-week}}
            """;

    private final EngineCase school =
            new EngineCase(AlwaysStanding.of(RULES), EngineCase.school().registry());

    private String number(String rule, String subject) {
        return AlwaysStanding.number(school, rule, subject);
    }

    private void result(String student, String offering, int score, String credits) {
        CourseResult.Outcome outcome = score >= 60 ? CourseResult.Outcome.PASSED : CourseResult.Outcome.FAILED;
        school.told.result(new CourseResult(
                student,
                offering,
                BigDecimal.valueOf(score),
                outcome,
                credits == null ? null : new BigDecimal(credits),
                school.recordedAt()));
        school.commit();
    }

    private void teacher(String offering, int session, Status status, int minutes) {
        school.at(school.session(offering, session).endsAt());
        school.told.teacher(
                new TeacherAttendance(school.id(offering, session), "T2", status, null, minutes, school.recordedAt()));
        school.commit();
    }

    @Test
    void a_result_counts_for_student_class_course_teacher_and_school() {
        result("A01", "DRAW", 59, null);
        result("A02", "DRAW", 60, null);
        result("B01", "WELD", 80, null);
        assertThat(List.of(
                        number("class", "A"),
                        number("class", "B"),
                        number("course", "DRAW"),
                        number("pupil", "A01"),
                        number("teacher", "T2"),
                        number("school", "school")))
                .containsExactly("1/2", "1", "1/2", "0", "2/3", "2/3");
    }

    @Test
    void a_corrected_result_replaces_the_former_everywhere() {
        result("A01", "DRAW", 41, "3");
        result("A01", "DRAW", 66, "3");
        assertThat(List.of(number("class", "A"), number("failed", "A01"), number("credits", "A01")))
                .containsExactly("1", "0", "0");
    }

    @Test
    void a_change_of_class_that_is_told_late_takes_the_result_along() {
        result("A01", "MATH", 41, null);
        result("A02", "MATH", 70, null);
        result("B01", "MATH", 80, null);
        assertThat(number("class", "A")).isEqualTo("1/2");
        school.edit(Cases.transferred(school.told.registry(), "A01", "B", EngineCase.WEEK_1));
        assertThat(List.of(number("class", "A"), number("class", "B"))).containsExactly("1", "1/2");
    }

    @Test
    void a_resit_in_another_term_takes_the_course_off_the_failed_ones_and_terms_do_not() {
        result("B01", "WELD", 30, "2.5");
        result("B01", "MATH", 50, "4");
        assertThat(number("failed", "B01")).isEqualTo("2");
        assertThat(number("credits", "B01")).isEqualTo("6.5");
        Instant afterTerm = EngineCase.WEEK_1
                .plusWeeks(EngineCase.WEEKS + 2L)
                .atStartOfDay(School.ZONE)
                .toInstant();
        school.tick(afterTerm);
        assertThat(number("failed", "B01")).isEqualTo("2");
        // DRAW is the same course as WELD.
        result("B01", "DRAW", 61, "2.5");
        assertThat(List.of(number("failed", "B01"), number("credits", "B01"))).containsExactly("1", "4");
    }

    @Test
    void the_distance_to_the_next_line_is_in_credits() {
        RuleSet rules = RuleSet.parse("""
                rules:
                  - id: credits
                    version: 1
                    name: {zh: 欠学分, en: credits}
                    measure: {kind: missing-credits}
                    subject: student
                    levels:
                      - {level: BLUE, at: 6, name: {zh: 蓝线, en: the blue line}}
                      - {level: YELLOW, at: 10.5, name: {zh: 黄线, en: the yellow line}}
                    title: {zh: "欠 {value} 学分", en: "{value}"}
                    text: {zh: "欠 {value} 学分[，再 {distance} 学分到{next}]", en: "{value}[, {distance} more]"}
                """);
        EngineCase own = new EngineCase(rules, EngineCase.school().registry());
        own.told.result(new CourseResult(
                "B01", "WELD", null, CourseResult.Outcome.FAILED, new BigDecimal("6.5"), own.recordedAt()));
        own.commit();
        assertThat(own.open("credits").get(0).text()).isEqualTo("欠 6.5 学分，再 4 学分到黄线");
    }

    @Test
    void how_a_teacher_came_is_summed_up_and_a_cancelled_session_takes_it_away() {
        teacher("DRAW", 1, Status.LATE, 3);
        teacher("DRAW", 2, Status.ABSENT, 0);
        teacher("DRAW", 3, Status.PRESENT, 0);
        assertThat(List.of(number("late", "T2"), number("gone", "T2"), number("gone-college", "K1")))
                .containsExactly("1", "2", "2");
        school.edit(Cases.cancelled(school.told.registry(), school.id("DRAW", 2)));
        assertThat(List.of(number("late", "T2"), number("gone", "T2"))).containsExactly("1", "0");
    }
}
