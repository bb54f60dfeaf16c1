package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One event a request on keep-alive connections, each durable before its answer, against the bare server; then latency at half of it. */
final class Singles {

    private Singles() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 6);
        try (Service service = Service.start(options, jdbc, server.passwordFile(), school);
                Child bare = Child.java(List.of(), BareServer.class, Map.of())) {
            int barePort = Integer.parseInt(bare.await(BareServer.READY).group(1));
            Feed feed = new Feed(school, service.key);
            Feed other = new Feed(school, service.key);
            int connections = options.singleConnections();
            load.warm(service.port, connections, options.warmSeconds(), due -> feed.single());
            load.warm(barePort, connections, options.warmSeconds(), due -> other.single());
            double[] ours = new double[options.rounds()];
            double[] ratios = new double[options.rounds()];
            for (int i = 0; i < options.rounds(); i++) {
                double cpu = service.cpuSeconds();
                double serverCpu = server.cpuSeconds();
                Load.Outcome round =
                        load.closed(service.port, connections, options.roundSeconds(), due -> feed.single());
                double caughtUp = service.awaitEngine();
                cpu = service.cpuSeconds() - cpu;
                serverCpu = server.cpuSeconds() - serverCpu;
                Load.Outcome peer = load.closed(barePort, connections, options.roundSeconds(), due -> other.single());
                if (round.refused() + round.broken() + peer.broken() > 0) {
                    throw new IllegalStateException("a request was refused");
                }
                ours[i] = round.perSecond();
                ratios[i] = round.perSecond() / peer.perSecond();
                System.out.printf(
                        "  round %d: %,.0f POSTs/s, bare %,.0f/s, ratio %.3f; processor µs each: service %.0f, database %.0f;"
                                + " engine caught up %.1f s later%n",
                        i + 1,
                        ours[i],
                        peer.perSecond(),
                        ratios[i],
                        cpu / round.accepted() * 1e6,
                        serverCpu / round.accepted() * 1e6,
                        caughtUp);
            }
            table.add("single POSTs ÷ bare Vert.x", Table.median(ratios), "", 0.20, 0.40);
            table.note(String.format("single POSTs: %,.0f/s", Table.median(ours)));
            latency(options, load, service, feed, Table.median(ours) / 2, table);
        }
        server.drop(jdbc);
    }

    private static void latency(Options options, Load load, Service service, Feed feed, double perSecond, Table table) {
        Load.Outcome open = load.open(
                service.port,
                options.singleConnections(),
                options.latencySeconds(),
                perSecond,
                Integer.MAX_VALUE,
                due -> feed.single());
        Histogram micros = open.micros();
        table.add("acknowledged at half that load, p50", micros.getValueAtPercentile(50) / 1e3, " ms", 10, 4);
        table.add("the same, p99", micros.getValueAtPercentile(99) / 1e3, " ms", 50, 15);
        double caughtUp = service.awaitEngine();
        table.note(String.format(
                "that was %,.0f POSTs/s by the clock, %,d of them, none refused: %s; engine caught up %.1f s later",
                perSecond, open.accepted(), open.refused() + open.broken() == 0, caughtUp));
    }
}
