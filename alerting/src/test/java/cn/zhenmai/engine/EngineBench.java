package cn.zhenmai.engine;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Map;

/**
 * How many changes a second the rules take on one thread, and how much the engine holds at the end of the term: {@link BenchTerm}, one
 * input a roll, the inputs made outside of the time that counts. The time is the thread's, so a busy machine does not count; nor does
 * the garbage collector, which has its own threads.
 *
 * <p>{@code -Dzhenmai.bench.rules=two}, standard (default) or full; {@code -Dzhenmai.bench.classes} (50) of forty students each;
 * {@code -Dzhenmai.bench.rounds} (4);
 * {@code -Dzhenmai.bench.histogram=true} lists what the state consists of. Run {@code main} with the module's test class path.
 */
final class EngineBench {

    private EngineBench() {}

    public static void main(String[] args) {
        String which = System.getProperty("zhenmai.bench.rules", "standard");
        RuleSet rules =
                which.equals("two") ? BenchRules.two() : which.equals("full") ? BenchRules.full() : RuleSet.standard();
        School school = BenchTerm.school(Integer.getInteger("zhenmai.bench.classes", 50));
        // The school keeps its rosters; they are none of the engine's state.
        long rostered = school.sessions().stream()
                .mapToLong(session -> school.roster(session).size())
                .sum();
        for (int round = 1; round <= Integer.getInteger("zhenmai.bench.rounds", 4); round++) {
            System.out.printf(
                    "%s, %d rules, %,d rows on rosters, ", which, rules.rules().size(), rostered);
            round(round, rules, school);
        }
    }

    private static void round(int round, RuleSet rules, School school) {
        long before = usedBytes();
        Map<String, Long> classesBefore = Histogram.bytes();
        Engine engine = new Engine(rules);
        BenchTerm term = new BenchTerm(school);
        long changes = 0;
        long transitions = 0;
        long nanos = timed(engine, term.registered())[0];
        while (term.hasNext()) {
            Input.Facts input = term.next();
            changes += input.changes().size();
            long[] step = timed(engine, input);
            nanos += step[0];
            transitions += step[1];
        }
        term = null;
        System.out.printf(
                "round %d: %,d changes, %,d transitions, %,d open: %,.0f changes per second of CPU time;"
                        + " state %.1f MB%n",
                round,
                changes,
                transitions,
                engine.open().size(),
                changes / (nanos / 1e9),
                (usedBytes() - before) / 1e6);
        if (Boolean.getBoolean("zhenmai.bench.histogram")) {
            Histogram.print(classesBefore);
            Reference.reachabilityFence(engine);
        }
    }

    /** Nanoseconds and transitions, those of rules in shadow mode among them. */
    private static long[] timed(Engine engine, Input input) {
        long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Effects effects = engine.step(input);
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
        return new long[] {
            nanos, effects.transitions().size() + effects.shadow().size()
        };
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
