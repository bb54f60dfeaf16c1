package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Session;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No roll call, attendance of a session, a whole class absent. */
class SessionRulesTest {

    private final EngineCase school = new EngineCase();
    private final Session first = school.session("DRAW", 1);

    private static Map<String, Status> absent(String classId, int from, int to) {
        Map<String, Status> exceptions = new HashMap<>();
        for (int i = from; i <= to; i++) {
            exceptions.put(String.format("%s%02d", classId, i), Status.ABSENT);
        }
        return exceptions;
    }

    @Test
    void a_session_without_a_roll_call_fires_at_its_deadline_and_not_before() {
        assertThat(school.engine.nextDeadline()).contains(first.rollCallDueAt());
        school.tick(first.rollCallDueAt().minusSeconds(1));
        assertThat(school.engine.open()).isEmpty();
        school.tick(first.rollCallDueAt().plus(Duration.ofMinutes(2)));
        Alert alert = school.open("no-roll-call").get(0);
        assertThat(alert.openedAt()).isEqualTo(first.rollCallDueAt());
        assertThat(alert.session()).isEqualTo("DRAW.20260831.3");
        assertThat(alert.teacher()).isEqualTo("T2");
        assertThat(alert.text()).startsWith("《机械制图》08-31 周一 第 3–4 节到点名时限仍无点名记录");
    }

    @Test
    void the_late_roll_call_recovers_it() {
        school.tick(first.rollCallDueAt());
        school.at(first.rollCallDueAt().plusSeconds(60))
                .call(first.id(), "A", Mode.EXCEPTIONS)
                .commit();
        assertThat(school.story("no-roll-call")).containsExactly("OPENED YELLOW", "ENDED YELLOW recovered");
    }

    /** Rules over days, which are only tried, wake at midnight. */
    private static RuleSet liveRules() {
        return new RuleSet(RuleSet.standard().rules().stream()
                .filter(rule -> !rule.shadow())
                .toList());
    }

    @Test
    void a_cancelled_session_ends_it_as_cancelled_and_a_session_called_in_time_never_wakes_the_engine() {
        EngineCase school = new EngineCase(liveRules(), EngineCase.school().registry());
        school.tick(first.rollCallDueAt());
        school.edit(Cases.cancelled(school.told.registry(), first.id()));
        assertThat(school.story("no-roll-call")).containsExactly("OPENED YELLOW", "ENDED YELLOW session-cancelled");
        Session weld = school.session("WELD", 1);
        assertThat(school.engine.nextDeadline()).contains(weld.rollCallDueAt());
        school.roll("WELD", 1, "B", Map.of());
        assertThat(school.engine.nextDeadline())
                .contains(school.session("MATH", 1).rollCallDueAt());
    }

    @Test
    void a_low_attendance_is_judged_when_the_roll_is_complete() {
        school.roll("DRAW", 1, "A", absent("A", 1, 2));
        Alert alert = school.open("session-attendance").get(0);
        assertThat(alert.level().name()).isEqualTo("YELLOW");
        assertThat(alert.title()).isEqualTo("到课率 83.3%");
        assertThat(alert.evidence().items()).hasSize(12);
        school.mark(first.id(), "A01", Status.PRESENT).commit();
        assertThat(school.story("session-attendance")).containsExactly("OPENED YELLOW", "ENDED YELLOW corrected");
    }

    @Test
    void half_of_a_joint_session_is_not_judged_before_both_rolls_or_the_end() {
        Session joint = school.session("MATH", 1);
        school.roll("MATH", 1, "A", absent("A", 1, 6));
        assertThat(school.open("session-attendance")).isEmpty();
        assertThat(school.engine.nextDeadline()).contains(joint.endsAt());
        school.tick(joint.endsAt());
        assertThat(school.story("session-attendance")).containsExactly("OPENED ORANGE");
    }

    @Test
    void rows_without_a_roll_call_are_judged_when_everyone_has_a_status() {
        school.at(first.startsAt());
        for (int i = 1; i <= 11; i++) {
            school.mark(first.id(), String.format("A%02d", i), i <= 3 ? Status.ABSENT : Status.PRESENT);
        }
        school.commit();
        assertThat(school.open("session-attendance")).isEmpty();
        school.mark(first.id(), "A12", Status.PRESENT).commit();
        assertThat(school.open("session-attendance")).hasSize(1);
    }

    @Test
    void a_class_of_eight_does_not_colour() {
        school.roll("WELD", 1, "B", absent("B", 1, 7));
        assertThat(school.open("session-attendance")).isEmpty();
        assertThat(school.open("class-absent")).isEmpty();
    }

    @Test
    void a_whole_class_absent_is_one_alert_and_nobodys_absence_until_confirmed() {
        for (int n = 1; n <= 2; n++) {
            school.roll("DRAW", n, "A", absent("A", 1, 12));
        }
        school.tick(school.session("DRAW", 2).endsAt());
        assertThat(school.engine.open()).extracting(Alert::rule).containsOnly("class-absent", "no-roll-call");
        assertThat(school.open("class-absent")).hasSize(2);
        // Said again by a person after the session: confirmed.
        for (int n = 1; n <= 2; n++) {
            school.call(school.id("DRAW", n), "A", Mode.EXCEPTIONS).commit();
        }
        assertThat(school.open("class-absent")).isEmpty();
        assertThat(school.open("absent-periods")).hasSize(12);
        assertThat(school.open("day-without-presence")).hasSize(12);
        assertThat(school.open("session-attendance")).hasSize(2);
    }

    @Test
    void a_reader_that_saw_almost_nobody_is_one_alert_and_a_persons_roll_call_dissolves_it() {
        school.at(first.startsAt().plusSeconds(300)).mark(first.id(), "A03", Status.PRESENT);
        school.call(first.id(), "A", Mode.READER).commit();
        assertThat(school.engine.open()).extracting(Alert::rule).containsExactly("class-absent");
        assertThat(school.engine.open().get(0).title()).isEqualTo("整班无人到课（11/12 人）");
        school.tick(first.endsAt());
        assertThat(school.open("session-attendance")).isEmpty();
        assertThat(school.open("day-without-presence")).isEmpty();
        school.call(first.id(), "A", Mode.EXCEPTIONS).commit();
        assertThat(school.story("class-absent")).containsExactly("OPENED YELLOW", "ENDED YELLOW corrected");
    }

    @Test
    void a_class_of_three_is_never_a_whole_class() {
        var b = EngineCase.school();
        b.offering("TINY", "D", "2026-1", Set.of("软件2501"), "T1");
        b.slot("TINY", DayOfWeek.MONDAY, 1, Set.of(1));
        EngineCase tiny = new EngineCase(RuleSet.standard(), b.registry());
        tiny.roll("TINY", 1, "软件2501", Map.of("S11", Status.ABSENT, "S12", Status.ABSENT, "S13", Status.ABSENT));
        assertThat(tiny.open("class-absent")).isEmpty();
    }
}
