package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.READER;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the journal remembers of the last sessions must never show, except in its speed. */
class RecentTest {

    private static final List<String> SESSIONS =
            List.of("M1.20260928.1", "M1.20260929.3", "M1.20261005.1", "M1.20261012.1");
    private static final List<String> STUDENTS = List.of("S11", "S12", "S13", "S21", "S22", "S23");
    private static final List<Source> SOURCES = List.of(READER, TEACHER, OFFICE);

    private static final List<String> STORED = List.of(
            "SELECT session_id, student_id, observed_status, source_id, recorded_at, observed_sequence, status,"
                    + " coalesce(slip_id, '-'), standing_source_id, sequence FROM attendance WHERE observed_status IS NOT NULL"
                    + " ORDER BY 1, 2",
            "SELECT session_id, student_id, coalesce(status, '-'), coalesce(slip_id, '-'), sequence FROM attendance ORDER BY 1, 2",
            "SELECT session_id, student_id, source_id, recorded_at, observed_status, sequence FROM attendance_history"
                    + " ORDER BY 1, 2, 3, 4",
            "SELECT fact_key, payload, sequence FROM roll_call ORDER BY 1",
            "SELECT fact_key, payload, sequence FROM leave_slip ORDER BY 1",
            "SELECT kind, fact_key, payload, sequence FROM fact_history ORDER BY 1, 2, 3");

    @Test
    void a_journal_that_remembers_ends_as_one_that_was_just_opened() {
        long seed = System.nanoTime();
        try (JournalFixture remembers = new JournalFixture();
                JournalFixture forgets = new JournalFixture()) {
            for (JournalFixture it : List.of(remembers, forgets)) {
                assertThat(it.school(JournalFixture.school().registry()).sequence())
                        .isEqualTo(1);
            }
            Random random = new Random(seed);
            for (int batch = 0; batch < 60; batch++) {
                Source source = SOURCES.get(random.nextInt(SOURCES.size()));
                List<Observation> said = said(random);
                forgets.reopen();
                Receipt first = forgets.submit(JournalFixture.facts(source, said));
                Receipt second = remembers.submit(JournalFixture.facts(source, said));
                assertThat(counts(second)).as("batch %d, seed %d", batch, seed).isEqualTo(counts(first));
            }
            STORED.forEach(sql -> assertThat(remembers.query(sql))
                    .as("%s, seed %d", sql, seed)
                    .isEqualTo(forgets.query(sql)));
            assertThat(facts(remembers.heard)).as("seed %d", seed).isEqualTo(facts(remembers.replayed()));
            assertThat(facts(forgets.replayed())).as("seed %d", seed).isEqualTo(facts(remembers.replayed()));
        }
    }

    @Test
    void one_duplicate_costs_a_known_session_nothing_else() {
        try (JournalFixture it = new JournalFixture()) {
            assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
            Observation.Attendance known = attendance("S11", "M1.20261012.1", Status.ABSENT, MONDAY);
            assertThat(it.send(TEACHER, known).stored()).isEqualTo(1);
            Receipt receipt = it.send(
                    TEACHER,
                    attendance("S12", "M1.20261012.1", Status.PRESENT, MONDAY),
                    known,
                    attendance("S13", "M1.20261012.1", Status.LATE, MONDAY),
                    attendance("S11", "M1.20261012.1", Status.PRESENT, MONDAY));
            assertThat(counts(receipt)).isEqualTo("2 stored, 0 corrected, 1 duplicate, 0 rejected, 1 quarantined");
        }
    }

    @Test
    void what_a_failed_transaction_was_about_is_looked_up_again() throws Exception {
        try (JournalFixture it = new JournalFixture()) {
            assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
            assertThat(it.send(TEACHER, attendance("S11", "M1.20261012.1", Status.ABSENT, MONDAY))
                            .stored())
                    .isEqualTo(1);
            // In one batch with what can't be: the first attempt at the correction is rolled back with it.
            List<Future<Receipt>> answers = List.of(
                    it.journal.submit(JournalFixture.facts(
                            OFFICE, List.of(attendance("S11", "M1.20261012.1", Status.SICK, MONDAY)))),
                    it.journal.submit(new Entry.RulesEdit("rules: []", "a", "b", 77L, null)));
            Future.join(answers)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .handle((done, failed) -> done)
                    .get(20, TimeUnit.SECONDS);
            assertThat(answers.get(0).result().corrected()).isEqualTo(1);
            assertThat(answers.get(1).failed()).isTrue();
            assertThat(it.send(OFFICE, attendance("S11", "M1.20261012.1", Status.SICK, MONDAY))
                            .duplicate())
                    .isEqualTo(1);
            assertThat(it.query("SELECT status, sequence FROM attendance")).containsExactly("SICK 3");
            assertThat(it.query("SELECT observed_status FROM attendance_history"))
                    .containsExactly("ABSENT");
        }
    }

    private static List<Input> facts(List<Input> inputs) {
        return inputs.stream().filter(Input.Facts.class::isInstance).toList();
    }

    private static String counts(Receipt receipt) {
        return "%d stored, %d corrected, %d duplicate, %d rejected, %d quarantined"
                .formatted(
                        receipt.stored(),
                        receipt.corrected(),
                        receipt.duplicate(),
                        receipt.rejected(),
                        receipt.quarantined());
    }

    private static List<Observation> said(Random random) {
        List<Observation> said = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            Instant recordedAt = MONDAY.minusSeconds(random.nextInt(5) * 60L);
            String session = SESSIONS.get(random.nextInt(SESSIONS.size()));
            String student = STUDENTS.get(random.nextInt(STUDENTS.size()));
            switch (random.nextInt(8)) {
                case 0 ->
                    said.add(JournalFixture.roll(
                            session,
                            "软件250" + (1 + random.nextInt(2)),
                            random.nextBoolean()
                                    ? Observation.RollCall.Mode.EXCEPTIONS
                                    : Observation.RollCall.Mode.FULL,
                            recordedAt));
                case 1 -> said.add(slip(random, student, SessionId.of(session), recordedAt));
                default -> said.add(attendance(student, session, Status.values()[random.nextInt(4)], recordedAt));
            }
        }
        return said;
    }

    private static Observation.LeaveSlip slip(Random random, String student, SessionId session, Instant recordedAt) {
        Observation.LeaveSlip.State[] states = Observation.LeaveSlip.State.values();
        String day = session.plannedOn().toString();
        return JournalFixture.slip(
                student, day + "T00:00:00Z", day + "T12:00:00Z", states[random.nextInt(states.length)], recordedAt);
    }
}
