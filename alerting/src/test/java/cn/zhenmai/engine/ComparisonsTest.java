package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.alert.Evidence;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A value against the own past, comparable subjects and the standard: medians and deviations by hand. */
class ComparisonsTest {

    private static Map<String, Status> absent(String classId, int many) {
        Map<String, Status> absent = new HashMap<>();
        for (int i = 1; i <= many; i++) {
            absent.put("%s%02d".formatted(classId, i), Status.ABSENT);
        }
        return absent;
    }

    private static EngineCase with(String rules) {
        return new EngineCase(AlwaysStanding.of(rules), EngineCase.school().registry());
    }

    /** The roll of the weekly DRAW lesson: 1 Monday, 2 Wednesday, 3 Friday. */
    private static void week(EngineCase school, int week, int day, int absent) {
        school.roll("DRAW", 3 * (week - 1) + day, "A", absent("A", absent));
    }

    @Test
    void a_session_is_held_against_the_same_weekday_and_period() {
        EngineCase school = with("""
                past | class | {kind: tally, of: attendance-rate, window: {kind: this-session}, against: {kind: own-past, windows: 4}}
                mad  | class | {kind: tally, of: attendance-rate, window: {kind: this-session}, against: {kind: own-past, windows: 4, in-deviations: true}}
                """);
        int[] mondays = {0, 1, 0, 3};
        for (int week = 1; week <= 4; week++) {
            week(school, week, 1, mondays[week - 1]);
            boolean hasPast = week == 4;
            // 9/12 against the median of 12/12, 11/12 and 12/12; no spread counts as one percentage point.
            assertThat(AlwaysStanding.number(school, "past", "A")).isEqualTo(hasPast ? "-0.25" : "–");
            assertThat(AlwaysStanding.number(school, "mad", "A")).isEqualTo(hasPast ? "-25" : "–");
            week(school, week, 2, 6);
        }
        // Wednesday's 6/12 is as every Wednesday.
        assertThat(AlwaysStanding.number(school, "past", "A")).isEqualTo("0");
    }

    @Test
    void a_day_is_held_against_the_same_weekday() {
        EngineCase school = with("""
                day  | class | {kind: tally, of: attendance-rate, window: {kind: day}, against: {kind: own-past, windows: 3}}
                """);
        int[] mondays = {0, 3, 6, 9};
        for (int week = 1; week <= 4; week++) {
            week(school, week, 1, mondays[week - 1]);
            // 3/12 against the median of 6/12, 9/12 and 12/12.
            assertThat(AlwaysStanding.number(school, "day", "A")).isEqualTo(week == 4 ? "-0.5" : "–");
            week(school, week, 2, 1);
        }
        assertThat(AlwaysStanding.number(school, "day", "A")).isEqualTo("0");
    }

    @Test
    void a_month_is_held_against_the_schools_months_whatever_their_length() {
        RegistryBuilder b = EngineCase.school();
        b.months.clear();
        b.months.add(new Registry.Month("M1", "2026-1", 1, 1));
        b.months.add(new Registry.Month("M2", "2026-1", 2, 4));
        b.months.add(new Registry.Month("M3", "2026-1", 5, 6));
        b.months.add(new Registry.Month("M4", "2026-1", 7, 8));
        EngineCase school = new EngineCase(AlwaysStanding.of("""
                month | class | {kind: tally, of: attendance-rate, window: {kind: month}, against: {kind: own-past, windows: 3}}
                """), b.registry());
        week(school, 1, 1, 0);
        week(school, 2, 1, 6);
        week(school, 5, 1, 3);
        assertThat(AlwaysStanding.number(school, "month", "A")).isEqualTo("–");
        week(school, 7, 1, 0);
        // 12/12 against the median of 12/12, 6/12 and 9/12.
        assertThat(AlwaysStanding.number(school, "month", "A")).isEqualTo("0.25");
    }

    @Test
    void a_count_of_one_person_is_held_against_the_weeks_before_in_deviations_of_at_least_one() {
        EngineCase school = with("""
                times | student | {kind: tally, of: absent-times, window: {kind: last-teaching-weeks, count: 1}, against: {kind: own-past, windows: 4, in-deviations: true}}
                """);
        int[] absences = {0, 1, 1, 3};
        for (int week = 1; week <= 4; week++) {
            for (int day = 1; day <= 3; day++) {
                week(school, week, day, day <= absences[week - 1] ? 1 : 0);
            }
        }
        school.tick(EngineCase.WEEK_1.plusWeeks(4).atStartOfDay(School.ZONE).toInstant());
        // Three in the last week; 1, 1, 0 before: median 1, deviations 0, 0, 1.
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("2");
        assertThat(AlwaysStanding.number(school, "times", "A02")).isEqualTo("0");
    }

