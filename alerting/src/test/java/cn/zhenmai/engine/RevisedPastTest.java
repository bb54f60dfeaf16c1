package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Revision;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.School;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes late changes the past number of an alert that has ended, and nothing else of it. */
class RevisedPastTest {

    private static final String ABSENT_PERIODS = "absent-periods";

    private final EngineCase school = new EngineCase();

    private void miss(int from, int to) {
        for (int n = from; n <= to; n++) {
            school.roll("DRAW", n, "A", Map.of("A01", Status.ABSENT));
        }
    }

    private void endTerm() {
        school.tick(EngineCase.WEEK_1
                .plusWeeks(EngineCase.WEEKS + 1)
                .atStartOfDay(School.ZONE)
                .toInstant());
    }

    private List<Transition> correct(int n, Status to) {
        school.told.attendance(
                new Attendance("A01", school.id("DRAW", n), to, null, 0, school.now.plus(Duration.ofHours(n))));
        school.at(school.now.plus(Duration.ofDays(1)));
        return school.commit().transitions().stream()
                .filter(transition -> transition.alert().rule().equals(ABSENT_PERIODS))
                .toList();
    }

    @Test
    void a_correction_beyond_the_term_tells_what_the_number_was_and_what_it_is() {
        miss(1, 6);
        endTerm();
        assertThat(school.story(ABSENT_PERIODS)).last().isEqualTo("ENDED ORANGE term-ended");
        List<Transition> told = correct(1, Status.SICK);
        assertThat(told).extracting(Transition::kind).containsExactly(Transition.Kind.REVISED);
        assertThat(told.get(0).alert().revision())
                .isEqualTo(new Revision(
                        Level.ORANGE,
                        Level.ORANGE,
                        "12",
                        "10",
                        "学时",
                        school.now,
                        told.get(0).sequence(),
                        Revision.Cause.CORRECTED));
        assertThat(told.get(0).alert().endReason()).isEqualTo("term-ended");
        assertThat(school.engine.open()).isEmpty();
    }

    @Test
    void further_corrections_keep_what_was_told_first_and_may_take_the_level_away() {
        miss(1, 4);
        endTerm();
        for (int n = 1; n <= 3; n++) {
            assertThat(correct(n, Status.PERSONAL)).hasSize(1);
        }
        Revision last = school.transitions.stream()
                .filter(each -> each.alert().rule().equals(ABSENT_PERIODS))
                .reduce((first, second) -> second)
                .orElseThrow()
                .alert()
                .revision();
        assertThat(last.was()).isEqualTo("8");
        assertThat(last.now()).isEqualTo("2");
        assertThat(last.levelWas()).isEqualTo(Level.YELLOW);
        assertThat(last.level()).isNull();
    }

    @Test
    void a_correction_that_leaves_the_number_says_nothing() {
        miss(1, 4);
        endTerm();
        assertThat(correct(9, Status.PRESENT)).isEmpty();
    }

    @Test
    void what_comes_in_its_time_revises_nothing() {
        for (int n = 1; n <= 12; n++) {
            school.roll("DRAW", n, "A", n % 4 == 0 ? Map.of() : Map.of("A01", Status.ABSENT, "A02", Status.LATE));
        }
        assertThat(school.transitions).extracting(Transition::kind).contains(Transition.Kind.ENDED);
        assertThat(school.transitions).extracting(Transition::kind).doesNotContain(Transition.Kind.REVISED);
    }
}
