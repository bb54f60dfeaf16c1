package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is kept from step to step (days of units, rolls that were called, where a person was not simply present, windows that wake when
 * something leaves them) against an engine that is told all facts first and then reads everything once.
 */
class KeptSumsTest {

    private static final String RULES = """
            week     | class     | {kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 1}}
            weeks    | class     | {kind: tally, of: missed-rate, window: {kind: last-teaching-weeks, count: 3}}
            rolling  | class     | {kind: tally, of: absent-times, window: {kind: rolling-days, count: 5}}
            past     | class     | {kind: tally, of: attendance-rate, window: {kind: day}, against: {kind: own-past, windows: 3}}
            course   | offering  | {kind: tally, of: late-rate, window: {kind: month}}
            teacher  | teacher   | {kind: tally, of: attendance-rate, window: {kind: rolling-days, count: 7}}
            trend    | program   | {kind: trend, of: attendance-rate, weeks: 3}
            school   | school    | {kind: tally, of: absent-rate, window: {kind: term}}
            called   | teacher   | {kind: tally, of: roll-coverage, window: {kind: rolling-days, count: 7}}
            prompt   | teacher   | {kind: tally, of: roll-promptness, window: {kind: term}}
            classes  | class     | {kind: tally, of: roll-coverage, window: {kind: last-teaching-weeks, count: 1}}
            mondays  | class     | {kind: tally, of: roll-coverage, window: {kind: term}, weekday: monday}
            times    | student   | {kind: tally, of: absent-times, window: {kind: rolling-days, count: 5}}
            periods  | student   | {kind: tally, of: missed-periods, window: {kind: rolling-days, count: 9}}
            present  | student   | {kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 2}}
            slope    | student   | {kind: trend, of: attendance-rate, weeks: 4}
            term     | student   | {kind: tally, of: missed-rate, window: {kind: term}}
            minutes  | student   | {kind: tally, of: late-minutes, window: {kind: teaching-week}}
            leave    | student   | {kind: leave-days}
            absent   | student   | {kind: absent-periods, late-or-early-per-period: 3, late-minutes-as-period: 0}
            in-a-row | student   | {kind: missed-in-a-row}
            days-row | student   | {kind: missed-days-in-a-row}
            traces   | student   | {kind: day-without-presence}
            share    | enrolment | {kind: missed-share, leave-counts: true}
            best     | enrolment | {kind: best-share}
            """;

    private final EngineCase school =
            new EngineCase(AlwaysStanding.of(RULES), EngineCase.school().registry());

    private static Map<String, Status> some(String classId, int absent, int late, int sick) {
        Map<String, Status> some = new HashMap<>();
        for (int i = 1; i <= absent + late + sick; i++) {
            Status status = i <= absent ? Status.ABSENT : i <= absent + late ? Status.LATE : Status.SICK;
            some.put(String.format("%s%02d", classId, i), status);
        }
        return some;
    }

    private static Set<String> numbers(Engine engine) {
        Set<String> numbers = new TreeSet<>();
        for (Alert alert : engine.open()) {
            // A count of nothing raises nothing: whether it is read at all is left open.
            if (alert.evidence().numerator().signum() == 0
                    && alert.evidence().denominator().signum() == 0) {
                continue;
            }
            numbers.add(alert.rule() + " " + alert.subject().id() + " "
                    + alert.evidence().numerator() + "/" + alert.evidence().denominator());
        }
        return numbers;
    }

    private void isAsReadOnce(String after) {
        Engine once = new Engine(new RuleSet(List.of()));
        school.inputs.forEach(once::learn);
        Told told = new Told(school.told.registry());
        Input rules = told.rules(AlwaysStanding.yaml(RULES), school.now);
        assertThat(once.step(rules).transitions()).isNotNull();
        assertThat(numbers(school.engine)).as(after).isEqualTo(numbers(once));
    }

    private Instant noon(int day) {
        return EngineCase.WEEK_1.plusDays(day).atTime(12, 0).atZone(School.ZONE).toInstant();
    }

    @BeforeEach
    void three_weeks() {
        for (int week = 0; week < 3; week++) {
            school.roll("DRAW", 3 * week + 1, "A", some("A", 2, 1, 1));
            school.roll("WELD", 2 * week + 1, "B", some("B", 1, week, 1));
            school.roll("MATH", week + 1, "A", some("A", week + 1, 2, 0));
            school.roll("DRAW", 3 * week + 2, "A", some("A", 3, 0, 2));
            school.roll("WELD", 2 * week + 2, "B", some("B", 0, 3, 0));
        }
        isAsReadOnce("three weeks, the second half of MATH and the Fridays of DRAW not called");
    }

