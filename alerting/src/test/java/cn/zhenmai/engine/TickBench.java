package cn.zhenmai.engine;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How long the tick takes in which a thousand sessions reach their deadline at once without a roll call: a thousand classes, the
 * standard rules, {@link BenchTerm}; nobody ever calls a roll, so every deadline opens a thousand alerts. Prints the median and the
 * worst of the term's second half, when the code is warm, by the thread's processor time. Argument: classes (1,000).
 */
final class TickBench {

    private TickBench() {}

    public static void main(String[] args) {
        int classes = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        School school = BenchTerm.school(classes);
        Engine engine = new Engine(RuleSet.standard());
        long sequence = 1;
        int opened =
                engine.step(new BenchTerm(school).registered()).transitions().size();
        List<Instant> deadlines = school.sessions().stream()
                .map(Session::rollCallDueAt)
                .distinct()
                .sorted()
                .toList();
        double[] milliseconds = new double[deadlines.size()];
        for (int i = 0; i < milliseconds.length; i++) {
            Input tick = new Input.Tick(++sequence, deadlines.get(i));
            long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            opened += engine.step(tick).transitions().size();
            milliseconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(milliseconds, milliseconds.length / 2, milliseconds.length);
        Arrays.sort(warm);
        System.out.printf(
                "%,d deadlines of %,d sessions each, %,d alerts opened: first %.1f ms, then median %.1f ms, worst %.1f ms%n",
                deadlines.size(), classes, opened, milliseconds[0], warm[warm.length / 2], warm[warm.length - 1]);
    }
}
