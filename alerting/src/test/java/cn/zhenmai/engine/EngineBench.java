package cn.zhenmai.engine;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How many attendance changes a second the standard rules take on one thread: 50 classes of 40, 15 sessions a week each for 18 weeks,
 * one input per class roll. Run {@code main} with the module's test class path; prints one line per round.
 */
final class EngineBench {

    private static final int CLASSES = Integer.getInteger("zhenmai.bench.classes", 50);

    private EngineBench() {}

    /** {@code -Dzhenmai.bench.rules=two}, standard (default) or full; {@code -Dzhenmai.bench.classes} (50) of forty students each. */
    public static void main(String[] args) {
        String which = System.getProperty("zhenmai.bench.rules", "standard");
        RuleSet rules =
                which.equals("two") ? BenchRules.two() : which.equals("full") ? BenchRules.full() : RuleSet.standard();
        School school = school();
        List<Input> inputs = inputs(school);
        long changes = inputs.stream()
                .filter(input -> input instanceof Input.Facts)
                .mapToLong(input -> ((Input.Facts) input).changes().size())
                .sum();
        for (int round = 1; round <= Integer.getInteger("zhenmai.bench.rounds", 4); round++) {
            long before = usedBytes();
            Engine engine = new Engine(rules);
            long transitions = 0;
            long started = cpuNanos();
            for (Input input : inputs) {
                transitions += engine.step(input).transitions().size();
            }
            double seconds = (cpuNanos() - started) / 1e9;
            System.out.printf(
                    "%s, %d rules, round %d: %,d changes, %,d transitions, %,d open: %,.0f changes per second of CPU time;"
                            + " state %.1f MB%n",
                    which,
                    rules.rules().size(),
                    round,
                    changes,
                    transitions,
                    engine.open().size(),
                    changes / seconds,
                    (usedBytes() - before) / 1e6);
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Of this thread, so that a busy machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static School school() {
        RegistryBuilder b = RegistryBuilder.small();
        for (int c = 0; c < CLASSES; c++) {
            b.schoolClass("C" + c, 2025, "C1");
            for (int s = 0; s < 40; s++) {
                b.student("C" + c + "-" + s, "C" + c);
            }
            for (int o = 0; o < 15; o++) {
                String offering = "C" + c + "-" + o;
                b.offering(offering, "M", "2026-1", Set.of("C" + c), "T1");
                b.slot(offering, DayOfWeek.of(o % 5 + 1), 1 + 2 * (o / 5), RegistryBuilder.weeks(1, 18));
            }
        }
        return b.school();
    }

    /** 93 % present, 3 % absent, 2 % late, 2 % on leave; 2 % of the rows are corrected the next day. */
    private static List<Input> inputs(School school) {
        Random random = new Random(7);
        List<Input> inputs = new ArrayList<>();
        inputs.add(new Input.SchoolEdited(
                1, EngineCase.WEEK_1.atStartOfDay(School.ZONE).toInstant(), false, school, List.of()));
        List<Change> corrections = new ArrayList<>();
        for (Session session : school.sessions()) {
            Instant at = session.startsAt().plusSeconds(600);
            List<Change> changes = new ArrayList<>();
            for (String classId : session.classes()) {
                changes.add(new Change.OfRollCall(
                        session.id(),
                        classId,
                        null,
                        new RollCall(session.id(), classId, "T1", RollCall.Mode.EXCEPTIONS, at)));
            }
            for (RosterEntry entry : school.roster(session)) {
                Standing standing = standing(session, entry, status(random.nextInt(100)), at);
                changes.add(new Change.OfAttendance(entry.student(), session.id(), null, standing));
                if (random.nextInt(50) == 0) {
                    Standing corrected = standing(session, entry, status(random.nextInt(100)), at);
                    corrections.add(new Change.OfAttendance(entry.student(), session.id(), standing, corrected));
                }
            }
            if (corrections.size() >= 40) {
                changes.addAll(corrections);
                corrections.clear();
            }
            inputs.add(new Input.Facts(inputs.size() + 1L, at, false, changes));
        }
        return inputs;
    }

    private static Status status(int percent) {
        return percent < 93 ? Status.PRESENT : percent < 96 ? Status.ABSENT : percent < 98 ? Status.LATE : Status.SICK;
    }

    private static Standing standing(Session session, RosterEntry entry, Status status, Instant at) {
        Attribution attribution = new Attribution(
                entry.classId(),
                entry.roll(),
                entry.program(),
                entry.college(),
                session.teacher(),
                session.offering(),
                session.heldOn(),
                session.firstPeriod(),
                session.startsAt(),
                session.endsAt());
        int missed = status == Status.ABSENT ? session.periods() : 0;
        return new Standing(status, status, session.periods(), missed, 0, null, "teacher:T1", at, attribution);
    }
}
