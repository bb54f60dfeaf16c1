package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lessons on Monday 8:00–9:40 and Tuesday 10:00–11:40 or so; the card reader is expected every half hour of school time. */
class SilenceTest {

    private static final Source CARD = new Source("card", 10, false);

    private JournalFixture it;
    private SourceStore sources;
    private SilenceWorker worker;

    @BeforeEach
    void start() {
        it = new JournalFixture();
        it.school(JournalFixture.school().registry());
        sources = new SourceStore(it.database, it.clock);
        assertThat(sources.add(settings("card", 30, false), null).await()).isPresent();
        assertThat(sources.add(settings("free", null, false), null).await()).isPresent();
        worker = new SilenceWorker(it.database, it.journal::school, it.clock, SilenceListener.NOBODY);
    }

    @AfterEach
    void stop() {
        it.close();
    }

    private static SourceSettings settings(String id, Integer cadence, boolean revoked) {
        return new SourceSettings(id, id, 10, false, null, cadence, 5_000, null, null, false, revoked);
    }

    private int silentAt(String time) {
        it.now.set(Instant.parse(time));
        return worker.drainOnce().await();
    }

    private Receipt says(Status status) {
        return it.send(CARD, JournalFixture.attendance("S11", "M1.20261012.1", status, it.now.get()));
    }

    private List<String> silences() {
        return it.query("SELECT source_id, since_at AT TIME ZONE 'Asia/Shanghai', ended_at AT TIME ZONE 'Asia/Shanghai'"
                + " FROM source_silence ORDER BY since_at");
    }

    @Test
    void silence_in_school_hours_is_one_alert_that_ends_when_the_source_speaks() {
        assertThat(silentAt("2026-10-12T00:20:00Z")).isZero();
        assertThat(silentAt("2026-10-12T00:31:00Z")).isEqualTo(1);
        assertThat(silentAt("2026-10-12T00:45:00Z")).isEqualTo(1);
        assertThat(silences()).containsExactly("card 2026-10-12 08:30:00 null");
        assertThat(says(Status.PRESENT).stored()).isEqualTo(1);
        assertThat(silentAt("2026-10-12T00:50:00Z")).isZero();
        assertThat(silences()).containsExactly("card 2026-10-12 08:30:00 2026-10-12 08:45:00");
        assertThat(silentAt("2026-10-12T01:20:00Z")).isEqualTo(1);
        assertThat(silences()).hasSize(2);
    }

    @Test
    void a_low_value_is_no_silence_and_neither_is_a_refused_row() {
        it.now.set(Instant.parse("2026-10-12T00:10:00Z"));
        assertThat(says(Status.ABSENT).stored()).isEqualTo(1);
        assertThat(silentAt("2026-10-12T00:39:00Z")).isZero();
        Receipt refused = it.submit(new Entry.Facts(
                CARD, List.of(), List.of(new Receipt.RowError(1, "status", "缺少字段／missing field")), null));
        assertThat(refused.rejected()).isEqualTo(1);
        assertThat(silentAt("2026-10-12T01:08:00Z")).isZero();
        assertThat(silences()).isEmpty();
    }

    @Test
    void out_of_school_hours_nothing_is_expected() {
        it.now.set(Instant.parse("2026-10-12T01:30:00Z"));
        assertThat(says(Status.PRESENT).stored()).isEqualTo(1);
        assertThat(silentAt("2026-10-12T14:00:00Z")).isZero();
        assertThat(silentAt("2026-10-13T01:59:00Z")).isZero();
        assertThat(silentAt("2026-10-13T03:00:00Z")).isEqualTo(1);
    }

    @Test
    void a_source_that_is_revoked_or_no_longer_expected_ends_its_alert() {
        assertThat(silentAt("2026-10-12T00:31:00Z")).isEqualTo(1);
        assertThat(sources.change(settings("card", 30, true)).await()).isTrue();
        assertThat(silentAt("2026-10-12T00:40:00Z")).isZero();
        assertThat(silences()).containsExactly("card 2026-10-12 08:30:00 2026-10-12 08:40:00");
        assertThat(sources.change(settings("card", 30, false)).await()).isTrue();
        it.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
        assertThat(worker.drainOnce().await()).as("it was still not heard").isEqualTo(1);
    }

    @Test
    void a_source_is_expected_by_the_schools_clock_whatever_the_machines_says() {
        it.now.set(Instant.parse("2026-10-12T00:00:00Z"));
        SourceStore ahead = new SourceStore(it.database, () -> Instant.parse("2031-01-01T00:00:00Z"), it.clock);
        assertThat(ahead.add(settings("gate", 10, false), null).await()).isPresent();
        assertThat(silentAt("2026-10-12T00:09:00Z")).isZero();
        assertThat(silentAt("2026-10-12T00:11:00Z")).isEqualTo(1);
        assertThat(silences()).containsExactly("gate 2026-10-12 08:10:00 null");
    }

    @Test
    void who_is_expected_only_now_was_not_silent_before() {
        it.now.set(Instant.parse("2026-10-12T01:00:00Z"));
        assertThat(sources.change(settings("free", 30, false)).await()).isTrue();
        assertThat(sources.change(settings("card", null, false)).await()).isTrue();
        assertThat(silentAt("2026-10-12T01:29:00Z")).isZero();
        assertThat(silentAt("2026-10-12T01:31:00Z")).isEqualTo(1);
        assertThat(sources.change(settings("free", 30, false)).await()).isTrue();
        assertThat(silentAt("2026-10-12T01:32:00Z"))
                .as("the same again is no new expectation")
                .isEqualTo(1);
        assertThat(silences()).containsExactly("free 2026-10-12 09:30:00 null");
    }
}
