package cn.zhenmai.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.SampleAlert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.AppliedStep;
import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.Together;
import cn.zhenmai.store.backup.Arming;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transitions to mails, over the real database and a real SMTP server. */
class OutboxTest {

    private static final Instant MONDAY = Instant.parse("2026-10-12T00:00:00Z");
    private static final String LESSON = "M1.20261012.1";
    private static final RuleSet RULES = RuleSet.standard();

    private final Vertx vertx = Vertx.vertx();
    private final AlertStore alerts = new AlertStore();
    private final OutboxStore store = new OutboxStore();
    private final Outbox outbox = new Outbox();
    private final AtomicReference<Instant> school = new AtomicReference<>(MONDAY);
    private final AtomicReference<Instant> machine = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private Database database;
    private PostOffice post;
    private MailNotifier notifier;
    private School pupils;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
        post = new PostOffice();
        notifier = post.notifier(vertx);
        RegistryBuilder registry = JournalFixture.school();
        registry.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", Span.ALWAYS));
        registry.posts.add(new Registry.PostHolder("T2", Registry.Post.COUNSELOR, "软件2502", Span.ALWAYS));
        pupils = School.of(registry.registry());
    }

    @AfterEach
    void close() {
        notifier.close();
        post.close();
        database.close();
        vertx.close().await();
    }

    @Test
    void a_roll_call_that_is_missing_is_told_at_once_with_links_and_without_a_finding() throws SQLException {
        apply(noRollCall().opened(7, Level.YELLOW));
        assertThat(drain()).isEqualTo(1);
        PostOffice.Mail mail = post.mails().get(0);
        assertThat(mail.to()).isEqualTo("t1@school.example");
        assertThat(mail.from()).isEqualTo("诊脉·质量管理办公室");
        assertThat(mail.subject()).isEqualTo("教学提醒：高等数学 10月12日 周一 1–2节");
        assertThat(mail.autoSubmitted()).isEqualTo("auto-generated");
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part)
                    .contains("https://zhenmai.school.example/roll/M1.20261012.1")
                    .contains("/roll/M1.20261012.1?answer=CANCELLED")
                    .contains("/roll/M1.20261012.1?answer=MOVED")
                    .contains("/roll/M1.20261012.1?answer=DEVICE_BROKEN")
                    .contains("不是教学事故认定");
        }
    }

    @Test
    void low_attendance_is_told_after_the_session_with_its_counts() throws SQLException {
        apply(lowAttendance().opened(7, Level.YELLOW));
        assertThat(drain()).isZero();
        school.set(Instant.parse("2026-10-12T02:00:00Z"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(0).text()).contains("28 ÷ 40 = 70%（n = 40）").contains("不是教学事故认定");
    }

    @Test
    void a_low_pass_rate_is_told_in_the_evening_of_the_school() throws SQLException {
        apply(SampleAlert.ofOffering("A7-0", "check-pass-rate", "M1", "T1", "软件2501")
                .opened(7, Level.YELLOW));
        school.set(Instant.parse("2026-10-12T09:59:59Z"));
        assertThat(drain()).isZero();
        school.set(Instant.parse("2026-10-12T10:00:00Z"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(0).subject()).isEqualTo("教学提醒：高等数学 10月12日 周一");
    }

    @Test
    void the_counselor_of_the_class_now_hears_of_red_alone_and_reads_no_name_and_no_cause() throws SQLException {
        SampleAlert student = SampleAlert.ofStudent("A7-0", "S11", "软件2502");
        apply(student.opened(7, Level.ORANGE));
        assertThat(drain()).isZero();
        apply(student.raised(8, Level.RED));
        assertThat(drain()).isEqualTo(1);
        PostOffice.Mail mail = post.mails().get(0);
        assertThat(mail.to()).isEqualTo("t1@school.example");
        assertThat(mail.text()).contains("软件2501班 有一名学生").contains("红色").contains("/?alert=A7-0");
        assertThat(mail.says("学生S11") || mail.says("S11") || mail.says("旷课")).isFalse();
    }

    @Test
    void whoever_has_no_address_is_a_dead_letter_that_people_see() throws SQLException {
        apply(SampleAlert.ofStudent("A7-0", "S21", "软件2502").opened(7, Level.RED));
        assertThat(drain()).isZero();
        List<OutboxEntry> dead = database.inTransaction(c -> store.deadLetters(c, 10));
        assertThat(dead).extracting(OutboxEntry::recipient).containsExactly("T2");
        assertThat(dead.get(0).reason()).contains("没有邮箱地址");
    }

    @Test
    void who_was_told_hears_exactly_once_that_it_has_passed() throws SQLException {
        SampleAlert student = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        apply(student.opened(7, Level.RED));
        assertThat(drain()).isEqualTo(1);
        apply(student.lowered(8, Level.ORANGE));
        apply(student.lowered(9, Level.YELLOW));
        apply(student.ended(10, "corrected"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails()).hasSize(2);
        assertThat(post.mails().get(1).text()).contains("此前发给您的红色提醒现为橙色");
        apply(student.raised(11, Level.RED));
        apply(student.ended(12, "recovered"));
        assertThat(drain()).isZero();
    }

    @Test
    void a_second_crossing_is_told_and_followed_up_anew() throws SQLException {
        SampleAlert student = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        apply(student.opened(7, Level.RED));
        assertThat(drain()).isEqualTo(1);
        apply(student.lowered(8, Level.ORANGE));
        assertThat(drain()).isEqualTo(1);
        apply(student.raised(9, Level.RED));
        assertThat(drain()).isEqualTo(1);
        apply(student.ended(10, "corrected"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(3).text()).contains("已结束：数据已更正");
    }

    @Test
    void what_passes_before_it_was_sent_is_told_to_nobody() throws SQLException {
        SampleAlert low = lowAttendance();
        apply(low.opened(7, Level.YELLOW));
        apply(low.ended(8, "corrected"));
        school.set(Instant.parse("2026-10-12T12:00:00Z"));
        assertThat(drain()).isZero();
        assertThat(states()).containsExactly(OutboxEntry.State.DROPPED);
    }

    @Test
    void a_mail_that_waits_tells_what_holds_when_it_is_sent() throws SQLException {
        SampleAlert low = lowAttendance();
        apply(low.opened(7, Level.ORANGE));
        apply(low.lowered(8, Level.YELLOW));
        apply(low.amended(9));
        school.set(Instant.parse("2026-10-12T12:00:00Z"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(0).text()).contains("第 9 行").contains("黄色");
    }

    @Test
    void the_end_of_a_term_is_no_news() throws SQLException {
        SampleAlert student = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        apply(student.opened(7, Level.RED));
        assertThat(drain()).isEqualTo(1);
        apply(student.ended(8, "term-ended"));
        assertThat(drain()).isZero();
    }

    @Test
    void an_edited_rule_tells_nobody_again_what_holds_as_before_and_follows_up_once_it_passes() throws SQLException {
        SampleAlert before = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        apply(before.opened(7, Level.RED));
        assertThat(drain()).isEqualTo(1);
        SampleAlert after = SampleAlert.ofStudent("A8-1", "S11", "软件2501");
        apply(before.ended(8, "rule-changed"), after.opened(8, Level.RED));
        assertThat(drain()).isZero();
        apply(after.ended(9, "corrected"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(1).text()).contains("已结束：数据已更正");
    }

    @Test
    void an_edited_rule_tells_the_difference_of_level_and_the_end_alone() throws SQLException {
        SampleAlert raised = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        SampleAlert lowered = SampleAlert.ofStudent("A8-0", "S12", "软件2501");
        SampleAlert gone = SampleAlert.ofStudent("A9-0", "S13", "软件2501");
        apply(raised.opened(7, Level.YELLOW));
        apply(lowered.opened(8, Level.RED));
        apply(gone.opened(9, Level.RED));
        assertThat(drain()).isEqualTo(2);
        apply(
                raised.ended(10, "rule-changed"),
                SampleAlert.ofStudent("A10-3", "S11", "软件2501").opened(10, Level.RED),
                lowered.ended(10, "rule-changed"),
                SampleAlert.ofStudent("A10-4", "S12", "软件2501").opened(10, Level.BLUE),
                gone.ended(10, "rule-changed"));
        assertThat(drain()).isEqualTo(3);
        assertThat(post.mails().stream()
                        .skip(2)
                        .map(PostOffice.Mail::subject)
                        .sorted()
                        .toList())
                .satisfiesExactly(
                        told -> assertThat(told).startsWith("学生关怀提醒"),
                        passed -> assertThat(passed).startsWith("提醒更正"),
                        passed -> assertThat(passed).startsWith("提醒更正"));
    }

    @Test
    void a_mail_that_waits_while_its_rule_is_edited_goes_once_with_what_holds() throws SQLException {
        SampleAlert before = lowAttendance();
        apply(before.opened(7, Level.ORANGE));
        SampleAlert after = SampleAlert.ofSession("A8-1", "session-attendance", LESSON, "T1", "软件2501", "软件2502");
        apply(before.ended(8, "rule-changed"), after.opened(8, Level.ORANGE));
        school.set(Instant.parse("2026-10-12T12:00:00Z"));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(0).text()).contains("第 8 行");
    }

    @Test
    void imported_history_notifies_nobody() throws SQLException {
        SampleAlert student = SampleAlert.ofStudent("A7-0", "S11", "软件2501");
        apply(true, student.opened(7, Level.RED));
        apply(true, student.ended(8, "corrected"));
        assertThat(states()).isEmpty();
    }

    @Test
    void a_crash_between_sending_and_settling_sends_again_under_the_same_message_id() throws SQLException {
        apply(noRollCall().opened(7, Level.YELLOW));
        List<OutboxMail> claimed =
                database.inTransaction(c -> store.claim(c, machine.get(), school.get(), OutboxWorker.LEASE, 10));
        Delivery sent = notifier.deliver(claimed.get(0)).await();
        assertThat(sent).isEqualTo(new Delivery.Sent());
        // Here the process dies; the next one finds the claim standing until its lease is over.
        assertThat(drain()).isZero();
        machine.updateAndGet(now -> now.plus(OutboxWorker.LEASE));
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails()).hasSize(2);
        assertThat(post.mails().get(0).messageId())
                .isEqualTo(post.mails().get(1).messageId())
                .endsWith("@school.example>");
        assertThat(states()).containsExactly(OutboxEntry.State.SENT);
    }

    @Test
    void a_follow_up_waits_for_the_notice_that_is_on_its_way() throws SQLException {
        SampleAlert missing = noRollCall();
        apply(missing.opened(7, Level.YELLOW));
        List<OutboxMail> claimed =
                database.inTransaction(c -> store.claim(c, machine.get(), school.get(), OutboxWorker.LEASE, 10));
        apply(missing.ended(8, "recovered"));
        assertThat(drain()).isZero();
        settle(claimed.get(0), new Delivery.Sent());
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(0).subject()).isEqualTo("提醒更正：高等数学 10月12日 周一 1–2节");
    }

    @Test
    void where_the_notice_was_refused_there_is_nothing_to_follow_up() throws SQLException {
        SampleAlert missing = noRollCall();
        apply(missing.opened(7, Level.YELLOW));
        List<OutboxMail> claimed =
                database.inTransaction(c -> store.claim(c, machine.get(), school.get(), OutboxWorker.LEASE, 10));
        apply(missing.ended(8, "recovered"));
        settle(claimed.get(0), new Delivery.Refused("550 no such user"));
        assertThat(drain()).isZero();
        assertThat(states()).containsExactly(OutboxEntry.State.DROPPED, OutboxEntry.State.DEAD);
    }

    @Test
    void a_busy_server_is_tried_again_later_and_later_and_a_refusal_is_a_dead_letter() throws SQLException {
        apply(noRollCall().opened(7, Level.YELLOW));
        try (ScriptedSmtp server = new ScriptedSmtp(vertx);
                MailNotifier strict = new MailNotifier(
                        vertx,
                        SmtpSettings.parse("smtp://127.0.0.1:" + server.port(), null),
                        MailAddress.parse("zhenmai@school.example"),
                        new MailTexts("http://127.0.0.1:8080", "示例职业学院"))) {
            server.toRcpt = "451 4.7.1 greylisted";
            assertThat(drain(strict)).isEqualTo(1);
            assertThat(drain(strict)).isZero();
            machine.updateAndGet(now -> now.plus(Duration.ofSeconds(15)));
            assertThat(drain(strict)).isEqualTo(1);
            machine.updateAndGet(now -> now.plus(Duration.ofSeconds(15)));
            assertThat(drain(strict)).isZero();
            machine.updateAndGet(now -> now.plus(Duration.ofSeconds(15)));
            server.toRcpt = "550 5.1.1 no such user";
            assertThat(drain(strict)).isEqualTo(1);
        }
        List<OutboxEntry> dead = database.inTransaction(c -> store.deadLetters(c, 10));
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).reason()).contains("no such user");
        assertThat(dead.get(0).attempts()).isEqualTo(3);
    }

    @Test
    void a_server_that_is_not_there_is_tried_again_until_it_is_given_up() throws SQLException {
        apply(noRollCall().opened(7, Level.YELLOW));
        int gone;
        try (ScriptedSmtp server = new ScriptedSmtp(vertx)) {
            gone = server.port();
        }
        try (MailNotifier nowhere = new MailNotifier(
                vertx,
                SmtpSettings.parse("smtp://127.0.0.1:" + gone, null),
                MailAddress.parse("zhenmai@school.example"),
                new MailTexts("http://127.0.0.1:8080", "示例职业学院"))) {
            assertThat(drain(nowhere)).isEqualTo(1);
            assertThat(states()).containsExactly(OutboxEntry.State.WAITING);
            machine.updateAndGet(now -> now.plus(Backoff.STANDARD.giveUpAfter()));
            assertThat(drain(nowhere)).isEqualTo(1);
        }
        assertThat(states()).containsExactly(OutboxEntry.State.DEAD);
    }

    @Test
    void a_restored_copy_sends_nothing_until_it_is_armed() throws SQLException {
        apply(noRollCall().opened(7, Level.YELLOW));
        database.<Void>inTransaction(c -> {
            try (Statement insert = c.createStatement()) {
                insert.execute("INSERT INTO restored_copy (restored_at, taken_at) VALUES (now(), now())");
            }
            return null;
        });
        assertThat(drain()).isZero();
        assertThat(post.mails()).isEmpty();
        assertThat(Arming.arm(database)).isTrue();
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails()).hasSize(1);
    }

    private static SampleAlert noRollCall() {
        return SampleAlert.ofSession("A7-0", "no-roll-call", LESSON, "T1", "软件2501", "软件2502");
    }

    private static SampleAlert lowAttendance() {
        return SampleAlert.ofSession("A7-0", "session-attendance", LESSON, "T1", "软件2501", "软件2502");
    }

    private void apply(Transition... transitions) throws SQLException {
        apply(false, transitions);
    }

    private void apply(boolean reconstructed, Transition... transitions) throws SQLException {
        Transition first = transitions[0];
        Effects effects = new Effects(first.sequence(), reconstructed, numbered(transitions));
        Input input = new Input.Tick(first.sequence(), first.at());
        int superseded = database.inTransaction(c -> {
            int replaced = alerts.apply(c, effects.transitions());
            Together with = new Together();
            outbox.write(c, with, new AppliedStep(input, effects, RULES, pupils));
            with.run(c);
            return replaced;
        });
        assertThat(superseded).isZero();
    }

    private static List<Transition> numbered(Transition... transitions) {
        return IntStream.range(0, transitions.length)
                .mapToObj(i -> new Transition(
                        transitions[i].sequence(),
                        i,
                        transitions[i].at(),
                        transitions[i].kind(),
                        transitions[i].before(),
                        transitions[i].byCorrection(),
                        transitions[i].alert()))
                .toList();
    }

    private void settle(OutboxMail mail, Delivery delivery) throws SQLException {
        database.<Void>inTransaction(c -> {
            store.settle(c, mail, delivery, machine.get(), Backoff.STANDARD);
            return null;
        });
    }

    private int drain() {
        return drain(notifier);
    }

    private int drain(Notifier by) {
        try (OutboxWorker worker = new OutboxWorker(database, store, by, school::get, machine::get, Backoff.STANDARD)) {
            return worker.drainOnce().await();
        }
    }

    private List<OutboxEntry.State> states() throws SQLException {
        List<OutboxEntry> all = database.inTransaction(c -> store.latest(c, 50));
        return all.stream().map(OutboxEntry::state).toList();
    }
}
