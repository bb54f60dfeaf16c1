package cn.zhenmai.engine;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static cn.zhenmai.store.JournalFixture.roll;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.AlertFilter;
import cn.zhenmai.alert.AlertPage;
import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Handling;
import cn.zhenmai.notify.Outbox;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.Status;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.history.Retention;
import cn.zhenmai.store.history.Upkeep;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker between a real journal and the real database. */
class EngineWorkerTest {

    static final String RULES = """
            rules:
              - id: absent-periods
                version: 1
                name: {zh: 学期旷课学时, en: Absent periods of the term}
                measure: {kind: absent-periods, late-or-early-per-period: 3, late-minutes-as-period: 0}
                subject: student
                levels:
                  - {level: BLUE, at: 2, name: {zh: 谈话线, en: the talk line}}
                  - {level: RED, at: 4, name: {zh: 红线, en: the red line}}
                stabilise-after: 10
                notices:
                  - {to: COUNSELOR, from: RED, timing: AT_ONCE}
                title: {zh: "旷课 {value} 学时", en: "Absent {value} periods"}
                text: {zh: "旷课 {value} 学时[，再 {distance} 学时到{next}]", en: "Absent {value} periods"}
              - id: no-roll-call
                version: 1
                name: {zh: 未按时点名, en: No roll call}
                measure: {kind: no-roll-call}
                subject: session
                levels:
                  - {level: YELLOW, at: 1, name: {zh: 点名时限, en: the deadline}}
                notices:
                  - {to: SESSION_TEACHER, from: YELLOW, timing: AT_ONCE}
                title: {zh: 到时未点名, en: No roll call by the deadline}
                text: {zh: "《{course}》{date} {periods}到点名时限仍无点名记录", en: "{course}: no roll call"}
            """;

    private static final String FIRST = "M1.20261012.1";
    private static final String SECOND = "M1.20261013.3";

    private final AlertStore alerts = new AlertStore();
    private final List<String> told = new ArrayList<>();
    private JournalFixture it;
    private EngineWorker worker;

    @BeforeEach
    void prepare() {
        it = new JournalFixture();
        worker = worker(new Outbox());
    }

    @AfterEach
    void close() {
        worker.close();
        it.close();
    }

    private EngineWorker worker(EffectsWriter... writers) {
        EngineWorker made = new EngineWorker(
                it.journal, it.database, alerts, List.of(writers), ProvisionedRules.file(RULES), it.clock);
        made.listen((input, effects) -> effects.transitions()
                .forEach(each -> told.add(input.sequence() + " " + each.kind() + " "
                        + each.alert().subject().id() + " " + each.alert().level())));
        return made;
    }

    private void begin() throws SQLException {
        worker.drainOnce();
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(2);
        worker.drainOnce();
    }

    /** A lesson's missing roll call may come and go in the step that brings it. */
    private List<String> toldOfStudents() {
        return told.stream().filter(each -> each.matches(".* S\\d\\d .*")).toList();
    }

    private void absent(String student, String session) {
        Receipt receipt = it.send(
                TEACHER,
                roll(session, "软件2501", Mode.EXCEPTIONS, it.now.get()),
                roll(session, "软件2502", Mode.EXCEPTIONS, it.now.get()),
                attendance(student, session, Status.ABSENT, it.now.get()));
        assertThat(receipt.stored()).isEqualTo(3);
    }

    @Test
    void the_rules_are_the_first_row_and_are_not_said_again() throws SQLException {
        begin();
        assertThat(it.heard.get(0)).isInstanceOf(Input.RulesEdited.class);
        worker = worker(new Outbox());
        worker.drainOnce();
        assertThat(it.journal.sequence()).isEqualTo(2);
        assertThat(worker.rules().orElseThrow().rules()).hasSize(2);
        assertThat(worker.lag()).isZero();
    }

