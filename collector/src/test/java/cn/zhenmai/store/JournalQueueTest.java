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
        while (!queue.isEmpty()) {
            taken.addAll(queue.next());
        }
        assertThat(taken).containsExactlyElementsOf(sent);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void who_comes_behind_a_flood_is_in_the_next_transaction() throws InterruptedException {
        flood(200);
        assertThat(queue.offer(facts("quiet", 1))).isTrue();
        assertThat(queue.offer(facts("other", 700))).isTrue();
        assertThat(rowsBySource(queue.next())).containsExactly(Map.entry("quiet", 1));
        Map<String, Integer> shared = rowsBySource(queue.next());
        assertThat(shared).containsExactly(Map.entry("flood", JournalQueue.ROWS_AT_ONCE_SHARED));
        assertThat(rowsBySource(queue.next())).containsEntry("other", 700);
    }

    @Test
    void of_a_flood_and_four_quiet_sources_the_quiet_wait_for_one_turn_of_it_at_most() throws InterruptedException {
        flood(200);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(queue.offer(facts("quiet" + i, 20))).isTrue();
            }
            Map<String, Integer> own = rowsBySource(queue.next());
            assertThat(own)
                    .hasSize(4)
                    .allSatisfy((source, rows) -> assertThat(rows).isEqualTo(20));
            // Then it is the flood's turn, and it is not long.
            Map<String, Integer> next = rowsBySource(queue.next());
            assertThat(next)
                    .hasSize(1)
                    .hasEntrySatisfying("flood", rows -> assertThat(rows).isEqualTo(JournalQueue.ROWS_AT_ONCE_SHARED));
        }
    }

    @Test
    void short_lines_that_never_end_leave_a_long_one_every_other_transaction() throws InterruptedException {
        flood(100);
        int ofFlood = 0;
        for (int i = 0; i < 40; i++) {
            assertThat(queue.offer(facts("quiet", 20))).isTrue();
            ofFlood += rowsBySource(queue.next()).getOrDefault("flood", 0);
        }
        assertThat(ofFlood).isEqualTo(20 * 500);
    }

    @Test
    void a_transaction_stays_short_while_another_source_may_come_back() throws InterruptedException {
        assertThat(queue.offer(facts("quiet", 20))).isTrue();
        assertThat(queue.next()).hasSize(1);
        flood(200);
        for (int i = 0; i < JournalQueue.STAYS_SHARED; i++) {
            assertThat(rowsBySource(queue.next())).containsEntry("flood", JournalQueue.ROWS_AT_ONCE_SHARED);
        }
        assertThat(rowsBySource(queue.next())).containsEntry("flood", JournalQueue.ROWS_AT_ONCE);
    }

    private void flood(int requests) {
        for (int i = 0; i < requests; i++) {
            assertThat(queue.offer(facts("flood", 500))).isTrue();
        }
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
        for (int batch = 0; batch < 40; batch++) {
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
