package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
            Engine learnt = new Engine(new RuleSet(List.of()));
            for (int i = 0; i < inputs.size(); i++) {
                Effects effects = one.step(inputs.get(i));
                assertThat(other.step(inputs.get(i))).isEqualTo(effects);
                assertThat(learnt.step(inputs.get(i))).isEqualTo(effects);
                if (random.nextInt(25) == 0) {
                    List<Input> told = inputs.subList(0, i + 1);
                    Snapshot snapshot = Snapshot.of(one.state());
                    other = Restarted.remembering(snapshot, told);
                    assertIsWrittenAgain(snapshot, other);
                    learnt = Restarted.learning(snapshot, told);
                    assertIsWrittenAgain(snapshot, learnt);
                }
            }
            assertThat(other.open()).isEqualTo(one.open());
            assertThat(other.nextDeadline()).isEqualTo(one.nextDeadline());
        });
    }

    /** Byte by byte: nothing that a snapshot holds is lost or in another order. */
    private static void assertIsWrittenAgain(Snapshot snapshot, Engine restarted) {
        Snapshot again = Snapshot.of(restarted.state());
        assertThat(again.sequence()).isEqualTo(snapshot.sequence());
        assertThat(bytes(again.ledger())).isEqualTo(bytes(snapshot.ledger()));
        assertThat(bytes(again.judged())).isEqualTo(bytes(snapshot.judged()));
    }

    private static byte[] bytes(Snapshot.Section section) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        section.parts().forEach(part -> all.writeBytes(part.bytes()));
        return all.toByteArray();
    }

    /** The engine goes on while it is written: what it learns meanwhile is not in it. */
    @Test
    void a_state_stays_as_it_was_taken() {
        List<Input> inputs = term(5, new Random(5));
        Engine engine = new Engine(new RuleSet(List.of()));
        List<EngineState> taken = new ArrayList<>();
        List<Snapshot> written = new ArrayList<>();
        for (Input input : inputs) {
            Effects told = engine.step(input);
            assertThat(told.sequence()).isEqualTo(input.sequence());
            if (input.sequence() % 7 == 0) {
                taken.add(engine.state());
                written.add(Snapshot.of(engine.state()));
            }
        }
        for (int i = 0; i < taken.size(); i++) {
            Snapshot later = Snapshot.of(taken.get(i));
            assertThat(bytes(later.ledger())).isEqualTo(bytes(written.get(i).ledger()));
            assertThat(bytes(later.judged())).isEqualTo(bytes(written.get(i).judged()));
        }
    }

    @Test
    void the_terms_hold_every_kind_of_fact() {
        Set<Class<?>> said = new HashSet<>();
        for (Input input : term(1, new Random(1))) {
            List<Change> changes = input instanceof Input.Facts facts
                    ? facts.changes()
                    : input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
            changes.forEach(change -> said.add(change.getClass()));
        }
        assertThat(said).contains(Change.OfAttendance.class);
        assertThat(said).containsAll(Arrays.asList(Change.OfFact.class.getPermittedSubclasses()));
    }

    private static List<Input> term(long seed, Random random) {
        Told told = new Told(TermCase.registry());
        Instant now = TermCase.START;
        List<Input> inputs = new ArrayList<>();
        inputs.add(told.rules(RuleSet.standardYaml(), now));
        inputs.add(told.edited(now));
        List<RandomTerm.Saying> sayings = new ArrayList<>(RandomTerm.of(seed, told.school()));
        sayings.addAll(reports(random));
        sayings.sort(Comparator.comparing(RandomTerm.Saying::at));
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
            inputs.add(edited ? told.edited(now) : withChecks(told.facts(now), inputs.size()));
        }
        for (int day = 0; day < 20; day++) {
            now = now.plus(Duration.ofHours(17));
            inputs.add(told.tick(now));
        }
        return inputs;
    }

    /** Reported values, said and corrected. */
    private static List<RandomTerm.Saying> reports(Random random) {
        List<RandomTerm.Saying> sayings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant at = TermCase.START.plus(Duration.ofMinutes(random.nextInt(TermCase.WEEKS * 7 * 1440)));
            BigDecimal number = new BigDecimal(random.nextInt(1000)).movePointLeft(1);
            ReportedValue value = new ReportedValue("JY-01", "P" + (1 + i % 2), "20" + (20 + i % 4), number, at);
            sayings.add(new RandomTerm.Saying(at, told -> told.report(value), null));
        }
        return sayings;
    }

    /** Checks with a due day beside what else an input tells: one that is said, and one that is said otherwise, or taken back. */
    private static Input withChecks(Input.Facts facts, int number) {
        List<Change> changes = new ArrayList<>(facts.changes());
        changes.add(dueCheck(number, null, check(number, 1)));
        if (number > 2) {
            changes.add(dueCheck(number - 2, check(number - 2, 1), number % 3 == 0 ? null : check(number - 2, 2)));
        }
        return new Input.Facts(facts.sequence(), facts.knownAt(), facts.reconstructed(), changes);
    }

    private static Change dueCheck(int number, LessonCheck before, LessonCheck after) {
        LocalDate due = TermCase.WEEK_1.plusDays(number % 40);
        Instant day = due.atStartOfDay(School.ZONE).toInstant();
        Attribution at = new Attribution("A", "A", "P1", "K1", "T1", "MATH", due, 0, day, day);
        return new Change.OfCheck(student(number), "MATH", at, before, after);
    }

    private static String student(int number) {
        return String.format("A%02d", 1 + number % 20);
    }

    private static LessonCheck check(int number, int version) {
        BigDecimal score = new BigDecimal(number).movePointLeft(1);
        LessonCheck.Point point = new LessonCheck.Point("极限", score, version == 1 ? null : BigDecimal.TEN);
        Instant at = TermCase.START.plusSeconds(number);
        return new LessonCheck(
                student(number),
                null,
                "MATH",
                number / 20,
                LessonCheck.State.values()[(number + version) % 4],
                version == 1 ? score : null,
                BigDecimal.valueOf(100),
                TermCase.WEEK_1.plusDays(number % 40),
                version == 1 ? null : at,
                version == 1 ? null : List.of(point),
                at);
    }

    @Test
    void one_of_other_facts_or_other_rules_does_not_fit() {
        List<Input> inputs = term(1, new Random(1)).subList(0, 30);
        Engine engine = new Engine(new RuleSet(List.of()));
        for (Input input : inputs) {
            Effects told = engine.step(input);
            assertThat(told.sequence()).isEqualTo(input.sequence());
        }
        Snapshot snapshot = Snapshot.of(engine.state());
        Engine fewer = Restarted.learnt(inputs.subList(0, 12));
        assertThatThrownBy(() -> StateReader.read(snapshot, fewer))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("other subjects");
        Told told = new Told(TermCase.registry());
        List<Input> otherRules = new ArrayList<>(inputs);
        otherRules.set(0, told.rules(RuleSet.standardYaml().replaceFirst("version: 1", "version: 2"), TermCase.START));
        Engine others = Restarted.learnt(otherRules);
        assertThatThrownBy(() -> StateReader.read(snapshot, others))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("another rule");
    }

    /** Whatever byte is another: either it is seen, or it says nothing. */
    @Test
    void facts_that_are_damaged_are_not_used() {
        List<Input> inputs = term(2, new Random(2)).subList(0, 40);
        Engine engine = Restarted.learnt(inputs);
        Snapshot whole = Snapshot.of(engine.state());
        Snapshot.Part part = whole.ledger().parts().get(0);
        byte[] bytes = part.bytes().clone();
        bytes[bytes.length / 2]++;
        Snapshot damaged = with(whole, new Snapshot.Part(bytes, part.crc32()));
        assertThatThrownBy(() -> Remembered.of(damaged))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("damaged");
        Snapshot shorter = with(whole, Snapshot.Part.of(Arrays.copyOf(part.bytes(), part.bytes().length / 2)));
        assertThatThrownBy(() -> Remembered.of(shorter)).isInstanceOf(Snapshot.UnfitException.class);
        Snapshot otherForm = new Snapshot(
                whole.sequence(),
                whole.engineVersion(),
                new Snapshot.Section(0, whole.ledger().parts()),
                whole.judged());
        assertThatThrownBy(() -> Remembered.of(otherForm))
                .isInstanceOf(Snapshot.UnfitException.class)
                .hasMessageContaining("form");
    }

    private static Snapshot with(Snapshot of, Snapshot.Part ledger) {
        return new Snapshot(
                of.sequence(),
                of.engineVersion(),
                new Snapshot.Section(of.ledger().form(), List.of(ledger)),
                of.judged());
    }
}
