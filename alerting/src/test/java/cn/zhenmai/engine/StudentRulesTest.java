package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Missed in a row, missed share, a day without presence, and what follows the student. */
class StudentRulesTest {

    private final EngineCase school = new EngineCase();

    private void roll(int n, Status status) {
        school.roll("DRAW", n, "A", status == null ? Map.of() : Map.of("A01", status));
    }

    @Test
    void three_sessions_absent_in_a_row_fire_and_presence_recovers() {
        roll(1, Status.ABSENT);
        roll(2, Status.ABSENT);
        assertThat(school.open("missed-in-a-row")).isEmpty();
        roll(3, Status.ABSENT);
        roll(4, Status.ABSENT);
        roll(5, Status.LATE);
        assertThat(school.story("missed-in-a-row"))
                .containsExactly("OPENED YELLOW", "AMENDED YELLOW", "ENDED YELLOW recovered");
    }

    @Test
    void leave_and_unknown_neither_extend_nor_break_the_row() {
        roll(1, Status.ABSENT);
        roll(2, Status.SICK);
        roll(3, Status.ABSENT);
        roll(4, Status.UNKNOWN);
        assertThat(school.open("missed-in-a-row")).isEmpty();
        roll(5, Status.ABSENT);
        Alert alert = school.open("missed-in-a-row").get(0);
        assertThat(alert.evidence().items())
                .extracting(item -> item.heldOn().getDayOfMonth())
                .containsExactly(31, 4, 9);
    }

    @Test
    void a_late_presence_told_for_the_middle_breaks_the_row() {
        roll(1, Status.ABSENT);
        roll(2, Status.ABSENT);
        roll(3, Status.ABSENT);
        school.mark(school.id("DRAW", 2), "A01", Status.PRESENT).commit();
        assertThat(school.story("missed-in-a-row")).containsExactly("OPENED YELLOW", "ENDED YELLOW corrected");
    }

    @Test
    void a_quarter_of_the_planned_periods_is_orange_a_third_red_and_one_short_is_nothing() {
        // MATH has 8 sessions of 2 periods: 16 planned.
        school.roll("MATH", 1, "A", Map.of("A02", Status.ABSENT));
        assertThat(school.open("missed-share")).isEmpty();
        school.roll("MATH", 2, "A", Map.of("A02", Status.ABSENT));
        Alert alert = school.open("missed-share").get(0);
        assertThat(alert.subject().id()).isEqualTo("A02/MATH");
        assertThat(alert.text()).isEqualTo("《高等数学》缺课 4/16 学时（25%），再 2 学时到三分之一考核资格线");
        assertThat(alert.teacher()).isEqualTo("T1");
        school.roll("MATH", 3, "A", Map.of("A02", Status.ABSENT));
        assertThat(school.story("missed-share")).containsExactly("OPENED ORANGE", "RAISED RED");
    }

    @Test
    void the_switches_above_and_leave_counts_are_a_schools_choice() {
        String yaml = RuleSet.standardYaml()
                .replace("leave-counts: false", "leave-counts: true")
                .replace("direction: at-least", "direction: above");
        EngineCase strict =
                new EngineCase(RuleSet.parse(yaml), EngineCase.school().registry());
        strict.roll("MATH", 1, "A", Map.of("A02", Status.ABSENT));
        strict.roll("MATH", 2, "A", Map.of("A02", Status.SICK));
        assertThat(strict.open("missed-share")).isEmpty();
        strict.roll("MATH", 3, "A", Map.of("A02", Status.PERSONAL));
        assertThat(strict.story("missed-share")).containsExactly("OPENED RED");
    }

    @Test
    void a_day_without_presence_is_judged_when_the_students_last_session_has_ended() {
        roll(1, Status.ABSENT);
        assertThat(school.open("day-without-presence")).isEmpty();
        school.tick(school.session("DRAW", 1).endsAt().minusSeconds(1));
        assertThat(school.open("day-without-presence")).isEmpty();
        school.tick(school.session("DRAW", 1).endsAt());
        Alert alert = school.open("day-without-presence").get(0);
        assertThat(alert.level().name()).isEqualTo("RED");
        assertThat(alert.student()).isEqualTo("A01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missed-in-a-row", "missed-days-in-a-row"})
    void a_session_moved_beyond_the_term_does_not_hide_what_was_missed_in_it(String measure) {
        String yaml = RuleSet.standardYaml().replace("kind: missed-in-a-row", "kind: " + measure);
        EngineCase moved =
                new EngineCase(RuleSet.parse(yaml), EngineCase.school().registry());
        for (int n = 21; n <= 24; n++) {
            moved.roll("DRAW", n, "A", Map.of("A01", Status.ABSENT));
        }
        var last = moved.session("DRAW", 24);
        moved.tick(last.endsAt());
        LocalDate after = EngineCase.WEEK_1.plusWeeks(EngineCase.WEEKS);
        moved.edit(Cases.moved(moved.told.registry(), last.id(), after, 9));
        assertThat(moved.open("missed-in-a-row").get(0).evidence().numerator()).isEqualByComparingTo("3");
        assertThat(moved.open("day-without-presence").get(0).evidence().numerator())
                .isEqualByComparingTo("3");
    }

    @Test
    void unknown_on_a_called_full_roll_is_no_trace() {
        var session = school.session("DRAW", 1);
        school.at(session.startsAt());
        for (int i = 2; i <= 12; i++) {
            school.mark(session.id(), String.format("A%02d", i), Status.PRESENT);
        }
        school.call(session.id(), "A", RollCall.Mode.FULL).commit();
        school.tick(session.endsAt());
        assertThat(school.open("day-without-presence"))
                .extracting(Alert::student)
                .containsExactly("A01");
    }

    @Test
    void a_later_presence_recovers_and_a_leave_slip_corrects_it() {
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT, "A02", Status.ABSENT));
        var session = school.session("DRAW", 1);
        school.tick(session.endsAt());
        assertThat(school.open("day-without-presence")).hasSize(2);
        school.leave("A02", "L1", Status.SICK, session.startsAt(), session.endsAt(), LeaveSlip.State.APPROVED)
                .commit();
        school.roll("MATH", 1, "A", Map.of());
        assertThat(school.story("day-without-presence"))
                .containsExactly("OPENED RED", "OPENED RED", "ENDED RED corrected", "ENDED RED recovered");
    }

    @Test
    void an_open_alert_follows_the_student_to_the_new_class_on_the_day_of_the_change() {
        roll(1, Status.ABSENT);
        roll(2, Status.ABSENT);
        LocalDate from = EngineCase.WEEK_1.plusDays(7);
        school.edit(Cases.transferred(school.told.registry(), "A01", "B", from));
        assertThat(school.open("absent-periods").get(0).classes()).containsExactly("A");
        assertThat(school.engine.nextDeadline()).isPresent();
        school.tick(from.atStartOfDay(School.ZONE).toInstant().plus(Duration.ofHours(1)));
        assertThat(school.open("absent-periods").get(0).classes()).containsExactly("B");
        assertThat(school.story("absent-periods")).containsExactly("OPENED BLUE", "AMENDED BLUE");
    }
}
