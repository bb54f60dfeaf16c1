package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.READER;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static cn.zhenmai.store.JournalFixture.roll;
import static cn.zhenmai.store.JournalFixture.slip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.LeaveSlip.State;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Span;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JournalTest {

    private static final String LESSON = "M1.20261012.1";

    private JournalFixture it;

    @BeforeEach
    void open() {
        it = new JournalFixture();
        Receipt first = it.school(JournalFixture.school().registry());
        assertThat(first.sequence()).isEqualTo(1);
        it.now.set(MONDAY.plus(Duration.ofMinutes(20)));
    }

    @AfterEach
    void close() {
        assertThat(it.query("SELECT count(*) FROM receipt WHERE received_count <> stored_count + corrected_count"
                        + " + duplicate_count + rejected_count + quarantined_count"))
                .containsExactly("0");
        assertReplayEqualsLive();
        it.close();
    }

    private void assertReplayEqualsLive() {
        List<Input> replayed = it.replayed();
        assertThat(replayed).hasSameSizeAs(it.heard);
        for (int i = 0; i < replayed.size(); i++) {
            Input live = it.heard.get(i);
            Input again = replayed.get(i);
            if (live instanceof Input.SchoolEdited edit && again instanceof Input.SchoolEdited same) {
                assertThat(same.school().registry()).isEqualTo(edit.school().registry());
                assertThat(same.changes()).isEqualTo(edit.changes());
                assertThat(same.knownAt()).isEqualTo(edit.knownAt());
            } else {
                assertThat(again).isEqualTo(live);
            }
        }
    }

    private List<String> standing() {
        return it.query("SELECT student_id, status, missed_periods FROM attendance ORDER BY student_id");
    }

    @Test
    void a_roll_call_with_exceptions_makes_a_standing_for_everyone_on_the_roll() {
        Receipt receipt = it.send(
                TEACHER,
                roll(LESSON, "软件2501", Mode.EXCEPTIONS, MONDAY),
                attendance("S12", LESSON, Status.ABSENT, MONDAY));
        assertThat(receipt.stored()).isEqualTo(2);
        assertThat(receipt.sequence()).isEqualTo(2);
        assertThat(standing()).containsExactly("S11 PRESENT 0", "S12 ABSENT 2", "S13 PRESENT 0");
        Input.Facts facts = (Input.Facts) it.heard.get(1);
        assertThat(facts.changes()).hasSize(4);
    }

    @Test
    void what_is_sent_again_is_a_duplicate_and_makes_no_journal_row() {
        Observation said = attendance("S12", LESSON, Status.ABSENT, MONDAY);
        assertThat(it.send(TEACHER, said).stored()).isEqualTo(1);
        Receipt again = it.send(TEACHER, said);
        assertThat(again.duplicate()).isEqualTo(1);
        assertThat(again.sequence()).isEqualTo(2);
        assertThat(it.journal.sequence()).isEqualTo(2);
    }

    @Test
    void requests_that_wait_together_share_a_journal_row_and_each_has_a_receipt_of_its_own() throws Exception {
        CountDownLatch isTold = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        it.journal.listen(input -> {
            isTold.countDown();
            awaitUninterruptibly(goesOn);
        });
        Future<Receipt> first = submit("S11", Status.PRESENT, 0, null);
        isTold.await();
        List<Future<Receipt>> waiting = List.of(
                submit("S12", Status.ABSENT, 0, null),
                submit("S13", Status.ABSENT, 0, null),
                submit("S12", Status.ABSENT, 0, null),
                submit("S12", Status.PRESENT, 60, null),
                submit("S13", Status.PRESENT, 60, "import-1"),
                submit("S11", Status.ABSENT, 60, null));
        goesOn.countDown();
        assertThat(first.await().sequence()).isEqualTo(2);
        List<Receipt> receipts = waiting.stream().map(one -> one.await()).toList();
        assertThat(receipts).extracting(Receipt::sequence).containsExactly(3L, 3L, 3L, 3L, 4L, 5L);
        assertThat(receipts).extracting(Receipt::stored).containsExactly(1, 1, 0, 0, 0, 0);
        assertThat(receipts).extracting(Receipt::duplicate).containsExactly(0, 0, 1, 0, 0, 0);
        assertThat(receipts).extracting(Receipt::corrected).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(receipts).extracting(Receipt::receipt).doesNotHaveDuplicates();
        assertThat(it.query("SELECT count(*), sum(received_count), max(sequence) FROM receipt"))
                .containsExactly("7 7 5");
        assertThat(it.query("SELECT received_count, stored_count, corrected_count, duplicate_count FROM source_day"))
                .containsExactly("7 3 3 1");
        assertThat(((Input.Facts) it.heard.get(2)).changes())
                .extracting(change -> ((Change.OfAttendance) change).after().status())
                .containsExactly(Status.PRESENT, Status.ABSENT);
    }

    private Future<Receipt> submit(String student, Status status, int secondsLater, String receipt) {
        Observation said = attendance(student, LESSON, status, MONDAY.plusSeconds(secondsLater));
        return it.journal.submit(new Entry.Facts(TEACHER, List.of(new Entry.Row(1, said)), List.of(), null, receipt));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void a_proxy_swipe_does_not_beat_the_teacher_and_both_versions_are_kept() {
        assertThat(it.send(TEACHER, attendance("S12", LESSON, Status.ABSENT, MONDAY))
                        .stored())
                .isEqualTo(1);
        Receipt swipe = it.send(READER, attendance("S12", LESSON, Status.PRESENT, MONDAY.plusSeconds(60)));
        assertThat(swipe.corrected()).isEqualTo(1);
        assertThat(standing()).containsExactly("S12 ABSENT 2");
        assertThat(it.query("SELECT observed_status, source_id FROM attendance_history"))
                .containsExactly("PRESENT reader");
        Receipt swipeAgain = it.send(READER, attendance("S12", LESSON, Status.PRESENT, MONDAY.plusSeconds(60)));
        assertThat(swipeAgain.duplicate()).isEqualTo(1);
    }

    @Test
    void the_same_source_saying_otherwise_at_the_same_time_is_set_aside() {
        assertThat(it.send(TEACHER, attendance("S12", LESSON, Status.ABSENT, MONDAY))
                        .stored())
                .isEqualTo(1);
        Receipt other = it.send(TEACHER, attendance("S12", LESSON, Status.PRESENT, MONDAY));
        assertThat(other.quarantined()).isEqualTo(1);
        assertThat(other.errors().get(0).field()).isEqualTo("recordedAt");
        assertThat(standing()).containsExactly("S12 ABSENT 2");
    }

    @Test
    void a_slip_two_days_late_turns_absence_into_leave_and_its_withdrawal_turns_it_back() {
        assertThat(it.send(TEACHER, attendance("S12", LESSON, Status.ABSENT, MONDAY))
                        .stored())
                .isEqualTo(1);
        it.now.set(MONDAY.plus(Duration.ofDays(2)));
        Observation approved =
                slip("S12", "2026-10-12T00:00:00Z", "2026-10-13T00:00:00Z", State.APPROVED, it.now.get());
        assertThat(it.send(OFFICE, approved).stored()).isEqualTo(1);
        assertThat(standing()).containsExactly("S12 SICK 0");
        Input.Facts facts = (Input.Facts) it.heard.get(2);
        Change.OfAttendance change = (Change.OfAttendance) facts.changes().get(1);
        assertThat(change.before().status()).isEqualTo(Status.ABSENT);
        assertThat(change.after().status()).isEqualTo(Status.SICK);
        assertThat(change.after().slip()).isEqualTo("L1");
        Observation withdrawn = slip(
                "S12",
                "2026-10-12T00:00:00Z",
                "2026-10-13T00:00:00Z",
                State.WITHDRAWN,
                it.now.get().plusSeconds(1));
        assertThat(it.send(OFFICE, withdrawn).corrected()).isEqualTo(1);
        assertThat(standing()).containsExactly("S12 ABSENT 2");
    }

    @Test
    void a_class_change_told_late_moves_the_student_from_one_roll_to_the_other() {
        String other = "W1.20261012.5";
        RegistryBuilder school = JournalFixture.school();
        school.offering("W1", "M", "2026-1", java.util.Set.of("软件2502"), "T2");
        school.slot("W1", java.time.DayOfWeek.MONDAY, 5, RegistryBuilder.weeks(1, 18));
        assertThat(it.school(school.registry()).sequence()).isEqualTo(2);
        it.now.set(MONDAY.plus(Duration.ofDays(1)));
        assertThat(it.send(TEACHER, roll(other, "软件2502", Mode.EXCEPTIONS, MONDAY))
                        .stored())
                .isEqualTo(1);
        assertThat(standing()).hasSize(3);
        school.memberships.removeIf(m -> m.student().equals("S11"));
        LocalDate monday = LocalDate.of(2026, 10, 12);
        school.memberships.add(new Registry.ClassMembership("S11", "软件2501", new Span(null, monday)));
        school.memberships.add(new Registry.ClassMembership("S11", "软件2502", new Span(monday, null)));
        assertThat(it.school(school.registry()).sequence()).isEqualTo(4);
        assertThat(standing()).contains("S11 PRESENT 0").hasSize(4);
        Input.SchoolEdited edited = (Input.SchoolEdited) it.heard.get(3);
        assertThat(edited.changes()).hasSize(1);
    }

    @Test
    void a_cancelled_session_takes_its_standings_away() {
        assertThat(it.send(TEACHER, roll(LESSON, "软件2501", Mode.EXCEPTIONS, MONDAY))
                        .stored())
                .isEqualTo(1);
        RegistryBuilder school = JournalFixture.school();
        school.changeOrders.add(
                new Registry.ChangeOrder("D1", LESSON, Registry.ChangeOrder.Kind.CANCEL, null, 0, null, null, "停课"));
        assertThat(it.school(school.registry()).sequence()).isEqualTo(3);
        assertThat(it.query("SELECT count(*) FROM attendance WHERE status IS NULL"))
                .containsExactly("3");
        assertThat(((Input.SchoolEdited) it.heard.get(2)).changes()).hasSize(3);
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(4);
        assertThat(standing()).containsExactly("S11 PRESENT 0", "S12 PRESENT 0", "S13 PRESENT 0");
    }

    @Test
    void what_waits_for_the_registry_is_taken_when_the_registry_knows_it() {
        Receipt receipt = it.send(TEACHER, attendance("S14", LESSON, Status.ABSENT, MONDAY));
        assertThat(receipt.quarantined()).isEqualTo(1);
        assertThat(it.journal.sequence()).isEqualTo(1);
        RegistryBuilder school = JournalFixture.school();
        school.student("S14", "软件2501");
        assertThat(it.school(school.registry()).sequence()).isEqualTo(2);
        assertThat(it.journal.sequence()).isEqualTo(3);
        assertThat(standing()).containsExactly("S14 ABSENT 2");
        assertThat(it.query("SELECT released_sequence FROM quarantine")).containsExactly("3");
    }

    @Test
    void checks_and_evaluations_are_kept_with_their_versions() {
        Observation.LessonCheck check = new Observation.LessonCheck(
                "S11",
                SessionId.of(LESSON),
                null,
                1,
                Observation.LessonCheck.State.TAKEN,
                new BigDecimal("7.5"),
                BigDecimal.TEN,
                null,
                null,
                List.of(),
                MONDAY);
        Observation.LearningEvaluation said = new Observation.LearningEvaluation(
                "T1", "M1", "2026-09", null, null, Map.of("attention", BigDecimal.valueOf(4)), MONDAY);
        assertThat(it.send(TEACHER, check, said).stored()).isEqualTo(2);
        assertThat(it.query("SELECT score, max_score, offering_id, class_id, held_on FROM lesson_check"))
                .containsExactly("7.5 10 M1 软件2501 2026-10-12");
        assertThat(it.query("SELECT mean_score FROM learning_evaluation")).containsExactly("4.0000");
        Change.OfCheck change =
                (Change.OfCheck) ((Input.Facts) it.heard.get(1)).changes().get(0);
        assertThat(change.at().teacher()).isEqualTo("T1");
    }

    @Test
    void results_of_courses_are_kept_with_their_versions_and_of_nobody_who_was_not_on_the_roster() {
        Observation.CourseResult failed = new Observation.CourseResult(
                "S11",
                "M1",
                new BigDecimal("41"),
                Observation.CourseResult.Outcome.FAILED,
                new BigDecimal("3.5"),
                MONDAY);
        Observation.CourseResult resit = new Observation.CourseResult(
                "S11",
                "M1",
                new BigDecimal("66"),
                Observation.CourseResult.Outcome.PASSED,
                null,
                MONDAY.plusSeconds(1));
        Observation.CourseResult unknown = new Observation.CourseResult(
                "nobody", "M1", null, Observation.CourseResult.Outcome.PASSED, null, MONDAY);
        assertThat(it.send(TEACHER, failed, unknown).quarantined()).isEqualTo(1);
        assertThat(it.send(TEACHER, resit).corrected()).isEqualTo(1);
        assertThat(it.query("SELECT student_id, offering_id, score, outcome, credits FROM course_result"))
                .containsExactly("S11 M1 66 PASSED null");
        assertThat(it.query("SELECT kind FROM fact_history")).containsExactly("COURSE_RESULT");
    }

    @Test
    void how_a_teacher_came_is_kept_of_sessions_and_teachers_that_there_are() {
        SessionId lesson = SessionId.of(LESSON);
        Observation.TeacherAttendance late =
                new Observation.TeacherAttendance(lesson, "T1", Status.LATE, null, 7, MONDAY);
        Observation.TeacherAttendance nobody =
                new Observation.TeacherAttendance(lesson, "T77", Status.ABSENT, null, 0, MONDAY);
        Observation.TeacherAttendance nowhere =
                new Observation.TeacherAttendance(SessionId.of("M1.20261013.1"), "T1", Status.ABSENT, null, 0, MONDAY);
        Receipt receipt = it.send(TEACHER, late, nobody, nowhere);
        assertThat(receipt.stored()).isEqualTo(1);
        assertThat(receipt.errors()).extracting(Receipt.RowError::field).containsExactly("teacher", "session");
        assertThat(it.query("SELECT session_on, teacher_id, status, minutes_late FROM teacher_attendance"))
                .containsExactly("2026-10-12 T1 LATE 7");
    }

    @Test
    void an_edit_of_rules_that_others_edited_meanwhile_is_refused_and_no_error_of_the_service() {
        Logger log = (Logger) LoggerFactory.getLogger(Journal.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        log.addAppender(logged);
        try {
            Future<Receipt> stale = it.journal.submit(new Entry.RulesEdit("rules: []", "a", "b", 77L, null));
            assertThatThrownBy(stale::await).isInstanceOf(StaleRulesException.class);
        } finally {
            log.detachAppender(logged);
        }
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO);
    }

    @Test
    void ticks_rules_and_acts_are_journal_rows_and_time_never_goes_back() {
        assertThat(it.submit(new Entry.Tick(MONDAY.plusSeconds(3600))).sequence())
                .isEqualTo(2);
        assertThat(it.submit(new Entry.RulesEdit("rules: []", null)).sequence()).isEqualTo(3);
        assertThat(it.submit(new Entry.Act("A1", "ACKNOWLEDGE", "T1", "谈话")).sequence())
                .isEqualTo(4);
        assertThat(it.journal.knownAt()).isEqualTo(MONDAY.plusSeconds(3600));
        it.reopen();
        assertThat(it.journal.sequence()).isEqualTo(4);
        assertThat(it.journal.school().student("S11")).isPresent();
    }

    @Test
    void a_second_journal_over_the_same_store_is_fenced() {
        try (Journal second = Journal.open(it.database, it.clock)) {
            assertThat(it.submit(new Entry.Tick(MONDAY)).sequence()).isEqualTo(2);
            Throwable failure = second.submit(new Entry.Tick(MONDAY))
                    .toCompletionStage()
                    .handle((receipt, why) -> why)
                    .toCompletableFuture()
                    .join();
            assertThat(failure).isInstanceOf(Journal.FencedException.class);
        }
    }

    @Test
    void an_impossible_entry_costs_its_neighbours_nothing() {
        var bad = it.journal.submit(new Entry.RegistryEdit(
                registry -> {
                    throw new IllegalStateException("no");
                },
                null));
        var before = it.journal.submit(new Entry.Tick(MONDAY));
        var poison = it.journal.submit(new Entry.Act("A\0", "ACKNOWLEDGE", "T1", null));
        var after = it.journal.submit(new Entry.Tick(MONDAY));
        assertThat(after.toCompletionStage().toCompletableFuture().join().sequence())
                .isEqualTo(3);
        assertThat(before.result().sequence()).isEqualTo(2);
        assertThat(bad.failed()).isTrue();
        assertThat(poison.failed()).isTrue();
    }

    @Test
    void a_lost_connection_is_answered_as_retriable_and_the_journal_recovers_by_itself() {
        Observation said = attendance("S12", LESSON, Status.ABSENT, MONDAY);
        assertThat(it.query("SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                .containsExactly("t");
        var first = it.journal
                .submit(JournalFixture.facts(TEACHER, List.of(said)))
                .toCompletionStage()
                .handle((receipt, why) -> why)
                .toCompletableFuture()
                .join();
        assertThat(first).isInstanceOf(Journal.UnavailableException.class);
        assertThat(it.send(TEACHER, said).stored()).isEqualTo(1);
        assertThat(it.journal.sequence()).isEqualTo(2);
    }
}
