package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Explanation;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.fixture.Told;
import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.Item;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Simulated terms of sixty students over six weeks, with duplicates, disorder, corrections, leave slips, class changes, moved and
 * cancelled sessions, rule edits, ticks and restarts (by replay and from a snapshot), against the {@link Oracle} after every step; {@code -Dzhenmai.seeds}
 * of them (300).
 */
class RandomTermTest {

    private static final int SEEDS = 300;
    private static final int ORDER_SEEDS = 40;
    /** What is in no edition otherwise; their levels follow from conditions and hold times, not from the ladder alone. */
    private static final RuleSet RULES = RuleSet.parse(Edition.ALL.get(0).yaml());

    static Set<String> open(Engine engine) {
        Set<String> lines = new TreeSet<>();
        for (Alert alert : engine.open()) {
            lines.add(alert.rule() + " " + alert.subject().id() + " " + alert.level() + " " + alert.condition());
        }
        return lines;
    }

    /** One term under way. */
    private static final class Run {
        final Told told = new Told(TermCase.registry());
        final List<Input> inputs = new ArrayList<>();
        final List<Transition> live = new ArrayList<>();
        final Random random;
        /** Apart, so that the term is the same whatever is tried with it. */
        final Random restarts;

        Edition edition = Edition.ALL.get(0);
        final List<Effects> effects = new ArrayList<>();
        Engine engine = new Engine(new RuleSet(List.of()));
        /** Null before the first. */
        Snapshot kept;

        Instant now = TermCase.START;
        private final Resting resting = new Resting();

        Run(long seed) {
            random = new Random(seed * 31);
            restarts = new Random(seed * 37);
            step(told.rules(edition.yaml(), now));
            step(told.edited(now));
        }

        void step(Input input) {
            inputs.add(input);
            effects.add(engine.step(input));
            live.addAll(effects.get(effects.size() - 1).transitions());
            if (restarts.nextInt(30) == 0) {
                kept = Snapshot.of(engine.state());
            }
        }

        void check(String what) {
            Set<String> expected = Oracle.open(told.school(), told.state(), edition, TermCase.START, now, TermCase.END);
            assertThat(open(engine)).as("%s at %s", what, now).isEqualTo(resting.lines(expected, now));
        }

        void editRules() {
            edition = Edition.ALL.get(random.nextInt(Edition.ALL.size()));
            step(told.rules(edition.yaml(), now));
            check("rules edited");
        }

        /** As after a stop of the service: a new engine is told everything again. */
        void restart() {
            Engine again = new Engine(new RuleSet(List.of()));
            List<Transition> replayed = new ArrayList<>();
            inputs.forEach(input -> replayed.addAll(again.step(input).transitions()));
            assertThat(replayed).as("restarted at %s", now).isEqualTo(live);
            assertThat(again.nextDeadline()).isEqualTo(engine.nextDeadline());
            engine = again;
        }

        /** The same from a snapshot that was written at some time before; of what came after it, all effects are compared. */
        void restartFromSnapshot() {
            if (kept == null) {
                return;
            }
            int known = 0;
            while (known < inputs.size() && inputs.get(known).sequence() <= kept.sequence()) {
                known++;
            }
            List<Input> told = inputs.subList(0, known);
            boolean learns = restarts.nextInt(4) == 0;
            Engine again = learns ? Restarted.learning(kept, told) : Restarted.remembering(kept, told);
            for (int i = known; i < inputs.size(); i++) {
                assertThat(again.step(inputs.get(i))).isEqualTo(effects.get(i));
            }
            assertThat(again.nextDeadline()).isEqualTo(engine.nextDeadline());
            assertThat(again.open()).isEqualTo(engine.open());
            engine = again;
        }

        /** True when the registry was edited. */
        boolean tell(RandomTerm.Saying saying) {
            now = saying.at().isAfter(now) ? saying.at() : now;
            if (saying.edit() != null) {
                told.registry(saying.edit().apply(told.registry()));
                return true;
            }
            saying.tell().accept(told);
            return false;
        }

        void pass(Duration time) {
            now = now.plus(time);
            step(told.tick(now));
            check("tick");
        }
    }

    @Test
    void after_every_step_the_open_alerts_are_those_of_a_computation_from_scratch() throws InterruptedException {
        Seeds.forEach("random-term.txt", Long.getLong("zhenmai.seeds", SEEDS), RandomTermTest::wholeTerm);
    }

