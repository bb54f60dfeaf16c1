package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnflushedTest {

    private final Unflushed unflushed = new Unflushed();

    @Test
    void what_was_lost_is_found_from_the_end_of_any_batch_on() {
        add(0, 1, 2);
        add(2, 3);
        add(3, 4, 5);

        assertThat(since(0)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(since(3)).containsExactly(4L, 5L);
    }

    @Test
    void a_checkpoint_within_a_batch_or_ahead_is_somebody_elses() {
        add(0, 1, 2);

        assertThat(unflushed.since(1)).isEmpty();
        assertThat(unflushed.since(2)).isEmpty();
        assertThat(unflushed.since(9)).isEmpty();
    }

    @Test
    void it_is_let_go_when_the_second_row_after_it_is_in_the_journal() {
        unflushed.add(0, steps(1), 7);

        unflushed.settle(8);
        assertThat(since(0)).containsExactly(1L);
        unflushed.settle(9);
        assertThat(unflushed.since(0)).isEmpty();
    }

    @Test
    void it_is_bounded_and_empty_after_a_commit_that_waited() {
        for (int i = 0; i < Unflushed.MOST_STEPS; i++) {
            assertThat(unflushed.isFull()).isFalse();
            unflushed.add(i, steps(i + 1), 0);
        }
        assertThat(unflushed.isFull()).isTrue();
        unflushed.clear();
        assertThat(unflushed.isFull()).isFalse();
        assertThat(unflushed.since(0)).isEmpty();
    }

    private void add(long after, long... sequences) {
        unflushed.add(after, steps(sequences), 0);
    }

    private static List<AppliedStep> steps(long... sequences) {
        List<AppliedStep> steps = new ArrayList<>();
        for (long sequence : sequences) {
            steps.add(new AppliedStep(new Input.Tick(sequence, Instant.EPOCH), null, null, null));
        }
        return steps;
    }

    private List<Long> since(long checkpoint) {
        return unflushed.since(checkpoint).orElseThrow().stream()
                .map(step -> step.input().sequence())
                .toList();
    }
}
