package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The standard rules, most of them in shadow mode: an engine that is stopped and taken from its snapshot again and again. */
class SnapshotTest {

    private static final int SEEDS = 8;

    @Test
    void an_engine_from_a_snapshot_goes_on_as_the_one_that_was_never_stopped() throws InterruptedException {
        Seeds.forEach("random-snapshot.txt", Long.getLong("zhenmai.seeds", SEEDS), seed -> {
            Random random = new Random(seed);
            List<Input> inputs = term(seed, random);
            Engine one = new Engine(new RuleSet(List.of()));
            Engine other = new Engine(new RuleSet(List.of()));
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(other.step(inputs.get(i))).isEqualTo(one.step(inputs.get(i)));
                if (random.nextInt(25) == 0) {
                    other = again(other, inputs.subList(0, i + 1));
                }
            }
            assertThat(other.open()).isEqualTo(one.open());
        });
    }

    private static List<Input> term(long seed, Random random) {
        Told told = new Told(TermCase.registry());
        Instant now = TermCase.START;
        List<Input> inputs = new ArrayList<>();
        inputs.add(told.rules(standard(), now));
        inputs.add(told.edited(now));
        List<RandomTerm.Saying> sayings = RandomTerm.of(seed, told.school());
        for (int i = 0; i < sayings.size(); ) {
            boolean edited = false;
            for (int left = 1 + random.nextInt(60); left > 0 && i < sayings.size(); left--, i++) {
                RandomTerm.Saying saying = sayings.get(i);
                now = saying.at().isAfter(now) ? saying.at() : now;
                if (saying.edit() == null) {
                    saying.tell().accept(told);
                } else {
                    told.registry(saying.edit().apply(told.registry()));
                    edited = true;
                }
            }
            inputs.add(edited ? told.edited(now) : told.facts(now));
        }
        for (int day = 0; day < 20; day++) {
            now = now.plus(Duration.ofHours(17));
            inputs.add(told.tick(now));
        }
        return inputs;
    }

    private static String standard() {
        try (InputStream in = SnapshotTest.class.getResourceAsStream("/rules/standard.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Engine again(Engine stopped, List<Input> told) {
        Snapshot snapshot = StateWriter.write(stopped.state());
        Engine learnt = learnt(told);
        try {
            learnt.resume(StateReader.read(snapshot, learnt.state()));
        } catch (Snapshot.UnfitException unfit) {
            throw new AssertionError(unfit);
        }
        return learnt;
    }

    private static Engine learnt(List<Input> told) {
        Engine learnt = new Engine(new RuleSet(List.of()));
        told.forEach(learnt::learn);
        return learnt;
    }

    @Test
    void one_of_other_facts_or_other_rules_does_not_fit() {
        List<Input> inputs = term(1, new Random(1));
        Engine engine = new Engine(new RuleSet(List.of()));
        for (Input input : inputs) {
            Effects told = engine.step(input);
            assertThat(told.sequence()).isEqualTo(input.sequence());
        }
        Snapshot snapshot = StateWriter.write(engine.state());
        EngineState fewer = learnt(inputs.subList(0, 12)).state();
        assertThatThrownBy(() -> StateReader.read(snapshot, fewer))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("other subjects");
        Told told = new Told(TermCase.registry());
        List<Input> otherRules = new ArrayList<>(inputs);
        otherRules.set(0, told.rules(standard().replaceFirst("version: 1", "version: 2"), TermCase.START));
        EngineState others = learnt(otherRules).state();
        assertThatThrownBy(() -> StateReader.read(snapshot, others))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("another rule");
    }
}
