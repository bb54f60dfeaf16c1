package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the store promises on every server; the embedded one is the yardstick of the others. */
interface StoreContract {

    /** The run on this server, made once. */
    StoreRun run() throws Exception;

    @Test
    default void the_same_facts_lie_there_as_on_the_embedded_server_at_every_moment() throws Exception {
        StoreRun here = run();
        StoreRun there = EmbeddedStoreTest.reference();
        assertThat(here.rows.get("after some weeks: attendance")).hasSizeGreaterThan(20);
        there.rows.forEach(
                (what, rows) -> assertThat(here.rows.get(what)).as(what).isEqualTo(rows));
    }

    @Test
    default void history_queries_give_the_sums_of_what_holds_after_moves_cancellations_and_corrections()
            throws Exception {
        assertThat(run().sums).hasSize(4);
        run().sums.forEach((moment, sums) -> {
            assertThat(sums.queried()).as(moment).hasSizeGreaterThan(30);
            assertThat(sums.queried()).as(moment).containsExactlyInAnyOrderElementsOf(sums.counted());
        });
    }

    @Test
    default void sums_are_the_same_as_on_the_embedded_server() throws Exception {
        StoreRun there = EmbeddedStoreTest.reference();
        run().sums
                .forEach((moment, sums) -> assertThat(sums.queried())
                        .as(moment)
                        .isEqualTo(there.sums.get(moment).queried()));
    }

    @Test
    default void dropping_old_versions_leaves_what_holds_and_every_sum() throws Exception {
        StoreRun here = run();
        for (String table : new String[] {"attendance", "journal"}) {
            assertThat(here.rows.get("after old versions were dropped: " + table))
                    .isEqualTo(here.rows.get("after corrections of what was packed: " + table));
        }
        assertThat(here.rows.get("after old versions were dropped: attendance_history"))
                .hasSizeLessThan(here.rows
                        .get("after corrections of what was packed: attendance_history")
                        .size());
        assertThat(here.sums.get("after old versions were dropped"))
                .isEqualTo(here.sums.get("after corrections of what was packed"));
    }
}
