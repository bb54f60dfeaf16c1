package cn.zhenmai.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Revision;
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
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrections to mails, over the real database and a real SMTP server: a counselor was told of many alerts, then a file corrects. */
class CorrectionMailsTest {

    private static final Instant MONDAY = Instant.parse("2026-10-12T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-10-12T06:00:00Z");
    private static final int MANY = 12;
    private static final RuleSet RULES = RuleSet.standard();

    private final Vertx vertx = Vertx.vertx();
    private final AlertStore alerts = new AlertStore();
    private final OutboxStore store = new OutboxStore();
    private final Outbox outbox = new Outbox();
    private final AtomicReference<Instant> school = new AtomicReference<>(MONDAY);
    private final List<SampleAlert> told = new ArrayList<>();
    private Database database;
    private PostOffice post;
    private MailNotifier notifier;
    private School pupils;

    @BeforeEach
    void a_counselor_is_told_of_many() throws SQLException {
        database = TestDatabase.fresh(vertx);
        post = new PostOffice();
        notifier = post.notifier(vertx);
        RegistryBuilder registry = JournalFixture.school();
        registry.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", Span.ALWAYS));
        for (int i = 1; i <= MANY; i++) {
            registry.student("Z" + i, "软件2501");
        }
        pupils = School.of(registry.registry());
        for (int i = 1; i <= MANY; i++) {
            SampleAlert one = SampleAlert.ofStudent("A" + i + "-0", "Z" + i, "软件2501");
            told.add(one);
            apply(i, List.of(one.opened(i, Level.RED)));
        }
        assertThat(drain()).isEqualTo(MANY);
    }

    @AfterEach
    void close() {
        notifier.close();
        post.close();
        database.close();
        vertx.close().await();
    }

    @Test
    void a_few_corrections_are_told_one_by_one_at_once() throws SQLException {
        apply(100, all(told.subList(0, 3), one -> one.ended(100, "corrected")));
        assertThat(drain()).isEqualTo(3);
    }

    @Test
    void a_correction_in_bulk_is_one_mail_that_waits_for_the_rest_of_it() throws SQLException {
        apply(100, all(told.subList(0, 8), one -> one.ended(100, "corrected")));
        apply(101, all(told.subList(8, 12), one -> one.lowered(101, Level.YELLOW)));
        assertThat(drain()).isZero();
        school.set(MONDAY.plus(Corrections.WAITS).plusSeconds(3600 * 3));
        assertThat(drain()).isEqualTo(1);
        PostOffice.Mail mail = post.mails().get(MANY);
        assertThat(mail.to()).isEqualTo("t1@school.example");
        assertThat(mail.subject()).isEqualTo("提醒更正汇总：12 处变化");
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part).contains("软件2501班 一名学生：红色提醒已解除").contains("软件2501班 一名学生：红色提醒降为黄色");
        }
        assertThat(mail.says("Z1") || mail.says("旷课")).isFalse();
        List<OutboxEntry> rows = database.inTransaction(c -> store.latest(c, 13));
        assertThat(rows)
                .hasSize(13)
                .allSatisfy(row -> assertThat(row.settledAt()).isNotNull());
        assertThat(rows)
                .filteredOn(row -> row.state() == OutboxEntry.State.SUMMED)
                .hasSize(12);
    }

    @Test
    void many_small_corrections_become_a_summary_after_the_first_few() throws SQLException {
        for (int i = 0; i < 10; i++) {
            long row = 100 + i;
            apply(row, all(told.subList(i, i + 1), one -> one.ended(row, "corrected")));
        }
        assertThat(drain()).isEqualTo(Corrections.FEW);
        school.set(LATER);
        assertThat(drain()).isEqualTo(1);
        assertThat(post.mails().get(MANY + Corrections.FEW).subject()).isEqualTo("提醒更正汇总：7 处变化");
    }

    @Test
    void who_was_told_in_a_summary_hears_of_the_end() throws SQLException {
        apply(100, all(told, one -> one.lowered(100, Level.YELLOW)));
        school.set(LATER);
        assertThat(drain()).isEqualTo(1);
        apply(101, all(told.subList(0, 1), one -> one.ended(101, "recovered")));
        assertThat(drain())
                .as("of each lowering once, of the end no second time")
                .isZero();
    }

    @Test
    void a_past_that_is_revised_is_marked_and_told_in_one_mail() throws SQLException {
        apply(100, all(told, one -> one.ended(100, "term-ended")));
        assertThat(drain()).isZero();
        apply(101, all(told, one -> revised(one.ended(101, "term-ended"))));
        school.set(LATER);
        assertThat(drain()).isEqualTo(1);
        PostOffice.Mail mail = post.mails().get(MANY);
        assertThat(mail.text()).contains("软件2501班 一名学生：已结束的红色提醒，当时的数字已更正，现应为黄色");
        HandledAlert stored = database.inTransaction(c -> alerts.find(c, AlertScope.EVERYTHING, "A1-0"))
                .orElseThrow();
        assertThat(stored.alert().revision()).isEqualTo(revision());
        assertThat(stored.alert().changedSequence()).as("when it ended").isEqualTo(100);
        List<Transition> course = database.inTransaction(c -> alerts.transitions(c, "A1-0"));
        assertThat(course)
                .extracting(Transition::kind)
                .containsExactly(Transition.Kind.OPENED, Transition.Kind.ENDED, Transition.Kind.REVISED);
        assertThat(course.get(2).alert().revision()).isEqualTo(revision());
    }

    private static Revision revision() {
        return new Revision(Level.RED, Level.YELLOW, "22", "9", "学时", LATER, 101, Revision.Cause.CORRECTED);
    }

    private static Transition revised(Transition ended) {
        return new Transition(
                ended.sequence(),
                0,
                ended.at(),
                Transition.Kind.REVISED,
                Level.RED,
                true,
                ended.alert().revised(revision()));
    }

    /** One step, its transitions numbered. */
    private static List<Transition> all(List<SampleAlert> of, Function<SampleAlert, Transition> move) {
        List<Transition> transitions = new ArrayList<>();
        for (SampleAlert one : of) {
            Transition t = move.apply(one);
            transitions.add(new Transition(
                    t.sequence(), transitions.size() + 1, t.at(), t.kind(), t.before(), t.byCorrection(), t.alert()));
        }
        return transitions;
    }

    private void apply(long sequence, List<Transition> transitions) throws SQLException {
        Effects effects = new Effects(sequence, false, transitions);
        Input input = new Input.Tick(sequence, transitions.get(0).at());
        int superseded = database.inTransaction(c -> {
            int replaced = alerts.apply(c, transitions);
            Together with = new Together();
            outbox.write(c, with, new AppliedStep(input, effects, RULES, pupils));
            with.run(c);
            return replaced;
        });
        assertThat(superseded).isZero();
    }

    private int drain() {
        Instant machine = Instant.parse("2030-01-01T00:00:00Z");
        try (OutboxWorker worker =
                new OutboxWorker(database, store, notifier, school::get, () -> machine, Backoff.STANDARD)) {
            return worker.drainOnce().await();
        }
    }
}
