package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.measure.Definition;
import cn.zhenmai.measure.Definitions;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every definition by hand, of one lesson of two periods of class A: numerator and denominator as they are frozen. */
class DefinitionsTest {

    /** Present: A09…A12 and, late or early, A02 and A06. Expected: these, A01 absent, A03 and A04 on leave. A08 is unknown. */
    private static final Map<String, String> BY_HAND = new TreeMap<>(Map.ofEntries(
            Map.entry("attendance-rate", "6/9"),
            Map.entry("attended-periods-rate", "12/18"),
            Map.entry("absent-times", "1"),
            Map.entry("absent-rate", "1/9"),
            Map.entry("missed-periods", "2"),
            Map.entry("missed-rate", "3/9"),
            Map.entry("late-times", "2"),
            Map.entry("late-rate", "1/9"),
            Map.entry("late-minutes", "15"),
            Map.entry("leave-times", "3"),
            Map.entry("roll-coverage", "1/2"),
            Map.entry("roll-promptness", "1"),
            Map.entry("check-coverage", "3/4"),
            Map.entry("check-score-rate", "110/200"),
            Map.entry("check-pass-rate", "1/2"),
            Map.entry("learning-evaluation", "–"),
            Map.entry("course-pass-rate", "2/3")));

    private final EngineCase school =
            new EngineCase(AlwaysStanding.of(rules()), EngineCase.school().registry());

    private static String rules() {
        StringBuilder rules = new StringBuilder();
        for (Definition definition : Definitions.all()) {
            if (isOfClasses(definition)) {
                rules.append(
                        "%1$s | class | {kind: tally, of: %1$s, window: {kind: term}}%n".formatted(definition.id()));
            }
        }
        return rules.toString();
    }

    private static boolean isOfClasses(Definition definition) {
        return definition.levels().contains(Subject.Kind.CLASS);
    }

    private void result(String student, CourseResult.Outcome outcome) {
        school.told.result(new CourseResult(student, "DRAW", null, outcome, null, school.recordedAt()));
    }

    private void mark(Session lesson, String student, Status status, int minutes) {
        school.told.attendance(new Attendance(student, lesson.id(), status, null, minutes, school.recordedAt()));
    }

    private void check(Session lesson, String student, LessonCheck.State state, Integer score) {
        school.told.check(new LessonCheck(
                student,
                lesson.id(),
                "DRAW",
                1,
                state,
                score == null ? null : BigDecimal.valueOf(score),
                score == null ? null : BigDecimal.valueOf(100),
                null,
                null,
                List.of(),
                school.recordedAt()));
    }

    @Test
    void each_divides_what_it_says_by_what_it_says() {
        Session lesson = school.session("DRAW", 1);
        school.at(lesson.startsAt().plus(Duration.ofMinutes(10)));
        mark(lesson, "A01", Status.ABSENT, 0);
        mark(lesson, "A02", Status.LATE, 10);
        mark(lesson, "A03", Status.SICK, 0);
        mark(lesson, "A04", Status.PERSONAL, 0);
        mark(lesson, "A05", Status.OFFICIAL, 0);
        mark(lesson, "A06", Status.EARLY, 5);
        mark(lesson, "A07", Status.EXEMPT, 0);
        mark(lesson, "A08", Status.UNKNOWN, 0);
        school.call(lesson.id(), "A", RollCall.Mode.EXCEPTIONS).commit();
        check(lesson, "A09", LessonCheck.State.TAKEN, 60);
        check(lesson, "A10", LessonCheck.State.MAKEUP, 50);
        check(lesson, "A01", LessonCheck.State.TAKEN, null);
        check(lesson, "A11", LessonCheck.State.ABSENT, null);
        check(lesson, "A12", LessonCheck.State.EXEMPT, null);
        result("A01", CourseResult.Outcome.FAILED);
        result("A02", CourseResult.Outcome.PASSED);
        result("A03", CourseResult.Outcome.PASSED);
        school.commit();
        // Monday's lesson was called, Tuesday's was not.
        school.tick(EngineCase.WEEK_1.plusDays(2).atStartOfDay(School.ZONE).toInstant());
        Map<String, String> numbers = new TreeMap<>();
        for (Definition definition : Definitions.all()) {
            if (isOfClasses(definition)) {
                numbers.put(definition.id(), AlwaysStanding.number(school, definition.id(), "A"));
            }
        }
        assertThat(numbers).isEqualTo(BY_HAND);
    }
}
