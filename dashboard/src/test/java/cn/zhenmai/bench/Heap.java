package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;

/** What stays in memory of a large school and its term, the engine's state included; then how a next start on that term goes. */
final class Heap {

    private static final int ROWS = 500;
    private static final double MEGABYTE = 1 << 20;

    private Heap() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 6);
        try (Service service = Service.start(options, jdbc, server.passwordFile(), school)) {
            Feed feed = new Feed(school, service.key);
            load.some(service.port, options.batchConnections(), options.heapFacts() / ROWS, due -> feed.batch(ROWS));
            double caughtUp = service.awaitEngine();
            double live = service.process().liveHeapBytes() / MEGABYTE;
            String what = "live heap, %,d students, %,d facts".formatted(school.students(), feed.given());
            table.add(what, live, " MB", 256, 128);
            table.note("the engine had caught up %.1f s after the last of them".formatted(caughtUp));
        }
        Ready.withTerm(options, server, jdbc, table);
        server.drop(jdbc);
    }
}
