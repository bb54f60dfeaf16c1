package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.Effects;
import cn.zhenmai.engine.Engine;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every planted story is found by journal and engine alone: weeks 1 to 6 as history, then week 7 day by day. */
final class StoriesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_planted_story_is_found(long seed) {
        Vertx vertx = Vertx.vertx();
        AtomicReference<Instant> clock = new AtomicReference<>(History.REGISTERED_AT);
        List<Transition> transitions = new ArrayList<>();
        try (Database database = TestDatabase.fresh(vertx);
                Journal journal = Journal.open(database, (InstantSource) clock::get)) {
            Engine engine = new Engine(RuleSet.standard());
            journal.listen(input -> {
                Effects effects = engine.step(input);
                transitions.addAll(effects.transitions());
            });
            Registry registry = DemoSchool.generate(seed, SchoolSize.SMALL);
            School base = School.of(registry);
            Script script = new Script();
            List<Story> stories = Stories.plant(new Stage(base, script, seed));
            Simulator simulator = new Simulator(base, script, seed);
            History history = new History(journal);
            history.register(registry);
            int rows = history.store(simulator, script);
            assertThat(rows).isGreaterThan(10_000);

            Feed feed = new Feed(
                    simulator,
                    script,
                    journal::school,
                    edit -> take(journal, new Entry.RegistryEdit(edit.edit(), null)),
                    (at, from, said) -> {
                        List<Entry.Row> numbered = new ArrayList<>();
                        said.forEach(o -> numbered.add(new Entry.Row(numbered.size() + 1, o)));
                        take(journal, new Entry.Facts(from.source(), numbered, null));
                    });
            for (LocalDate day = Stage.MONDAY; day.isBefore(Stage.MONDAY.plusDays(6)); day = day.plusDays(1)) {
                clock.set(Script.at(day, 7, 50));
                feed.advance(clock.get());
                for (Instant step : Feed.fineSteps(journal.school(), day)) {
                    clock.set(step);
                    feed.advance(step);
                }
            }
            AnswerSheet sheet = AnswerSheet.judge(stories, transitions, clock.get());
            assertThat(sheet.isComplete()).as(sheet.text()).isTrue();
        } finally {
            vertx.close().await();
        }
    }

    private static void take(Journal journal, Entry entry) {
        Receipt receipt = journal.submit(entry).await();
        assertThat(receipt.rejected() + receipt.quarantined())
                .as(receipt.toString())
                .isZero();
    }
}
