package cn.zhenmai.notify;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static cn.zhenmai.store.JournalFixture.roll;
import static cn.zhenmai.store.JournalFixture.slip;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.EngineWorker;
import cn.zhenmai.engine.ProvisionedRules;
import cn.zhenmai.measure.Item;
import cn.zhenmai.observation.Observation.LeaveSlip.State;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.Receipt;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From what a teacher says to the mail that a counselor reads, and back when a leave slip tells otherwise. */
class WayOfOneObservationTest {

    private static final InstantSource MACHINE = InstantSource.fixed(MONDAY);

    private final AlertStore alerts = new AlertStore();
    private final OutboxStore outboxes = new OutboxStore();

    @Test
    void an_absence_becomes_an_alert_with_evidence_and_a_mail_and_a_leave_slip_takes_it_back() throws SQLException {
        try (JournalFixture it = new JournalFixture();
                PostOffice post = new PostOffice();
                MailNotifier notifier = post.notifier(it.vertx);
                OutboxWorker mailing =
                        new OutboxWorker(it.database, outboxes, notifier, it.clock, MACHINE, Backoff.STANDARD);
                EngineWorker engine = new EngineWorker(
                        it.journal,
                        it.database,
                        alerts,
                        List.of(new Outbox()),
                        ProvisionedRules.file(rules()),
                        it.clock)) {
            engine.drainOnce();
            RegistryBuilder registry = JournalFixture.school();
            registry.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", Span.ALWAYS));
            assertThat(it.school(registry.registry()).sequence()).isEqualTo(2);

            // Nine lessons of two periods missed so far; the tenth brings twenty: the red line.
            LocalDate week = LocalDate.parse("2026-08-31");
            for (int i = 0; i < 4; i++) {
                absent(it, lesson(week.plusWeeks(i), 1));
                absent(it, lesson(week.plusWeeks(i).plusDays(1), 3));
            }
            absent(it, lesson(week.plusWeeks(4), 1));
            engine.drainOnce();
            assertThat(mailing.drainOnce().await()).isZero();
            it.now.set(MONDAY.plus(Duration.ofMinutes(12)));
            absent(it, "M1.20261012.1");
            engine.drainOnce();

            HandledAlert red = only(it);
            assertThat(red.alert().level()).isEqualTo(Level.RED);
            assertThat(red.alert().title()).isEqualTo("旷课 20 学时");
            assertThat(red.alert().evidence().items()).hasSize(10);
            Item last = red.alert().evidence().items().get(9);
            assertThat(last.session()).isEqualTo("M1.20261012.1");
            assertThat(last.source()).isEqualTo(TEACHER.id());
            assertThat(mailing.drainOnce().await()).isEqualTo(1);
            PostOffice.Mail told = post.mails().get(0);
            assertThat(told.to()).isEqualTo("t1@school.example");
            assertThat(told.text()).contains("红色").doesNotContain("旷课");

            Receipt leave = it.send(
                    OFFICE, slip("S11", "2026-10-12T00:00:00Z", "2026-10-12T04:00:00Z", State.APPROVED, it.now.get()));
            assertThat(leave.stored()).isEqualTo(1);
            engine.drainOnce();

            HandledAlert lowered = only(it);
            assertThat(lowered.alert().level()).isEqualTo(Level.ORANGE);
            assertThat(lowered.alert().id()).isEqualTo(red.alert().id());
            List<Transition> way = it.database.inTransaction(
                    c -> alerts.transitions(c, red.alert().id()));
            Transition correction = way.get(way.size() - 1);
            assertThat(correction.kind()).isEqualTo(Transition.Kind.LOWERED);
            assertThat(correction.byCorrection()).isTrue();
            assertThat(mailing.drainOnce().await()).isEqualTo(1);
            assertThat(post.mails().get(1).text()).contains("此前发给您的红色提醒现为橙色");
            assertThat(mailing.drainOnce().await()).isZero();
            assertThat(post.mails()).hasSize(2);
        }
    }

    /** The standard ones but for the safety alert: a day with a single lesson that is missed would bring it too. */
    private static String rules() {
        String standard = RuleSet.standardYaml();
        int from = standard.indexOf("  - id: day-without-presence");
        return standard.substring(0, from) + standard.substring(standard.indexOf("  - id: check-pass-rate"));
    }

    private static String lesson(LocalDate day, int period) {
        return "M1." + day.toString().replace("-", "") + "." + period;
    }

    private static void absent(JournalFixture it, String session) {
        Receipt receipt = it.send(
                TEACHER,
                roll(session, "软件2501", Mode.EXCEPTIONS, it.now.get()),
                roll(session, "软件2502", Mode.EXCEPTIONS, it.now.get()),
                attendance("S11", session, Status.ABSENT, it.now.get()));
        assertThat(receipt.stored()).isEqualTo(3);
    }

    /** The one about absent periods; there may be others beside it. */
    private HandledAlert only(JournalFixture it) throws SQLException {
        List<HandledAlert> open = it.database.inTransaction(c -> alerts.openForStudents(c, List.of("S11")));
        List<HandledAlert> absent = open.stream()
                .filter(each -> each.alert().rule().equals("absent-periods"))
                .toList();
        assertThat(absent).hasSize(1);
        return absent.get(0);
    }
}