    @Test
    void a_correction_of_earlier_weeks_moves_all_that_is_kept_of_its_day() {
        school.mark(school.id("DRAW", 1), "A01", Status.PRESENT)
                .mark(school.id("DRAW", 2), "A09", Status.ABSENT)
                .mark(school.id("MATH", 1), "A02", Status.UNKNOWN)
                .commit();
        isAsReadOnce("corrected");
        school.mark(school.id("DRAW", 1), "A01", Status.LATE)
                .mark(school.id("DRAW", 2), "A09", Status.PRESENT)
                .mark(school.id("MATH", 1), "A02", Status.EXEMPT)
                .commit();
        isAsReadOnce("corrected again");
    }

    @Test
    void a_leave_slip_and_its_withdrawal_move_what_it_covers() {
        Instant from = noon(-1);
        school.leave("A01", "S1", Status.SICK, from, noon(9), LeaveSlip.State.APPROVED)
                .commit();
        isAsReadOnce("on leave");
        school.leave("A01", "S1", Status.SICK, from, noon(9), LeaveSlip.State.WITHDRAWN)
                .commit();
        isAsReadOnce("not on leave");
    }

    @Test
    void a_roll_called_late_counts_on_its_own_day_and_not_as_in_time() {
        school.call(school.id("MATH", 2), "B", RollCall.Mode.EXCEPTIONS).commit();
        isAsReadOnce("MATH of class B called a week late");
        school.call(school.id("DRAW", 3), "A", RollCall.Mode.EXCEPTIONS).commit();
        school.tick(noon(25));
        isAsReadOnce("and DRAW of a Friday");
    }

    @Test
    void a_roll_that_is_set_aside_and_taken_back_leaves_and_joins_every_sum() {
        school.roll("DRAW", 9, "A", some("A", 12, 0, 0));
        isAsReadOnce("a whole class absent");
        school.tick(noon(24));
        isAsReadOnce("some days later");
        school.mark(school.id("DRAW", 9), "A12", Status.PRESENT).commit();
        isAsReadOnce("one of them was there");
    }

    @Test
    void edits_of_the_registry_move_what_was_added_up_before_them() {
        school.edit(Cases.cancelled(school.told.registry(), school.id("DRAW", 4)));
        isAsReadOnce("a session cancelled");
        school.edit(Cases.moved(school.told.registry(), school.id("WELD", 2), EngineCase.WEEK_1.plusDays(12), 7));
        isAsReadOnce("a session moved");
        school.edit(Cases.transferred(school.told.registry(), "A01", "B", EngineCase.WEEK_1.plusDays(8)));
        isAsReadOnce("a student changed class two weeks ago");
    }

    @Test
    void time_alone_lets_go_of_days_until_the_term_ends() {
        for (int day = 18; day <= 8 * EngineCase.WEEKS; day++) {
            school.tick(EngineCase.WEEK_1
                    .plusDays(day)
                    .atTime(0, 30)
                    .atZone(School.ZONE)
                    .toInstant());
            isAsReadOnce("day " + day);
        }
        assertThat(school.engine.open()).as("alerts of the term end with it").isEmpty();
    }

    @Test
    void facts_in_any_order_leave_the_same() {
        LocalDate next = EngineCase.WEEK_1.plusWeeks(3);
        school.at(next.plusDays(4).atStartOfDay(School.ZONE).toInstant());
        for (int n : new int[] {12, 10, 11}) {
            school.mark(school.id("DRAW", n), "A05", Status.ABSENT)
                    .call(school.id("DRAW", n), "A", RollCall.Mode.EXCEPTIONS)
                    .commit();
            isAsReadOnce("DRAW " + n + " told");
        }
        school.at(school.now.plus(Duration.ofDays(3)))
                .mark(school.id("DRAW", 11), "A05", Status.PRESENT)
                .commit();
        isAsReadOnce("the one between corrected");
    }

    @Test
    void a_restarted_engine_sees_too_that_a_roll_is_not_complete_any_more() throws Snapshot.UnfitException {
        for (int i = 1; i <= 8; i++) {
            school.mark(school.id("MATH", 2), "B0" + i, Status.PRESENT);
        }
        school.commit();
        Snapshot snapshot = Snapshot.of(school.engine.state());
        Engine restarted = Remembered.of(snapshot).engine(AlwaysStanding.of(RULES), List.of(), school.told.school());
        restarted.resume(StateReader.read(snapshot, restarted));
        int known = school.inputs.size();
        Effects later = school.tick(noon(22));
        Effects untold =
                school.mark(school.id("MATH", 2), "B01", Status.UNKNOWN).commit();
        assertThat(restarted.step(school.inputs.get(known))).isEqualTo(later);
        assertThat(restarted.step(school.inputs.get(known + 1))).isEqualTo(untold);
        isAsReadOnce("one of class B is not told of any more");
    }
}
