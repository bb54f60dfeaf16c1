package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Received = stored + corrected + duplicate + rejected + quarantined, per source and day, whatever comes. */
class ConservationTest {

    private static final String LAW = """
            SELECT count(*) FROM source_day
            WHERE received_count <> stored_count + corrected_count + duplicate_count + rejected_count + quarantined_count
            """;
    private static final String SUMS =
            "sum(received_count), sum(stored_count), sum(corrected_count), sum(duplicate_count),"
                    + " sum(rejected_count), sum(quarantined_count)";
    private static final List<Source> SOURCES = List.of(
            JournalFixture.READER, JournalFixture.TEACHER, new Source("narrow", 20, false, java.util.Set.of("软件2501")));

    private final Map<String, Long> told = new HashMap<>();
    private JournalFixture it;
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 20_261_012})
    void the_law_holds_after_every_batch(long seed) {
        random = new Random(seed);
        try (JournalFixture fixture = new JournalFixture()) {
            it = fixture;
            listen();
            RegistryBuilder school = JournalFixture.school();
            List<Entry.Facts> sent = new ArrayList<>();
            it.school(school.registry());
            for (int round = 0; round < 60; round++) {
                if (round % 20 == 19) {
                    // Those who were unknown are told: what waits for them is taken after all.
                    school.student("new" + round / 20, "软件2501");
                    it.school(school.registry());
                } else if (round % 20 == 10) {
                    it.reopen();
                    listen();
                } else if (random.nextInt(6) == 0) {
                    it.now.updateAndGet(now -> now.plus(Duration.ofHours(7)));
                }
                Entry.Facts facts =
                        !sent.isEmpty() && random.nextInt(4) == 0 ? sent.get(random.nextInt(sent.size())) : batch();
                sent.add(facts);
                Receipt receipt = it.submit(facts);
                assertThat(receipt.received())
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(facts.rows().size() + facts.unreadable().size());
                hold("seed %d round %d".formatted(seed, round));
            }
            assertThat(it.query("SELECT min(n) > 0 FROM (SELECT unnest(ARRAY[sum(stored_count), sum(corrected_count),"
                            + " sum(duplicate_count), sum(rejected_count), sum(quarantined_count), sum(released_count)]) AS n"
                            + " FROM source_day) every"))
                    .as("seed %d: every outcome came up", seed)
                    .containsExactly("t");
            assertThat(it.query("SELECT count(DISTINCT on_day) > 2 FROM source_day"))
                    .containsExactly("t");
        }
    }

    private void listen() {
        it.journal.listenReceipts((source, receipt) -> told.merge(source.id(), (long) receipt.received(), Long::sum));
    }

    private void hold(String when) {
        assertThat(it.query(LAW)).as(when).containsExactly("0");
        assertThat(it.query("SELECT source_id, on_day, " + SUMS + " FROM source_day GROUP BY 1, 2 ORDER BY 1, 2"))
                .as("%s: the days are the sums of the receipts", when)
                .isEqualTo(it.query("SELECT source_id, (received_at AT TIME ZONE 'Asia/Shanghai')::date, " + SUMS
                        + " FROM receipt GROUP BY 1, 2 ORDER BY 1, 2"));
        assertThat(it.query("SELECT sum(stored_count + corrected_count + released_count) FROM source_day"))
                .as("%s: as many versions are kept", when)
                .isEqualTo(it.query("SELECT (SELECT count(*) FROM attendance WHERE observed_status IS NOT NULL)"
                        + " + (SELECT count(*) FROM attendance_history)"));
        for (Map.Entry<String, Long> one : told.entrySet()) {
            assertThat(it.query("SELECT sum(received_count) FROM source_day WHERE source_id = '" + one.getKey() + "'"))
                    .as("%s: who listens hears the same", when)
                    .containsExactly(one.getValue().toString());
        }
    }

    private Entry.Facts batch() {
        List<Observation> observations = new ArrayList<>();
        for (int n = random.nextInt(12); n >= 0; n--) {
            observations.add(observation());
        }
        List<Entry.Row> rows = new ArrayList<>(
                JournalFixture.facts(JournalFixture.READER, observations).rows());
        List<Receipt.RowError> unreadable = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            unreadable.add(new Receipt.RowError(rows.size() + n, "status", "缺少字段／missing field"));
        }
        return new Entry.Facts(SOURCES.get(random.nextInt(SOURCES.size())), rows, unreadable, null);
    }

    /** Few keys and few times, so that duplicates, conflicts and corrections are common. */
    private Observation observation() {
        List<String> students = List.of("S11", "S12", "S13", "S21", "S22", "new0", "new1", "new2");
        List<String> sessions = List.of("M1.20260914.1", "M1.20260915.3", "M1.20260921.1", "M1.20300101.1");
        List<Status> statuses = List.of(Status.PRESENT, Status.ABSENT, Status.LATE);
        int minutes = random.nextInt(20) == 0 ? 60 * 24 * 40 : -random.nextInt(8);
        return JournalFixture.attendance(
                students.get(random.nextInt(students.size())),
                sessions.get(random.nextInt(12) == 0 ? 3 : random.nextInt(3)),
                statuses.get(random.nextInt(statuses.size())),
                JournalFixture.MONDAY.plus(Duration.ofMinutes(minutes)));
    }
}