    @Test
    void facts_become_alerts_with_evidence_and_listeners_hear_of_them_in_order() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        it.now.set(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));
        absent("S11", SECOND);
        worker.drainOnce();
        assertThat(toldOfStudents()).containsExactly("3 OPENED S11 BLUE", "4 RAISED S11 RED");
        List<HandledAlert> open = open();
        assertThat(open).hasSize(1);
        assertThat(open.get(0).alert().evidence().items()).hasSize(2);
        assertThat(open.get(0).alert().evidence().arithmetic()).contains("4");
        assertThat(open.get(0).alert().text()).isEqualTo("旷课 4 学时");
    }

    @Test
    void time_alone_opens_an_alert_once_the_schools_clock_is_there() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(14)));
        worker.drainOnce();
        assertThat(open()).isEmpty();
        it.now.set(MONDAY.plus(Duration.ofMinutes(16)));
        worker.drainOnce();
        assertThat(told).containsExactly("3 OPENED " + FIRST + " YELLOW");
        assertThat(it.query("SELECT recipient_id, state FROM outbox")).containsExactly("T1 WAITING");
        worker.drainOnce();
        assertThat(it.journal.sequence()).isEqualTo(3);
    }

    @Test
    void what_people_do_travels_through_the_journal() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        String id = open().get(0).alert().id();
        Receipt act = it.submit(new Entry.Act(id, "ACKNOWLEDGE", "T1", "已电话联系"));
        assertThat(act.sequence()).isEqualTo(4);
        worker.drainOnce();
        assertThat(open().get(0).handling())
                .isEqualTo(new Handling(Handling.State.ACKNOWLEDGED, "T1", it.now.get(), "已电话联系"));
    }

    @Test
    void a_restart_in_the_middle_gives_the_same_transitions_and_no_second_mail() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        worker.close();

        // Two rows come while nobody listens; one worker's transaction fails between alerts and checkpoint.
        it.now.set(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));
        absent("S11", SECOND);
        absent("S21", "M1.20261006.3");
        EngineWorker broken = worker((connection, with, step) -> {
            throw new SQLException("power cut");
        });
        assertThat(failure(broken)).isEqualTo("power cut");
        assertThat(it.query("SELECT count(*) FROM alert_transition")).containsExactly("1");

        worker = worker(new Outbox());
        worker.drainOnce();
        assertThat(worker.rebuildDifferences()).isZero();
        assertThat(toldOfStudents()).containsExactly("3 OPENED S11 BLUE", "4 RAISED S11 RED", "5 OPENED S21 BLUE");
        assertThat(it.query(
                        "SELECT t.sequence, t.kind, t.level FROM alert_transition t JOIN alert USING (school_id, alert_id)"
                                + " WHERE student_id IS NOT NULL ORDER BY t.sequence, t.ordinal"))
                .containsExactly("3 OPENED BLUE", "4 RAISED RED", "5 OPENED BLUE");
        assertThat(it.query("SELECT count(*) FROM outbox WHERE state <> 'DROPPED'"))
                .containsExactly("1");
    }

    @Test
    void what_retention_takes_away_fires_nothing_again_neither_at_once_nor_after_a_restart() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        it.now.set(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));
        absent("S11", SECOND);
        worker.drainOnce();
        it.now.set(MONDAY.plus(Duration.ofDays(800)));
        worker.drainOnce();
        List<String> transitions =
                it.query("SELECT sequence, ordinal, kind, level FROM alert_transition ORDER BY 1, 2");
        List<String> mails = it.query("SELECT outbox_id, state FROM outbox ORDER BY 1");
        assertThat(transitions).anyMatch(each -> each.endsWith("OPENED BLUE"));
        int heard = told.size();

        Retention retention = Retention.parse("attendance=400,attendance_history=400");
        try (Upkeep upkeep = new Upkeep(it.database, it.journal, retention, it.clock)) {
            upkeep.runOnce();
        }
        assertThat(it.query("SELECT count(*) FROM attendance")).containsExactly("0");
        worker.drainOnce();
        worker.close();
        it.reopen();
        worker = worker(new Outbox());
        worker.drainOnce();
        it.now.set(MONDAY.plus(Duration.ofDays(801)));
        worker.drainOnce();
        assertThat(told).hasSize(heard);
        assertThat(it.query("SELECT sequence, ordinal, kind, level FROM alert_transition ORDER BY 1, 2"))
                .isEqualTo(transitions);
        assertThat(it.query("SELECT outbox_id, state FROM outbox ORDER BY 1")).isEqualTo(mails);
    }

    @Test
    void a_start_goes_on_from_the_snapshot_and_judges_only_what_came_after() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        worker.close();
        assertThat(it.query("SELECT sequence, section, part FROM engine_snapshot ORDER BY section"))
                .containsExactly("3 JUDGED 0", "3 LEDGER 0");

        it.now.set(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));
        absent("S11", SECOND);
        worker = worker(new Outbox());
        worker.drainOnce();
        assertThat(worker.rebuiltFrom()).isEqualTo(3);
        assertThat(worker.rebuildDifferences()).isZero();
        assertThat(toldOfStudents()).containsExactly("3 OPENED S11 BLUE", "4 RAISED S11 RED");
        worker.close();
        assertThat(it.query("SELECT DISTINCT sequence FROM engine_snapshot")).containsExactly("4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes = set_byte(bytes, 40, 255 - get_byte(bytes, 40)) WHERE section = 'JUDGED'",
                "bytes = substr(bytes, 1, 60), crc32 = 0 WHERE section = 'JUDGED'",
                "crc32 = crc32 + 1 WHERE section = 'JUDGED'",
                "form = form + 1 WHERE section = 'JUDGED'",
                "engine_version = 'of old'",
                "sequence = sequence + 1"
            })
    void a_snapshot_that_is_damaged_or_does_not_fit_is_left_and_the_journal_judged_again(String harm)
            throws SQLException {
        assertThat(rebuiltFromSnapshotWith(harm)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc32 = crc32 + 1", "form = form + 1", "bytes = '', crc32 = 0"})
    void where_the_facts_of_a_snapshot_are_damaged_the_journal_is_read_and_not_judged_again(String harm)
            throws SQLException {
        assertThat(rebuiltFromSnapshotWith(harm + " WHERE section = 'LEDGER'")).isEqualTo(3);
    }

    /** The row that it went on from; whatever it was, the engine goes on as if nothing had been. */
    private long rebuiltFromSnapshotWith(String harm) throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        worker.close();
        assertThat(it.query("UPDATE engine_snapshot SET " + harm + " RETURNING part"))
                .isNotEmpty()
                .allMatch("0"::equals);
        worker = worker(new Outbox());
        worker.drainOnce();
        assertThat(worker.rebuildDifferences()).isZero();
        absent("S11", "M1.20261006.3");
        worker.drainOnce();
        assertThat(toldOfStudents()).containsExactly("3 OPENED S11 BLUE", "4 RAISED S11 RED");
        return worker.rebuiltFrom();
    }

    private static String failure(EngineWorker broken) {
        try {
            broken.drainOnce();
            throw new AssertionError("did not fail");
        } catch (SQLException expected) {
            return expected.getMessage();
        }
    }

    @Test
    void a_failed_transaction_is_tried_again_with_the_same_effects() throws SQLException {
        begin();
        boolean[] fails = {true};
        EngineWorker other = worker(new Outbox(), (connection, with, step) -> {
            if (fails[0] && step.input().sequence() == 3) {
                fails[0] = false;
                throw new SQLException("deadlock");
            }
        });
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        assertThat(failure(other)).isEqualTo("deadlock");
        other.drainOnce();
        assertThat(told).containsExactly("3 OPENED S11 BLUE");
        assertThat(open()).hasSize(1);
    }

    @Test
    void a_store_that_comes_back_without_the_last_effects_gets_them_again_and_nobody_hears_twice() throws SQLException {
        begin();
        String before = it.query("SELECT sequence FROM engine_checkpoint").get(0);
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        // The commit had returned before it was on the disk, and the server was killed.
        for (String lost : List.of(
                "DELETE FROM alert_transition",
                "DELETE FROM alert",
                "UPDATE engine_checkpoint SET sequence = " + before)) {
            assertThat(it.query(lost + " RETURNING 1")).isNotEmpty();
        }

        it.now.set(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(3)));
        absent("S11", SECOND);
        worker.drainOnce();

        assertThat(toldOfStudents()).containsExactly("3 OPENED S11 BLUE", "4 RAISED S11 RED");
        assertThat(it.query(
                        "SELECT t.sequence, t.kind, t.level FROM alert_transition t JOIN alert USING (school_id, alert_id)"
                                + " WHERE student_id IS NOT NULL ORDER BY t.sequence, t.ordinal"))
                .containsExactly("3 OPENED BLUE", "4 RAISED RED");
        assertThat(it.query("SELECT count(*) FROM outbox WHERE state <> 'DROPPED'"))
                .containsExactly("1");
    }

    @Test
    void where_the_rebuilt_engine_differs_the_stored_alerts_stand_and_it_is_counted() throws SQLException {
        begin();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        worker.drainOnce();
        worker.close();
        assertThat(it.query("UPDATE alert SET level = 'ORANGE' RETURNING level"))
                .containsExactly("ORANGE");
        worker = worker(new Outbox());
        worker.drainOnce();
        assertThat(worker.rebuildDifferences()).isEqualTo(1);
        assertThat(open().get(0).alert().level()).hasToString("ORANGE");
    }

    @Test
    void a_second_process_is_fenced_off() throws SQLException {
        begin();
        EngineWorker second = worker(new Outbox());
        second.drainOnce();
        it.now.set(MONDAY.plus(Duration.ofMinutes(10)));
        absent("S11", FIRST);
        absent("S21", FIRST.replace("20261012", "20261005"));
        second.drainOnce();
        assertThat(it.query("SELECT count(*) FROM alert_transition")).containsExactly("2");
        // Row 5 the first has not heard of as a batch of its own: it sees the checkpoint elsewhere, or all of it done.
        worker.drainOnce();
        assertThat(it.query("SELECT count(*) FROM alert_transition")).containsExactly("2");
    }

    @Test
    void on_its_own_thread_it_follows_the_journal_even_when_it_lags_behind_the_hand_over() throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        int rows = 600;
        worker.listen((input, effects) -> {
            if (input.sequence() == rows + 2) {
                last.countDown();
            }
        });
        // All of these are committed before it looks: more than may be handed over.
        assertThat(it.submit(new Entry.RulesEdit(RULES, null)).sequence()).isEqualTo(1);
        assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(2);
        Instant at = it.now.get();
        for (int i = 1; i <= rows; i++) {
            Status status = i % 2 == 1 ? Status.ABSENT : Status.PRESENT;
            assertThat(it.send(OFFICE, attendance("S11", FIRST, status, at.minusSeconds(rows - i)))
                            .sequence())
                    .isEqualTo(i + 2);
        }
        assertThat(worker.lag()).isEqualTo(rows + 2);
        assertThat(worker.start().failure()).isEmpty();
        assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.appliedSequence()).isEqualTo(rows + 2);
        assertThat(open()).isEmpty();
        assertThat(it.query("SELECT count(*) FROM alert")).containsExactly(String.valueOf(rows / 2));
    }

    private List<HandledAlert> open() throws SQLException {
        AlertPage page = it.database.inTransaction(
                c -> alerts.list(c, AlertFilter.within(AlertScope.EVERYTHING).onlyOpen(), null, 50));
        return page.items();
    }
}
