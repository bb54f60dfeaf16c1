package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.History;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.Receipt;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A term as it was lived, through the journal and the store, and the same read back in the order in which it became known. */
class ReplayTest {

    private final List<Transition> live = new ArrayList<>();
    private final Random random = new Random(5);

    @Test
    void a_replay_gives_the_live_transitions_one_by_one() throws SQLException {
        try (JournalFixture it = new JournalFixture()) {
            it.now.set(TermCase.START);
            EngineWorker worker = worker(it);
            worker.drainOnce();
            assertThat(it.school(TermCase.registry()).sequence()).isEqualTo(2);
            int lesson = 0;
            for (Session session : it.journal.school().sessions()) {
                it.now.set(session.startsAt().plus(Duration.ofMinutes(10)));
                worker.drainOnce();
                live(it, session);
                worker.drainOnce();
                lesson++;
                if (lesson == 12) {
                    accepted(it, new Entry.RegistryEdit(registry -> Cases.cancelled(registry, session.id()), null));
                } else if (lesson == 17) {
                    accepted(it, new Entry.RulesEdit(Edition.ALL.get(1).yaml(), null));
                } else if (lesson == 20) {
                    worker.close();
                    worker = worker(it);
                    worker.drainOnce();
                } else if (lesson == 24) {
                    accepted(
                            it,
                            new Entry.RegistryEdit(
                                    registry -> Cases.transferred(
                                            registry,
                                            "A01",
                                            "B",
                                            session.heldOn().minusDays(6)),
                                    null));
                } else if (lesson == 30) {
                    break;
                }
            }
            worker.drainOnce();
            worker.close();
            assertThat(live).hasSizeGreaterThan(100);
            assertThat(live.stream().map(Transition::kind).distinct()).hasSizeGreaterThan(4);

            Engine again = new Engine(new RuleSet(List.of()));
            List<Transition> replayed = new ArrayList<>();
            new History(it.database)
                    .replay(
                            0,
                            it.journal.sequence(),
                            input -> replayed.addAll(again.step(input).transitions()));
            assertThat(replayed).isEqualTo(live);
            assertThat(it.query("SELECT sequence, ordinal, kind FROM alert_transition ORDER BY 1, 2"))
                    .isEqualTo(live.stream()
                            .map(told -> told.sequence() + " " + told.ordinal() + " " + told.kind())
                            .toList());
        }
    }

    private EngineWorker worker(JournalFixture it) {
        EngineWorker worker = new EngineWorker(
                it.journal,
                it.database,
                new AlertStore(),
                List.of(),
                ProvisionedRules.file(Edition.ALL.get(0).yaml()),
                it.clock);
        worker.listen((input, effects) -> live.addAll(effects.transitions()));
        return worker;
    }

    private static void accepted(JournalFixture it, Entry entry) {
        Receipt receipt = it.submit(entry);
        assertThat(receipt.sequence()).isPositive();
    }

    private void live(JournalFixture it, Session session) {
        List<Observation> said = new ArrayList<>();
        for (String classId : session.classes()) {
            if (random.nextInt(10) > 0) {
                said.add(new RollCall(session.id(), classId, "T1", RollCall.Mode.EXCEPTIONS, it.now.get()));
            }
        }
        for (RosterEntry entry : it.journal.school().roster(session)) {
            if (random.nextInt(entry.student().endsWith("1") ? 2 : 8) == 0) {
                Status status = random.nextInt(4) == 0 ? Status.LATE : Status.ABSENT;
                said.add(JournalFixture.attendance(entry.student(), session.id().toString(), status, it.now.get()));
            }
        }
        if (random.nextInt(3) == 0) {
            said.add(new LeaveSlip(
                    "B0" + (1 + random.nextInt(9)),
                    "L" + session.id(),
                    Status.SICK,
                    session.startsAt().minus(Duration.ofDays(2)),
                    session.startsAt().plus(Duration.ofDays(1)),
                    LeaveSlip.State.APPROVED,
                    it.now.get()));
        }
        accepted(it, JournalFixture.facts(JournalFixture.TEACHER, said));
        acknowledge(it);
    }

    private void acknowledge(JournalFixture it) {
        if (!live.isEmpty() && random.nextInt(6) == 0) {
            Alert alert = live.get(random.nextInt(live.size())).alert();
            accepted(it, new Entry.Act(alert.id(), "ACKNOWLEDGE", "T1", null));
        }
    }
}
