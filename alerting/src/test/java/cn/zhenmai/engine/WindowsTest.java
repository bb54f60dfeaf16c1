package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each window by hand: class A of twelve, Monday 1, Tuesday 2, Wednesday 3 and Friday nobody absent in week 1. */
class WindowsTest {

    private final EngineCase school =
            new EngineCase(AlwaysStanding.of("""
                    day     | class | {kind: tally, of: attendance-rate, window: {kind: day}}
                    week    | class | {kind: tally, of: attendance-rate, window: {kind: teaching-week}}
                    weeks   | class | {kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 2}}
                    rolling | class | {kind: tally, of: attendance-rate, window: {kind: rolling-days, count: 7}}
                    month   | class | {kind: tally, of: attendance-rate, window: {kind: month}}
                    term    | class | {kind: tally, of: attendance-rate, window: {kind: term}}
                    three   | class | {kind: tally, of: attendance-rate, window: {kind: last-sessions, count: 3}}
                    thirty  | class | {kind: tally, of: attendance-rate, window: {kind: last-observations, count: 30}}
                    this    | class | {kind: tally, of: attendance-rate, window: {kind: this-session}}
                    mondays | class | {kind: tally, of: attendance-rate, window: {kind: last-sessions, count: 2}, weekday: monday, period: 3}
                    first   | class | {kind: tally, of: attendance-rate, window: {kind: term}, period: 1}
                    calls   | class | {kind: tally, of: roll-coverage, window: {kind: teaching-week}}
                    times   | student | {kind: tally, of: absent-times, window: {kind: rolling-days, count: 7}}
                    """), EngineCase.school().registry());

    private static Map<String, Status> absent(int many) {
        Map<String, Status> absent = new HashMap<>();
        for (int i = 1; i <= many; i++) {
            absent.put("A%02d".formatted(i), Status.ABSENT);
        }
        return absent;
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(School.ZONE).toInstant();
    }

    private void are(String numbers) {
        StringBuilder found = new StringBuilder();
        for (String each : numbers.split(", ")) {
            String rule = each.substring(0, each.indexOf(' '));
            found.append(found.isEmpty() ? "" : ", ")
                    .append(rule)
                    .append(' ')
                    .append(AlwaysStanding.number(school, rule, "A"));
        }
        assertThat(found).hasToString(numbers);
    }

    private void firstWeek() {
        school.roll("DRAW", 1, "A", absent(1));
        school.roll("MATH", 1, "A", absent(2));
        school.roll("DRAW", 2, "A", absent(3));
        school.roll("DRAW", 3, "A", Map.of());
    }

    @Test
    void within_the_week_each_window_holds_what_it_says() {
        firstWeek();
        are("day 12/12, week 42/48, weeks –, rolling 42/48, month 42/48, term 42/48");
        are("three 31/36, thirty 31/36, this 12/12, mondays 11/12, first 10/12");
    }

    @Test
    void time_alone_moves_windows_of_days_and_not_those_of_sessions() {
        firstWeek();
        school.tick(at("2026-09-05T00:00"));
        are("day –, week 42/48, weeks –, rolling 42/48, three 31/36, this 12/12");
        school.tick(at("2026-09-07T00:00"));
        are("day –, week –, weeks 42/48, rolling 31/36, month 42/48, term 42/48, three 31/36");
        school.tick(at("2026-09-08T00:00"));
        are("rolling 21/24, weeks 42/48");
        school.tick(at("2026-09-11T00:00"));
        are("rolling –, weeks 42/48, term 42/48");
        school.tick(at("2026-09-21T00:00"));
        are("weeks –, month 42/48");
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("–");
    }

    @Test
    void a_month_is_the_schools_and_begins_with_its_first_week() {
        firstWeek();
        school.roll("DRAW", 4, "A", absent(6));
        are("mondays 17/24, month 48/60, rolling 37/48");
        school.tick(at("2026-09-28T00:00"));
        are("month –, term 48/60");
        school.roll("DRAW", 13, "A", Map.of());
        are("month 12/12, term 60/72, mondays 18/24");
    }

    @Test
    void a_late_correction_moves_the_windows_that_hold_its_day_and_no_other() {
        firstWeek();
        school.roll("DRAW", 4, "A", absent(6));
        school.roll("DRAW", 13, "A", Map.of());
        school.mark(school.id("DRAW", 1), "A01", Status.PRESENT).commit();
        are("month 12/12, term 61/72, mondays 18/24, week 12/12");
    }

    @Test
    void unknown_and_exempt_never_move_a_rate_and_leave_counts_as_missed() {
        firstWeek();
        school.mark(school.id("DRAW", 3), "A01", Status.UNKNOWN)
                .mark(school.id("DRAW", 3), "A02", Status.EXEMPT)
                .mark(school.id("DRAW", 3), "A03", Status.OFFICIAL)
                .mark(school.id("DRAW", 3), "A04", Status.SICK)
                .commit();
        are("day 8/9, term 38/45");
    }

    @Test
    void a_count_is_let_go_of_seven_days_later_to_the_day() {
        firstWeek();
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("3");
        school.tick(at("2026-09-07T00:00"));
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("2");
        school.tick(at("2026-09-09T00:00"));
        assertThat(AlwaysStanding.number(school, "times", "A01"))
                .as("seen once, on Friday")
                .isEqualTo("0");
        school.tick(at("2026-09-11T00:00"));
        assertThat(AlwaysStanding.number(school, "times", "A01")).isEqualTo("–");
    }

    @Test
    void a_moved_session_counts_on_the_day_on_which_it_is_held() {
        firstWeek();
        school.edit(Cases.moved(school.told.registry(), school.id("DRAW", 1), EngineCase.WEEK_1.plusDays(9), 9));
        are("week 31/36, term 31/36");
        school.tick(at("2026-09-09T20:00"));
        are("day 11/12, week 11/12, term 42/48, weeks 31/36");
    }

    @Test
    void leave_that_is_told_ahead_counts_from_its_day_on() {
        school.roll("DRAW", 1, "A", Map.of());
        school.mark(school.id("DRAW", 2), "A01", Status.SICK).commit();
        school.tick(at("2026-09-01T00:00"));
        are("week 12/12, month 12/12, term 12/12, rolling 12/12, three 12/12");
        school.tick(at("2026-09-02T00:00"));
        are("week 12/13, month 12/13, term 12/13, rolling 12/13, three 12/13");
    }

    @Test
    void a_roll_that_nobody_called_counts_when_its_day_is_over() {
        school.roll("DRAW", 1, "A", Map.of());
        are("calls –");
        school.tick(at("2026-09-01T00:00"));
        are("calls 1");
        school.tick(at("2026-09-02T00:00"));
        are("calls 1/2");
        school.tick(at("2026-09-05T00:00"));
        are("calls 1/4");
    }
}