    private static void wholeTerm(long seed) {
        Run run = new Run(seed);
        List<RandomTerm.Saying> sayings = RandomTerm.of(seed, run.told.school());
        int batch = 20 + run.random.nextInt(60);
        for (int i = 0; i < sayings.size(); ) {
            int upTo = Math.min(sayings.size(), i + 1 + run.random.nextInt(batch));
            boolean edited = false;
            if (run.random.nextInt(4) == 0) {
                run.now = sayings.get(i).at().isAfter(run.now) ? sayings.get(i).at() : run.now;
                run.pass(Duration.ZERO);
            }
            for (; i < upTo; i++) {
                edited |= run.tell(sayings.get(i));
            }
            run.step(edited ? run.told.edited(run.now) : run.told.facts(run.now));
            run.check("step " + i);
            if (run.random.nextInt(30) == 0) {
                run.editRules();
            }
            if (run.random.nextInt(80) == 0) {
                run.restart();
            }
            if (run.restarts.nextInt(40) == 0) {
                run.restartFromSnapshot();
            }
        }
        while (run.now.isBefore(TermCase.START.plus(Duration.ofDays(7 * TermCase.WEEKS + 1)))) {
            run.pass(Duration.ofHours(11));
        }
        run.restartFromSnapshot();
        run.restart();
        run.live.stream()
                .filter(told -> told.kind() != Transition.Kind.REVISED)
                .forEach(RandomTermTest::evidenceAddsUp);
    }

    /** The number follows from the listed observations alone, and the ids and ordinals are in order. */
    private static void evidenceAddsUp(Transition transition) {
        Alert alert = transition.alert();
        BigDecimal sum = alert.evidence().items().stream().map(Item::count).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).as("%s", alert).isEqualByComparingTo(alert.evidence().numerator());
        if (alert.evidence().denominator().signum() > 0 && !alert.rule().equals("missed-share")) {
            assertThat(alert.evidence().items().stream()
                            .mapToInt(RandomTermTest::observations)
                            .sum())
                    .isEqualTo(alert.evidence().denominator().intValueExact());
        }
        if (alert.condition() != Alert.Condition.ENDED) {
            Rule rule = RULES.rule(alert.rule()).orElseThrow();
            assertThat(rule.isPlain() ? levelOf(alert, sum) : levelInTime(rule, transition))
                    .as("%s", alert)
                    .isEqualTo(alert.level());
            assertThat(alert.evidence().explanation().sentence()).contains(alert.text());
        }
        assertThat(alert.text()).doesNotContain("学生", "{", "[");
        assertThat(alert.textEn()).doesNotContain("{", "[");
    }

    /** A line of a class or a larger unit says of how many it is: "10/12"; of points, of how many answers: "31.5/10". */
    private static int observations(Item item) {
        boolean isSum =
                item.student() == null && item.text() != null && item.text().matches("[\\d.]+/\\d+");
        return isSum ? Integer.parseInt(item.text().substring(item.text().indexOf('/') + 1)) : 1;
    }

    private static Level levelInTime(Rule rule, Transition transition) {
        Alert alert = transition.alert();
        List<Explanation.Branch> branches = alert.evidence().explanation().branches();
        Explanation.Branch own = branches.get(0);
        assertThat(own.turns().get(own.turns().size() - 1).numerator())
                .isEqualByComparingTo(alert.evidence().numerator());
        if (rule.measure() instanceof AbsentPeriods) {
            Recomputed.growsByItsItems(own, alert.evidence().items());
        }
        return Recomputed.level(rule, branches, transition.at());
    }

    /** From the sum of the listed observations and the ladder that the alert carries; one that is held by its hysteresis is at the lowest. */
    private static Level levelOf(Alert alert, BigDecimal sum) {
        Explanation explanation = alert.evidence().explanation();
        BigDecimal whole = alert.evidence().denominator().signum() == 0
                ? BigDecimal.ONE
                : alert.evidence().denominator();
        Level level = explanation.rungs().get(0).level();
        for (Explanation.Rung rung : explanation.rungs()) {
            BigDecimal difference = sum.multiply(BigDecimal.valueOf(rung.at().denominator()))
                    .subtract(whole.multiply(BigDecimal.valueOf(rung.at().numerator())));
            if (explanation.direction().holds(difference.signum())) {
                level = rung.level();
            }
        }
        return level;
    }

    @Test
    void any_order_and_batching_of_the_same_facts_ends_in_the_same_open_alerts() throws InterruptedException {
        Seeds.forEach("random-order.txt", Long.getLong("zhenmai.seeds", ORDER_SEEDS), seed -> {
            Instant end = TermCase.START.plus(Duration.ofDays(7 * TermCase.WEEKS - 1));
            Set<String> before = null;
            for (int order = 0; order < 3; order++) {
                Run run = new Run(seed);
                List<RandomTerm.Saying> facts = new ArrayList<>(RandomTerm.of(seed, run.told.school()));
                facts.removeIf(saying -> saying.edit() != null);
                Random random = new Random(seed + order);
                if (order > 0) {
                    Collections.shuffle(facts, random);
                }
                int steps = 0;
                for (int i = 0; i < facts.size(); steps++) {
                    int upTo = Math.min(facts.size(), i + 1 + random.nextInt(240));
                    for (; i < upTo; i++) {
                        facts.get(i).tell().accept(run.told);
                    }
                    run.now = TermCase.START.plus(Duration.ofHours(steps));
                    run.step(run.told.facts(run.now));
                }
                run.now = end;
                run.pass(Duration.ZERO);
                assertThat(before == null ? open(run.engine) : before).isEqualTo(open(run.engine));
                before = open(run.engine);
            }
        });
    }
}
