package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.backtest.Backtest;
import cn.zhenmai.backtest.BacktestResult;
import cn.zhenmai.backtest.Caveat;
import cn.zhenmai.backtest.Confusion;
import cn.zhenmai.backtest.Outcomes;
import cn.zhenmai.backtest.Question;
import cn.zhenmai.backtest.RuleResult;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Problem;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A back-test is the live engine over what was known, and counts what it tells. */
class BacktestTest {

    private static final Instant START = day(0);
    private static final Instant END = day(56);

    private final EngineCase live;

    BacktestTest() {
        RegistryBuilder school = EngineCase.school();
        school.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "A", Span.ALWAYS));
        live = new EngineCase(RuleSet.standard(), school.registry());
    }

    private static Instant day(int days) {
        return EngineCase.WEEK_1.plusDays(days).atStartOfDay(School.ZONE).toInstant();
    }

    private BacktestResult ask(String rule, Instant from, Instant to, Outcomes truth) {
        return ask(only(rule), from, to, truth);
    }

    private BacktestResult ask(RuleSet rules, Instant from, Instant to, Outcomes truth) {
        Backtest backtest = new Backtest(Question.of(rules, Optional.of(RuleSet.standard()), from, to, truth));
        live.inputs.stream().filter(input -> input.knownAt().isBefore(to)).forEach(backtest::step);
        return backtest.end();
    }

    private static RuleSet only(String rule) {
        return new RuleSet(List.of(RuleSet.standard().rule(rule).orElseThrow()));
    }

    /** A01 misses the first n lessons in drawing, A02 the first four; A03 misses the first and comes. */
    private void lessons(int n) {
        for (int lesson = 1; lesson <= n; lesson++) {
            live.roll(
                    "DRAW",
                    lesson,
                    "A",
                    lesson == 1
                            ? Map.of("A01", Status.ABSENT, "A02", Status.ABSENT, "A03", Status.ABSENT)
                            : lesson <= 4
                                    ? Map.of("A01", Status.ABSENT, "A02", Status.ABSENT)
                                    : Map.of("A01", Status.ABSENT));
        }
    }

    @Test
    void what_was_raised_live_would_be_raised() {
        lessons(7);
        live.tick(day(40));
        List<String> told = live.transitions.stream()
                .filter(t -> t.kind() == Transition.Kind.OPENED)
                .map(t -> t.alert().rule() + " " + t.alert().subject().id() + " " + t.at() + " "
                        + t.alert().text())
                .toList();
        BacktestResult result = ask(RuleSet.standard(), START, END, Outcomes.NONE);
        List<String> wouldBe = result.alerts().stream()
                .filter(one -> one.alert().openedAt().isBefore(day(40)))
                .map(one -> one.alert().rule() + " " + one.alert().subject().id() + " "
                        + one.alert().openedAt() + " " + one.alert().text())
                .toList();
        assertThat(wouldBe).isNotEmpty().isEqualTo(told);
        assertThat(result.changes())
                .isEqualTo(live.inputs.stream()
                        .mapToLong(input -> input instanceof Input.Facts facts
                                ? facts.changes().size()
                                : 0)
                        .sum());
    }

    @Test
    void fired_ones_are_counted_by_level_counselor_and_week_with_their_evidence() {
        lessons(5);
        BacktestResult result = ask("absent-periods", START, END, Outcomes.NONE);
        RuleResult rule = result.rules().get(0);
        assertThat(rule.fired()).isEqualTo(2);
        assertThat(rule.byLevel()).isEqualTo(Map.of(Level.YELLOW, 1, Level.ORANGE, 1));
        LocalDate second = EngineCase.WEEK_1.plusWeeks(1);
        assertThat(rule.cells())
                .containsExactly(
                        new RuleResult.Cell("T1", EngineCase.WEEK_1, 1, 2, 2),
                        new RuleResult.Cell("T1", second, 2, 0, 3));
        assertThat(result.alertCount()).isEqualTo(2);
        assertThat(result.alerts().get(0).alert().evidence().items()).hasSize(2);
        assertThat(result.alerts().get(0).counselors()).containsExactly("T1");
        assertThat(result.alerts().get(0).course())
                .extracting(turn -> turn.kind() + " " + turn.level())
                .containsExactly("OPENED BLUE", "RAISED YELLOW", "RAISED ORANGE");
        assertThat(result.caveats()).extracting(Caveat::kind).containsExactly(Caveat.Kind.ENDS_EARLY);
    }

    @Test
    void what_opened_before_the_range_stands_and_is_not_counted() {
        lessons(5);
        RuleResult rule =
                ask("absent-periods", day(7), END, Outcomes.NONE).rules().get(0);
        assertThat(rule.fired()).isZero();
        assertThat(rule.standing()).isEqualTo(2);
        assertThat(rule.cells()).containsExactly(new RuleResult.Cell("T1", EngineCase.WEEK_1.plusWeeks(1), 2, 0, 3));
    }

    @Test
    void what_became_known_later_is_not_seen() {
        lessons(3);
        live.at(day(10)).mark(live.id("DRAW", 1), "A01", Status.PRESENT);
        live.mark(live.id("DRAW", 2), "A01", Status.PRESENT);
        live.commit();
        assertThat(ask("missed-in-a-row", START, day(9), Outcomes.NONE).alerts())
                .extracting(one -> one.alert().subject().id() + " " + one.endReason())
                .containsExactly("A01 null", "A02 null");
        assertThat(ask("missed-in-a-row", START, day(11), Outcomes.NONE).alerts())
                .extracting(one -> one.alert().subject().id() + " " + one.endReason())
                .containsExactly("A01 corrected", "A02 null");
    }

    @Test
    void with_the_outcomes_precision_and_recall_are_told_by_week() {
        lessons(5);
        Outcomes truth = Outcomes.read(
                        "outcomes.csv",
                        "student,outcome\nA01,1\nA02,0\nA03,是\nA04,否\n".getBytes(StandardCharsets.UTF_8))
                .outcomes();
        RuleResult rule = ask("missed-in-a-row", START, END, truth).rules().get(0);
        assertThat(rule.overall()).isEqualTo(new Confusion(1, 1, 1, 1));
        assertThat(rule.overall().precision()).isEqualByComparingTo(new BigDecimal("0.5"));
        assertThat(rule.overall().recall()).isEqualByComparingTo(new BigDecimal("0.5"));
        assertThat(rule.confusion()).hasSize(8);
        assertThat(ask("absent-periods", START, END, truth)
                        .rules()
                        .get(0)
                        .confusion()
                        .get(0)
                        .confusion())
                .isEqualTo(new Confusion(1, 1, 1, 1));
    }

    @Test
    void who_had_left_by_the_day_of_decision_is_no_unit() {
        lessons(3);
        String csv = "student,offering,outcome,decided_on\nA01,DRAW,1,2026-10-01\nA01,WELD,1,2026-10-01\n";
        Outcomes truth =
                Outcomes.read("o.csv", csv.getBytes(StandardCharsets.UTF_8)).outcomes();
        assertThat(ask("missed-share", START, END, truth).rules().get(0).overall())
                .isEqualTo(new Confusion(0, 0, 1, 0));
    }

    @Test
    void a_wrong_line_of_the_outcomes_is_told_by_row_and_field() {
        String csv = "student,outcome,decided_on\nA01,1,\nA02,maybe,\n,1,\nA01,0,\nA03,1,soon\n";
        Outcomes.Result read = Outcomes.read("o.csv", csv.getBytes(StandardCharsets.UTF_8));
        assertThat(read.problems())
                .extracting(problem -> problem.row() + " " + problem.field())
                .containsExactly("3 outcome", "4 student", "5 student", "6 decided_on");
        assertThat(read.outcomes().bySubject()).containsOnlyKeys("A01", "A03");
        assertThat(Outcomes.read("o.csv", "name,x\n".getBytes(StandardCharsets.UTF_8))
                        .problems())
                .extracting(Problem::row)
                .containsExactly(1);
    }

    @Test
    void imported_history_is_named_and_what_it_claims_to_have_known_too_early_too() {
        lessons(2);
        List<Input> declared = live.inputs.stream()
                .map(input -> input instanceof Input.Facts facts
                        ? new Input.Facts(facts.sequence(), START, true, facts.changes())
                        : input)
                .collect(Collectors.toList());
        Backtest backtest =
                new Backtest(Question.of(only("absent-periods"), Optional.empty(), START, day(7), Outcomes.NONE));
        declared.forEach(backtest::step);
        assertThat(backtest.end().caveats())
                .extracting(Caveat::kind)
                .containsExactly(Caveat.Kind.RECONSTRUCTED, Caveat.Kind.LOOKS_AHEAD);
    }

    /** A rule that reads scores, through points or a trend too, would have known them before anybody had marked them. */
    @Test
    void where_scores_are_imported_every_rule_that_reads_them_says_that_it_looks_ahead() {
        live.at(day(3)).told.check(check());
        live.at(day(3)).told.report(new ReportedValue("books", null, "2026", BigDecimal.TEN, day(5)));
        live.commit();
        RuleSet rules = RuleSet.parse(
                """
                rules:
                """ + trial("points", """
                {kind: points, reasons: [{points: 1, at: 1, name: {zh: 缺, en: a}, measure: {kind: leave-days}}, \
                {points: 1, direction: below, at: 0.6, name: {zh: 检, en: c}, \
                measure: {kind: tally, of: check-pass-rate, window: {kind: term}}}]}""") + trial("trend", "{kind: trend, of: check-score-rate, weeks: 4}")
                        + trial("leave", "{kind: leave-days}"));
        Backtest backtest = new Backtest(Question.of(rules, Optional.empty(), START, day(7), Outcomes.NONE));
        live.inputs.stream()
                .map(input -> input instanceof Input.Facts facts
                        ? new Input.Facts(facts.sequence(), facts.knownAt(), true, facts.changes())
                        : input)
                .forEach(backtest::step);
        assertThat(backtest.end().caveats())
                .extracting(caveat -> caveat.kind() + " " + caveat.rule())
                .containsExactly(
                        "RECONSTRUCTED null", "LOOKS_AHEAD null", "SCORES_TIMELESS points", "SCORES_TIMELESS trend");
    }

    private static String trial(String id, String measure) {
        return """
                  - id: %s
                    name: {zh: 试, en: trial}
                    measure: %s
                    subject: student
                    levels: [{level: BLUE, at: 5, name: {zh: 五, en: five}}]
                    title: {zh: 试, en: trial}
                    text: {zh: 试, en: trial}
                """.formatted(id, measure);
    }

    private LessonCheck check() {
        return new LessonCheck(
                "A01",
                live.id("DRAW", 1),
                "DRAW",
                1,
                LessonCheck.State.TAKEN,
                BigDecimal.TEN,
                BigDecimal.TEN,
                null,
                null,
                List.of(),
                live.recordedAt());
    }
}
