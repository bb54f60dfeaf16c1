package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.school.School;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluation of teaching: for whom its ballots count, what is judged while the window is open, and what once it is closed. */
class BallotsTest {

    private static final LocalDate CLOSES = EngineCase.WEEK_1.plusDays(14);

    private static final String RULES = """
            part-teacher | teacher | {kind: tally, of: ballot-participation, window: {kind: term}}
            part-course | offering | {kind: tally, of: ballot-participation, window: {kind: term}}
            part-college | college | {kind: tally, of: ballot-participation, window: {kind: term}}
            part-school | school | {kind: tally, of: ballot-participation, window: {kind: term}}
            mean-teacher | teacher | {kind: tally, of: teaching-evaluation, window: {kind: term}}
            mean-school | school | {kind: tally, of: teaching-evaluation, window: {kind: term}}
            """;

    private final EngineCase school =
            new EngineCase(AlwaysStanding.of(RULES), EngineCase.school().registry());

    private String number(String rule, String subject) {
        return AlwaysStanding.number(school, rule, subject);
    }

    private void told(String offering, LocalDate day, int invited, int answered, String mean) {
        Instant midnight = day.atStartOfDay(School.ZONE).toInstant();
        school.at(midnight);
        school.told.ballots(new BallotSummary(
                offering, "T2", CLOSES, invited, answered, mean == null ? null : new BigDecimal(mean), midnight));
        school.commit();
    }

    @Test
    void participation_counts_from_the_first_day_and_the_mean_once_it_is_known() {
        told("DRAW", CLOSES.minusDays(3), 12, 5, null);
        assertThat(List.of(number("part-teacher", "T2"), number("mean-teacher", "T2")))
                .containsExactly("5/12", "–");
        told("DRAW", CLOSES, 12, 10, "4.2");
        assertThat(List.of(number("part-teacher", "T2"), number("mean-teacher", "T2")))
                .containsExactly("10/12", "42/10");
    }

    @Test
    void they_count_for_teacher_course_college_and_school_and_means_are_summed_by_their_answers() {
        told("DRAW", CLOSES, 12, 10, "4.2");
        told("WELD", CLOSES, 20, 5, "3");
        assertThat(List.of(
                        number("part-teacher", "T2"),
                        number("part-course", "WELD"),
                        number("part-college", "K1"),
                        number("part-school", "school"),
                        number("mean-school", "school")))
                .containsExactly("15/32", "5/20", "15/32", "15/32", "57/15");
    }

    @Test
    void the_evidence_names_the_courses_and_which_of_them_account_for_it() {
        told("DRAW", CLOSES, 12, 12, null);
        told("WELD", CLOSES, 20, 5, null);
        Alert alert = school.open("part-school").get(0);
        assertThat(alert.evidence().items())
                .extracting(item -> item.offering() + " " + item.text())
                .containsExactly("DRAW 12/12", "WELD 5/20");
        assertThat(alert.evidence().explanation().contributions())
                .extracting(each -> each.kind() + " " + each.id())
                .startsWith("OFFERING DRAW");
        assertThat(school.open("part-course").get(0).evidence().explanation().contributions())
                .isEmpty();
    }

    @Test
    void ballots_whose_window_closes_after_the_term_count_in_it() {
        LocalDate afterTerm = EngineCase.WEEK_1.plusWeeks(EngineCase.WEEKS);
        Instant last = afterTerm.minusDays(1).atStartOfDay(School.ZONE).toInstant();
        school.at(last);
        school.told.ballots(new BallotSummary("DRAW", "T2", afterTerm.plusDays(7), 12, 3, null, last));
        school.commit();
        assertThat(number("part-course", "DRAW")).isEqualTo("3/12");
    }
}
