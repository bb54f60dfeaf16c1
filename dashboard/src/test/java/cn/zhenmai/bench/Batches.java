package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import io.vertx.core.json.JsonObject;

/** NDJSON batches of 500 against COPY of the same rows, by turns; then the soak. */
final class Batches {

    private static final int ROWS = 500;

    private Batches() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 12);
        try (Service service = Service.start(options, jdbc, server.passwordFile(), school)) {
            Feed feed = new Feed(school, service.key);
            load.warm(service.port, options.batchConnections(), options.warmSeconds(), due -> feed.batch(ROWS));
            double caughtUp = service.awaitEngine();
            CopyPeer peer = new CopyPeer(server, jdbc);
            double[] ours = new double[options.rounds()];
            double[] ratios = new double[options.rounds()];
            for (int i = 0; i < options.rounds(); i++) {
                long before = service.health().getLong("sequence");
                double cpu = service.cpuSeconds();
                double serverCpu = server.cpuSeconds();
                Load.Outcome round = load.closed(
                        service.port, options.batchConnections(), options.roundSeconds(), due -> feed.batch(ROWS));
                require(round);
                JsonObject after = service.health();
                caughtUp = service.awaitEngine();
                cpu = service.cpuSeconds() - cpu;
                serverCpu = server.cpuSeconds() - serverCpu;
                long stored = peer.export(before, after.getLong("sequence"));
                if (stored != round.accepted() * ROWS) {
                    throw new IllegalStateException(round.accepted() * ROWS + " acknowledged, " + stored + " stored");
                }
                CopyPeer.Copied copied = peer.copy();
                ours[i] = round.perSecond() * ROWS;
                ratios[i] = ours[i] / (stored / copied.seconds());
                System.out.printf(
                        "  round %d: %,.0f events/s, COPY %,.0f rows/s, ratio %.3f; processor µs each: service %.1f,"
                                + " database %.1f, COPY %.1f; engine %,d journal rows behind at the end, caught up %.1f s later%n",
                        i + 1,
                        ours[i],
                        stored / copied.seconds(),
                        ratios[i],
                        cpu / stored * 1e6,
                        serverCpu / stored * 1e6,
                        copied.cpuSeconds() / stored * 1e6,
                        after.getLong("sequence") - after.getLong("engineSequence"),
                        caughtUp);
            }
            table.add("batches of 500 ÷ " + peer.name(), Table.median(ratios), "", 0.25, 0.50);
            table.add("the same, absolute", Table.median(ours), "/s", 50_000, 100_000);
            soak(options, load, service, feed, table);
        }
        server.drop(jdbc);
    }

    private static void soak(Options options, Load load, Service service, Feed feed, Table table) {
        Load.Outcome soak =
                load.closed(service.port, options.batchConnections(), options.soakSeconds(), due -> feed.batch(ROWS));
        require(soak);
        JsonObject after = service.health();
        double caughtUp = service.awaitEngine();
        table.note(String.format(
                "soak of %d s: %,.0f events/s, answers p50 %.0f ms, p99 %.0f ms; engine %,d journal rows behind at its end, caught up"
                        + " %.1f s later",
                options.soakSeconds(),
                soak.perSecond() * ROWS,
                soak.micros().getValueAtPercentile(50) / 1e3,
                soak.micros().getValueAtPercentile(99) / 1e3,
                after.getLong("sequence") - after.getLong("engineSequence"),
                caughtUp));
    }

    private static void require(Load.Outcome round) {
        if (round.refused() + round.broken() > 0) {
            throw new IllegalStateException(round.refused() + " refused, " + round.broken() + " broken");
        }
    }
}
