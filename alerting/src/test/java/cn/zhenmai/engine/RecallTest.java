package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.measure.Definition;
import cn.zhenmai.measure.Definitions;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.measure.Window;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The number as it was known then, whatever has been corrected since. */
class RecallTest {

    private static final Definition RATE = Definitions.find("attendance-rate").orElseThrow();
    private static final Subject CLASS_A = new Subject(Subject.Kind.CLASS, "A");

    private final EngineCase school = new EngineCase();

    private Optional<Recall.Number> recall(int rows, Instant at) {
        Recall recall = new Recall();
        for (Input input : school.inputs.subList(0, rows)) {
            recall.step(input);
        }
        return recall.read(new Tallied(RATE, Subject.Kind.CLASS, new Window.Term()), CLASS_A, at);
    }

    @Test
    void a_correction_changes_the_number_from_then_on_and_not_before() {
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT, "A02", Status.ABSENT));
        Instant then = school.now;
        int known = school.inputs.size();
        school.roll("DRAW", 2, "A", Map.of());
        school.mark(school.id("DRAW", 1), "A01", Status.PRESENT).commit();
        assertThat(recall(known, then).orElseThrow().value().numerator()).isEqualTo(10);
        assertThat(recall(known, then).orElseThrow().value().denominator()).isEqualTo(12);
        Recall.Number now = recall(school.inputs.size(), school.now).orElseThrow();
        assertThat(now.value().numerator()).isEqualTo(23);
        assertThat(now.value().denominator()).isEqualTo(24);
        assertThat(now.account().arithmetic()).contains("23/24");
    }

    @Test
    void nothing_was_known_before_the_first_roll() {
        assertThat(recall(1, school.now)).isEmpty();
    }

    @Test
    void a_student_who_changes_class_counts_in_the_old_class_before() {
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        school.edit(Cases.transferred(
                school.told.registry(), "A01", "B", school.session("DRAW", 2).heldOn()));
        school.roll("DRAW", 2, "A", Map.of());
        Recall.Number now = recall(school.inputs.size(), school.now).orElseThrow();
        assertThat(now.value().numerator()).isEqualTo(11 + 11);
        assertThat(now.value().denominator()).isEqualTo(12 + 11);
    }

    @Test
    void a_transfer_told_late_moves_the_past_with_it() {
        school.roll("DRAW", 1, "A", Map.of("A01", Status.ABSENT));
        Instant then = school.now;
        int known = school.inputs.size();
        school.edit(Cases.transferred(
                school.told.registry(), "A01", "B", school.session("DRAW", 1).heldOn()));
        assertThat(recall(known, then).orElseThrow().value().denominator()).isEqualTo(12);
        assertThat(recall(school.inputs.size(), school.now)
                        .orElseThrow()
                        .value()
                        .denominator())
                .isEqualTo(11);
    }
}
