package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JournalQueueTest {

    private final JournalQueue queue = new JournalQueue();

    private static Waiting waiting(Entry entry) {
        return new Waiting(entry, Promise.promise(), null);
    }

    private static Waiting facts(String source, int rows) {
        Entry.Row row = new Entry.Row(
                1,
                JournalFixture.attendance(
                        "S11", "M1.20261012.1", Status.ABSENT, Instant.parse("2026-10-12T00:00:00Z")));
        return waiting(new Entry.Facts(new Source(source, 10, false), Collections.nCopies(rows, row), null));
    }

    private static String source(Waiting one) {
        return one.entry() instanceof Entry.Facts facts ? facts.source().id() : "";
    }

    private static Map<String, Integer> rowsBySource(List<Waiting> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(JournalQueueTest::source, Collectors.summingInt(Waiting::rows)));
    }

    @Test
    void one_source_alone_fills_a_transaction_in_its_own_order() throws InterruptedException {
        List<Waiting> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(facts("flood", 500));
            assertThat(queue.offer(sent.get(i))).isTrue();
        }
        List<Waiting> taken = new ArrayList<>(queue.next());
        assertThat(taken).hasSize(JournalQueue.ROWS_AT_ONCE / 500);
        taken.addAll(queue.next());
        assertThat(taken).containsExactlyElementsOf(sent);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void who_comes_behind_a_flood_is_in_the_next_transaction() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            assertThat(queue.offer(facts("flood", 500))).isTrue();
        }
        assertThat(queue.offer(facts("quiet", 1))).isTrue();
        assertThat(queue.offer(facts("other", 700))).isTrue();
        assertThat(rowsBySource(queue.next()))
                .containsEntry("quiet", 1)
                .containsEntry("other", 700)
                .hasEntrySatisfying("flood", rows -> assertThat(rows).isLessThanOrEqualTo(4_300));
    }

    @Test
    void sources_that_all_flood_share_by_rows_whatever_the_size_of_their_requests() throws InterruptedException {
        for (int i = 0; i < 900; i++) {
            assertThat(queue.offer(facts("small", 50))).isTrue();
        }
        for (int i = 0; i < 18; i++) {
            assertThat(queue.offer(facts("large", 2_500))).isTrue();
        }
        int small = 0;
        int large = 0;
        for (int batch = 0; batch < 8; batch++) {
            Map<String, Integer> rows = rowsBySource(queue.next());
            small += rows.getOrDefault("small", 0);
            large += rows.getOrDefault("large", 0);
        }
        assertThat(small).isBetween(large - 3_000, large + 3_000);
    }

    @Test
    void a_source_that_fills_its_half_leaves_room_for_the_others() {
        int taken = 0;
        while (queue.offer(facts("flood", 5_000))) {
            taken++;
        }
        assertThat(taken * 5_000).isEqualTo(JournalQueue.MOST_ROWS_WAITING_OF_SOURCE + 5_000);
        assertThat(queue.offer(facts("quiet", 5_000))).isTrue();
        assertThat(queue.offer(waiting(new Entry.Tick(Instant.EPOCH)))).isTrue();
    }

    @Test
    void what_waits_is_bounded_over_all_sources_too() {
        int taken = 0;
        while (queue.offer(facts("s" + taken, 1))) {
            taken++;
        }
        assertThat(taken).isEqualTo(JournalQueue.MOST_WAITING);
        assertThat(queue.size()).isEqualTo(taken);
    }

    @Test
    void one_request_however_large_is_let_in_and_goes_alone() throws InterruptedException {
        assertThat(queue.offer(facts("import", JournalQueue.MOST_ROWS_WAITING * 2)))
                .isTrue();
        assertThat(queue.offer(facts("quiet", 1))).isFalse();
        int turns = 0;
        List<Waiting> batch = queue.next();
        while (batch.isEmpty()) {
            turns++;
            batch = queue.next();
        }
        assertThat(batch).hasSize(1);
        assertThat(turns).as("it waits for nobody").isZero();
    }

    @Test
    void ticks_and_acts_go_before_facts_and_an_edit_of_the_registry_goes_alone() throws InterruptedException {
        Waiting facts = facts("reader", 10);
        Waiting tick = waiting(new Entry.Tick(Instant.EPOCH));
        Waiting edit = waiting(new Entry.RegistryEdit(registry -> registry, null));
        Waiting act = waiting(new Entry.Act("A1", "ACKNOWLEDGE", "T1", null));
        List.of(facts, tick, edit, act)
                .forEach(one -> assertThat(queue.offer(one)).isTrue());
        assertThat(queue.next()).containsExactly(tick);
        assertThat(queue.next()).containsExactly(edit);
        assertThat(queue.next()).containsExactly(act, facts);
    }
}
