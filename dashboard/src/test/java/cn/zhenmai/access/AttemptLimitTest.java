package cn.zhenmai.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private static final Instant START = Instant.parse("2026-10-12T00:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final AttemptLimit limit = new AttemptLimit(3, PAUSE, 10);

    @Test
    void after_so_many_failures_the_key_waits_until_the_pause_is_over() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.tryAt("one", START)).isZero();
        }
        assertThat(limit.tryAt("one", START.plusSeconds(60))).isEqualTo(Duration.ofMinutes(4));
        assertThat(limit.tryAt("other", START)).isZero();
        assertThat(limit.tryAt("one", START.plus(PAUSE))).isZero();
    }

    @Test
    void a_good_try_clears_an_account_but_only_itself_from_an_address() {
        assertThat(limit.tryAt("account", START)).isZero();
        assertThat(limit.tryAt("account", START)).isZero();
        limit.forget("account");
        for (int i = 0; i < 3; i++) {
            assertThat(limit.tryAt("account", START)).isZero();
        }
        assertThat(limit.tryAt("address", START)).isZero();
        assertThat(limit.tryAt("address", START)).isZero();
        assertThat(limit.tryAt("address", START)).isZero();
        limit.forgive("address");
        assertThat(limit.tryAt("address", START)).isZero();
        assertThat(limit.tryAt("address", START)).isPositive();
    }

    @Test
    void ever_new_keys_never_grow_it_beyond_its_bound() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.tryAt("key" + i, START)).isZero();
        }
        assertThat(limit.size()).isEqualTo(10);
    }
}
