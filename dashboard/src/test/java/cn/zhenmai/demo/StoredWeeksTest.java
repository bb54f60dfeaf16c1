package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stored weeks are known in the order in which they were said, though several sources speak. */
final class StoredWeeksTest {

    @Test
    void what_was_said_in_a_session_is_known_within_an_hour_of_its_end() throws Exception {
        LivingSchool.Plan plan = LivingSchool.Plan.of(1, SchoolSize.SMALL);
        Vertx vertx = Vertx.vertx();
        try (Database database = TestDatabase.fresh(vertx);
                Journal journal = Journal.open(database, () -> History.REGISTERED_AT)) {
            History history = new History(journal, database::analyze);
            history.register(plan.registry());
            assertThat(history.store(plan.simulator(), plan.script())).isPositive();
            List<String> late = new ArrayList<>();
            journal.replay(0, journal.sequence(), input -> late.addAll(late(input, journal.school())));
            assertThat(late).isEmpty();
        } finally {
            vertx.close().await();
        }
    }

    private static List<String> late(Input input, School school) {
        List<String> late = new ArrayList<>();
        if (input instanceof Input.Facts facts) {
            for (Change change : facts.changes()) {
                if (change instanceof Change.OfRollCall of && of.before() == null) {
                    Instant end = school.session(of.session()).orElseThrow().endsAt();
                    if (input.knownAt().isAfter(end.plus(Duration.ofHours(1)))) {
                        late.add(of.session() + " " + of.after().recorder() + " +"
                                + Duration.between(end, input.knownAt()).toMinutes() + " min");
                    }
                }
            }
        }
        return late;
    }
}