    private static RegistryBuilder fiveClasses() {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.clear();
        b.terms.clear();
        b.classes.clear();
        b.students.clear();
        b.memberships.clear();
        b.term("2026-1", 0, EngineCase.WEEK_1, 8);
        for (String id : new String[] {"A", "B", "C", "D", "E"}) {
            b.schoolClass(id, id.equals("E") ? 2024 : 2025, "C1");
            for (int i = 1; i <= 10; i++) {
                b.student("%s%02d".formatted(id, i), id);
            }
            b.offering("L" + id, "M", "2026-1", Set.of(id), "T1");
            b.slot("L" + id, DayOfWeek.MONDAY, 1, RegistryBuilder.weeks(1, 8));
        }
        return b;
    }

    @Test
    void peers_are_those_of_the_same_program_and_year_and_a_change_of_one_moves_the_others() {
        EngineCase school = new EngineCase(AlwaysStanding.of("""
                peers | class | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: peers, group: program, same-grade: true, at-least: 3}}
                all   | class | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: peers, group: program, at-least: 4}}
                mad   | class | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: peers, group: program, same-grade: true, at-least: 3, in-deviations: true}}
                std   | class | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: standard, value: 0.95}}
                """), fiveClasses().registry());
        int[] missing = {2, 1, 0, 1, 4};
        for (int i = 0; i < 5; i++) {
            String id = String.valueOf((char) ('A' + i));
            school.roll("L" + id, 1, id, absent(id, missing[i]));
        }
        assertThat(numbers(school, "peers")).isEqualTo("-0.1 0 0.1 0 –");
        // A: 0.8 against the median of 0.9, 1, 0.9 and 0.6.
        assertThat(numbers(school, "all")).isEqualTo("-0.1 0.05 0.15 0.05 -0.3");
        // Deviations of 0.9, 1, 0.9 from 0.9 are 0, 0.1, 0: no spread is one percentage point.
        assertThat(numbers(school, "mad")).isEqualTo("-10 0 10 0 –");
        assertThat(numbers(school, "std")).isEqualTo("-0.15 -0.05 0.05 -0.05 -0.35");
        school.mark(school.id("LB", 1), "B01", Status.PRESENT).commit();
        assertThat(numbers(school, "peers")).isEqualTo("-0.2 0.1 0.1 -0.1 –");
    }

    private static String numbers(EngineCase school, String rule) {
        StringBuilder all = new StringBuilder();
        for (String id : new String[] {"A", "B", "C", "D", "E"}) {
            all.append(all.isEmpty() ? "" : " ").append(AlwaysStanding.number(school, rule, id));
        }
        return all.toString();
    }

    @Test
    void what_it_is_held_against_is_listed_so_that_the_median_can_be_found_again() {
        EngineCase school = new EngineCase(AlwaysStanding.of("""
                peers | class | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: peers, group: program, same-grade: true, at-least: 3}}
                """), fiveClasses().registry());
        for (String id : new String[] {"A", "B", "C", "D"}) {
            school.roll("L" + id, 1, id, absent(id, id.charAt(0) - 'A'));
        }
        Evidence ofA = school.open("peers").stream()
                .filter(alert -> alert.subject().id().equals("A"))
                .findFirst()
                .orElseThrow()
                .evidence();
        assertThat(ofA.items())
                .extracting(item -> item.text())
                .contains("B班 9/10 = 90%", "C班 8/10 = 80%", "D班 7/10 = 70%");
        assertThat(ofA.arithmetic()).contains("3 个可比对象的中位数 80%").contains("相差 20 个百分点");
    }

    @Test
    void persons_are_not_held_against_each_other() {
        assertThatThrownBy(() -> with("""
                        peers | student | {kind: tally, of: attendance-rate, window: {kind: term}, against: {kind: peers, group: program}}
                        """).open("peers").size())
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("peers");
    }

    @Test
    void the_first_days_of_a_term_have_no_past() {
        EngineCase school = with("""
                weeks | class | {kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 1}, against: {kind: own-past, windows: 4}}
                """);
        for (int week = 1; week <= 4; week++) {
            week(school, week, 1, week - 1);
            LocalDate next = EngineCase.WEEK_1.plusWeeks(week);
            school.tick(next.atStartOfDay(School.ZONE).toInstant());
            // In week 5: 9/12 against the median of 12/12, 11/12 and 10/12.
            assertThat(AlwaysStanding.number(school, "weeks", "A")).isEqualTo(week == 4 ? "-0.1667" : "–");
        }
    }
}
