package cn.zhenmai.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RingTest {

    private static Touched of(String... students) {
        return new Touched(Set.of(students), Set.of(), Set.of(), false);
    }

    @Test
    void who_comes_back_hears_of_the_steps_after_its_number_only() {
        Ring ring = new Ring(10, 100, 100);
        ring.add(11, of("a"));
        ring.add(12, of("b"));
        ring.add(13, of("c"));
        assertThat(ring.since(11, 13)).hasValue(of("b", "c"));
        assertThat(ring.since(13, 13)).hasValue(Touched.NOTHING);
    }

    @Test
    void what_is_no_longer_held_or_never_was_needs_a_snapshot() {
        Ring ring = new Ring(10, 2, 100);
        ring.add(11, of("a"));
        ring.add(12, of("b"));
        ring.add(13, of("c"));
        assertThat(ring.size()).isEqualTo(2);
        assertThat(ring.since(10, 13)).isEmpty();
        assertThat(ring.since(11, 13)).isPresent();
        assertThat(ring.since(14, 13)).isEmpty();
    }

    @Test
    void many_touches_push_old_steps_out_too() {
        Ring ring = new Ring(0, 100, 3);
        ring.add(1, of("a", "b"));
        ring.add(2, of("c", "d"));
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.since(0, 2)).isEmpty();
    }

    @Test
    void a_change_of_everything_needs_a_snapshot_unless_the_page_has_it() {
        Ring ring = new Ring(0, 100, 100);
        ring.add(1, Touched.EVERYTHING);
        ring.add(2, of("a"));
        assertThat(ring.since(0, 2)).isEmpty();
        assertThat(ring.since(1, 2)).hasValue(of("a"));
        ring.addByClock(2);
        assertThat(ring.since(2, 2)).isEmpty();
        ring.add(3, of("b"));
        assertThat(ring.since(3, 3)).hasValue(Touched.NOTHING);
    }
}
