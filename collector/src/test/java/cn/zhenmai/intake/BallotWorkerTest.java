package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Ballot;
import cn.zhenmai.school.School;
import cn.zhenmai.store.JournalFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal is told of ballots: whole days, and what was answered only of a closed window with enough answers. */
class BallotWorkerTest {

    private static final LocalDate OPENS = LocalDate.of(2026, 10, 12);
    private static final LocalDate CLOSES = OPENS.plusDays(3);
    private static final String SUMMARY =
            "SELECT offering_id, teacher_id, closes_on, invited_count, answered_count, mean_score FROM ballot_summary";

    private final JournalFixture it = new JournalFixture();
    private final BallotStore ballots = new BallotStore(it.database);
    private final BallotWorker worker = new BallotWorker(it.database, it.journal, it.clock);
    private final List<String> tokens = new ArrayList<>();

    @BeforeEach
    void open() {
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        worker.close();
        it.close();
    }

    private void issue(int students) {
        List<String> names = IntStream.range(0, students).mapToObj(i -> "S" + i).toList();
        Map<String, String> issued =
                ballots.issue("M1", "T1", OPENS, CLOSES, names).await();
        tokens.addAll(issued.values());
    }

    private void answer(int score) {
        BigDecimal item = BigDecimal.valueOf(score);
        Ballot ballot = new Ballot(tokens.remove(0), "M1", "T1", Map.of("clarity", item, "care", item));
        Instant now = it.clock.instant();
        assertThat(ballots.answer(ballot, LocalDate.ofInstant(now, School.ZONE), JournalFixture.OFFICE, now)
                        .await())
                .isTrue();
    }

    private int tellOn(LocalDate day) {
        it.now.set(day.atTime(6, 0).atZone(School.ZONE).toInstant());
        return worker.drainOnce().await();
    }

    @Test
    void participation_is_told_by_whole_days_and_once_for_each_number() {
        issue(6);
        it.now.set(OPENS.atTime(9, 0).atZone(School.ZONE).toInstant());
        answer(4);
        answer(5);
        assertThat(tellOn(OPENS)).isZero();
        assertThat(tellOn(OPENS.plusDays(1))).isEqualTo(1);
        assertThat(it.query(SUMMARY)).containsExactly("M1 T1 2026-10-15 6 2 null");
        assertThat(tellOn(OPENS.plusDays(1))).isZero();
        assertThat(tellOn(OPENS.plusDays(2))).isZero();
    }

    @Test
    void the_mean_is_told_once_after_the_window_has_closed_and_the_answers_are_all_still_there() {
        issue(6);
        it.now.set(OPENS.atTime(9, 0).atZone(School.ZONE).toInstant());
        List.of(1, 4, 5, 5, 4).forEach(this::answer);
        assertThat(tellOn(CLOSES.minusDays(1))).isEqualTo(1);
        assertThat(it.query("SELECT mean_score FROM ballot_summary")).containsExactly("null");
        assertThat(tellOn(CLOSES)).isEqualTo(1);
        assertThat(it.query(SUMMARY)).containsExactly("M1 T1 2026-10-15 6 5 3.8");
        assertThat(it.query("SELECT count(*) FROM ballot_answer")).containsExactly("5");
        assertThat(tellOn(CLOSES)).isZero();
        assertThat(tellOn(CLOSES.plusDays(30))).isZero();
        // The school is another object.
        assertThat(it.replayed().subList(1, 3)).isEqualTo(it.heard.subList(1, 3));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
            0,  4, null
            4,  4, null
            5,  4, 3.4
            19, 4, 3.8421
            20, 4, 4
            40, 4, 4
            """)
    void a_mean_needs_five_answers_and_leaves_out_a_twentieth_at_each_end(int answers, int score, BigDecimal mean) {
        // One answer is 1, the others are the same.
        List<BigDecimal> scores = Stream.concat(
                        Stream.of(BigDecimal.ONE), Stream.generate(() -> BigDecimal.valueOf(score)))
                .limit(answers)
                .toList();
        assertThat(BallotCount.mean(scores)).isEqualTo(mean);
    }
}
