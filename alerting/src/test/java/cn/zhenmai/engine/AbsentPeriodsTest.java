package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Alert.Condition;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbsentPeriodsTest {

    private static final String RULE = "absent-periods";
    private final EngineCase school = new EngineCase();

    private void miss(int from, int to) {
        for (int n = from; n <= to; n++) {
            school.roll("DRAW", n, "A", Map.of("A01", Status.ABSENT));
        }
    }

    private void attend(int from, int to) {
        for (int n = from; n <= to; n++) {
            school.roll("DRAW", n, "A", Map.of());
        }
    }

    private Alert alert() {
        assertThat(school.open(RULE)).hasSize(1);
        return school.open(RULE).get(0);
    }

    @Test
    void four_periods_are_blue_eight_yellow_ten_orange_and_each_crossing_is_told_once() {
        miss(1, 5);
        assertThat(school.story(RULE)).containsExactly("OPENED BLUE", "AMENDED BLUE", "RAISED YELLOW", "RAISED ORANGE");
        assertThat(alert().student()).isEqualTo("A01");
        assertThat(alert().classes()).containsExactly("A");
        assertThat(alert().college()).isEqualTo("K1");
    }

    @Test
    void the_text_names_the_number_and_the_distance_to_the_next_line_and_no_person() {
        miss(1, 4);
        school.told.attendance(new Attendance("A01", school.id("DRAW", 5), Status.LATE, 1, 50, school.recordedAt()));
        school.at(school.session("DRAW", 5).endsAt()).commit();
        assertThat(alert().title()).isEqualTo("旷课 9 学时");
        assertThat(alert().text()).isEqualTo("旷课 9 学时，再 1 学时到警告线");
        assertThat(alert().textEn()).isEqualTo("Absent 9 periods this term, 1 more to the warning line");
        assertThat(alert().evidence().arithmetic()).isEqualTo("2+2+2+2+1 = 9 学时");
        assertThat(alert().evidence().distance()).isEqualTo("1");
        assertThat(alert().text()).doesNotContain("学生A01");
    }

    @Test
    void the_evidence_lists_the_exact_sessions_and_adds_up_to_the_number() {
        miss(1, 3);
        assertThat(alert().evidence().items())
                .extracting(item -> item.session() + " " + item.status() + " " + item.count() + " " + item.source())
                .containsExactly(
                        "DRAW.20260831.3 ABSENT 2 teacher:T1",
                        "DRAW.20260902.3 ABSENT 2 teacher:T1",
                        "DRAW.20260904.3 ABSENT 2 teacher:T1");
        assertThat(alert().evidence().items().stream()
                        .map(item -> item.count())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(alert().evidence().numerator());
    }

    @Test
    void a_leave_slip_lowers_the_level_and_says_by_correction() {
        miss(1, 4);
        var first = school.session("DRAW", 4);
        Effects effects = school.leave(
                        "A01", "L1", Status.SICK, first.startsAt(), first.endsAt(), LeaveSlip.State.APPROVED)
                .commit();
        assertThat(school.story(RULE)).endsWith("LOWERED BLUE");
        assertThat(effects.transitions()).allMatch(t -> t.byCorrection());
    }

    @Test
    void a_correction_below_the_first_line_ends_it_as_corrected() {
        miss(1, 2);
        school.mark(school.id("DRAW", 1), "A01", Status.PRESENT).commit();
        assertThat(school.story(RULE)).containsExactly("OPENED BLUE", "ENDED BLUE corrected");
    }

    @Test
    void ten_sessions_with_presence_stabilise_it_and_only_the_next_level_reopens_it() {
        miss(1, 2);
        attend(3, 12);
        assertThat(alert().condition()).isEqualTo(Condition.STABILISED);
        assertThat(alert().level().name()).isEqualTo("BLUE");
        miss(13, 13);
        assertThat(alert().condition()).isEqualTo(Condition.STABILISED);
        miss(14, 14);
        assertThat(school.story(RULE))
                .containsExactly("OPENED BLUE", "STABILISED BLUE", "AMENDED BLUE", "REOPENED YELLOW");
    }

    @Test
    void three_times_late_make_one_period_and_the_third_carries_it() {
        miss(1, 1);
        school.told.attendance(new Attendance("A01", school.id("DRAW", 2), Status.ABSENT, 1, 0, school.recordedAt()));
        school.commit();
        for (int n = 3; n <= 5; n++) {
            school.roll("DRAW", n, "A", Map.of("A01", n == 4 ? Status.EARLY : Status.LATE));
        }
        assertThat(alert().evidence().arithmetic()).isEqualTo("2+1+1 = 4 学时");
        assertThat(alert().evidence().items().get(2).text()).isEqualTo("第 3 次迟到或早退，合计 1 学时");
    }

    @Test
    void the_end_of_the_term_closes_what_is_open() {
        miss(1, 2);
        var end = EngineCase.WEEK_1
                .plusWeeks(EngineCase.WEEKS)
                .atStartOfDay(cn.zhenmai.school.School.ZONE)
                .toInstant();
        assertThat(school.engine.nextDeadline()).isPresent();
        school.tick(end.minusSeconds(1));
        assertThat(school.open(RULE)).hasSize(1);
        assertThat(school.engine.nextDeadline()).contains(end);
        school.tick(end.plus(Duration.ofHours(9)));
        assertThat(school.story(RULE)).containsExactly("OPENED BLUE", "ENDED BLUE term-ended");
        assertThat(school.transitions.get(school.transitions.size() - 1).at()).isEqualTo(end);
    }

    @Test
    void a_cancelled_session_takes_its_absence_away() {
        miss(1, 2);
        school.edit(Cases.cancelled(school.told.registry(), school.id("DRAW", 2)));
        assertThat(school.story(RULE)).containsExactly("OPENED BLUE", "ENDED BLUE corrected");
    }
}
