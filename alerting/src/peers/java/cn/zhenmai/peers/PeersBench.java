package cn.zhenmai.peers;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The engine beside those that others would pick, on the same stream and rules, on one thread, in this one run. Prints events a second
 * of the thread's processor time (so that a busy machine does not count), how much live state each keeps, and what it told. Ours runs
 * twice: as it is live, and telling levels alone like the others; the ratios are of the latter.
 * Arguments: events, classes of fifty, rounds.
 */
final class PeersBench {

    private record Line(String name, double eventsASecond, double megabytes, Contender.Told told) {}

    private PeersBench() {}

    public static void main(String[] arguments) {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000_000;
        int classes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Stream stream = new Stream(classes, events);
        System.out.printf(
                "%,d events of %,d students in %,d classes, median of %d rounds, one thread%n",
                stream.events(), classes * Stream.CLASS_SIZE, classes, rounds);
        List<Line> lines = new ArrayList<>();
        for (String name : new String[] {"strings", "indexes", "esper", "siddhi", "explained", "zhenmai"}) {
            Line line = line(name, stream, rounds);
            System.out.printf(
                    "%-34s %,14.0f events/s  %7.1f MB  %s%n",
                    line.name(), line.eventsASecond(), line.megabytes(), line.told());
            lines.add(line);
        }
        Line ours = lines.get(lines.size() - 1);
        for (Line peer : lines) {
            if (!peer.told().isLike(ours.told(), stream.days())) {
                throw new IllegalStateException("not the same alerts: " + peer + " and " + ours);
            }
        }
        lines.forEach(peer ->
                System.out.printf("zhenmai ÷ %-34s %6.2f%n", peer.name(), ours.eventsASecond() / peer.eventsASecond()));
    }

    private static Line line(String name, Stream stream, int rounds) {
        List<Line> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Contender contender = of(name);
            contender.prepare(stream);
            long heap = heap();
            long started = cpuNanos();
            Contender.Told told = contender.run();
            double seconds = (cpuNanos() - started) / 1e9;
            double megabytes = (heap() - heap) / 1e6;
            all.add(new Line(contender.name(), stream.events() / seconds, megabytes, told));
            contender.end();
        }
        all.sort(Comparator.comparing(Line::eventsASecond));
        return all.get(all.size() / 2);
    }

    private static Contender of(String name) {
        return switch (name) {
            case "strings" -> new StringLoop();
            case "indexes" -> new IndexLoop();
            case "esper" -> new Esper();
            case "siddhi" -> new Siddhi();
            case "explained" -> new Zhenmai(true);
            default -> new Zhenmai(false);
        };
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
