package cn.zhenmai.engine;

import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.History;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.TermInStore;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * How quickly the engine of a school with a whole term in the store stands again: {@code [classes of forty] [folder kept between runs]
 * [rounds]}; 417 classes are 16,680 students and nine million facts. A snapshot that the store keeps is gone on from; without one
 * (always with {@code -Dzhenmai.bench.judge=true}) every row is judged, and a snapshot is written; {@code -Dzhenmai.bench.learn=true}
 * also reads the facts again from the journal. {@code -Dzhenmai.bench.rules=one}
 * has one rule instead of the standard ones. Seconds by the clock, and of the process, the database apart.
 */
final class RebuildBench {

    private final Database database;
    private final History history;
    private final RuleSet rules;
    private final long last;

    private RebuildBench(Database database, RuleSet rules) throws Exception {
        this.database = database;
        this.history = new History(database);
        this.rules = rules;
        this.last = history.sequenceBefore(TermInStore.END);
    }

    public static void main(String[] arguments) throws Exception {
        int classes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 417;
        Path home = Path.of(arguments.length > 1 ? arguments[1] : "/var/tmp/zhenmai-backtest-bench-" + classes);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        boolean isNew = !Files.exists(home.resolve("postgres"));
        boolean one = System.getProperty("zhenmai.bench.rules", "standard").equals("one");
        RuleSet rules = one
                ? new RuleSet(List.of(RuleSet.standard().rule("absent-periods").orElseThrow()))
                : RuleSet.standard();
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
                Database database = Database.open(vertx, postgres.jdbc(), 4)) {
            Migrations.run(database);
            if (isNew) {
                say("written: %,d changes", TermInStore.write(database, classes));
            }
            RebuildBench bench = new RebuildBench(database, rules);
            Optional<Snapshot> kept = database.inTransaction(SnapshotStore::find);
            if (kept.isEmpty() || Boolean.getBoolean("zhenmai.bench.judge")) {
                bench.judged();
            }
            for (int round = 1; round <= rounds; round++) {
                bench.resumed();
            }
            if (Boolean.getBoolean("zhenmai.bench.learn")) {
                bench.learnt();
            }
        }
        vertx.close().await();
    }

    private void judged() throws Exception {
        Stopwatch watch = new Stopwatch();
        Engine engine = new Engine(rules);
        long[] told = new long[1];
        history.replay(
                0, last, input -> told[0] += engine.step(input).transitions().size());
        say(
                "every row judged: %s, %,d transitions, %,d alerts stand",
                watch, told[0], engine.open().size());
        watch = new Stopwatch();
        EngineState state = engine.state();
        say(
                "state taken: %s, %,d facts, %,d deadlines, %,d ended alerts",
                watch,
                state.ledger().facts(),
                state.judged().waiting().size(),
                state.judged().past().size());
        watch = new Stopwatch();
        Snapshot snapshot = Snapshot.of(state);
        say("snapshot made: %s", watch);
        database.<Void>inTransaction(c -> {
            SnapshotStore.replace(c, snapshot);
            return null;
        });
        say(
                "and written: %s, facts %,d kB, the rest %,d kB",
                watch, snapshot.ledger().bytes() / 1000, snapshot.judged().bytes() / 1000);
    }

    private void resumed() throws Exception {
        Stopwatch watch = new Stopwatch();
        Snapshot snapshot = database.inTransaction(SnapshotStore::find).orElseThrow();
        say("bytes read: %s", watch);
        FutureTask<Remembered> reading = new FutureTask<>(() -> Remembered.of(snapshot));
        new Thread(reading).start();
        School school = history.schoolAsOf(snapshot.sequence());
        say("school put together: %s", watch);
        Remembered remembered = reading.get();
        say("facts known: %s", watch);
        Engine engine = remembered.engine(rules, history.rulesUpTo(snapshot.sequence()), school);
        say("standing in the school: %s", watch);
        EngineState.Judged judged = StateReader.read(snapshot, engine);
        say("alerts and deadlines read: %s", watch);
        engine.resume(judged);
        say("stands again: %s, %,d alerts stand", watch, engine.open().size());
        watch = new Stopwatch();
        EngineState state = engine.state();
        say("state taken: %s, %,d facts", watch, state.ledger().facts());
    }

    /** Where a snapshot's facts can't be used. */
    private void learnt() throws Exception {
        Stopwatch watch = new Stopwatch();
        Engine engine = new Engine(rules);
        Snapshot snapshot = database.inTransaction(SnapshotStore::find).orElseThrow();
        history.replay(0, snapshot.sequence(), engine::learn);
        say("every row learnt: %s", watch);
        engine.resume(StateReader.read(snapshot, engine));
        say(
                "and the rest of the snapshot taken over: %s, %,d alerts stand",
                watch, engine.open().size());
    }

    private static void say(String what, Object... numbers) {
        System.out.println(String.format(Locale.ROOT, what, numbers));
    }

    /** By the clock and of the process. */
    private static final class Stopwatch {
        private final long started = System.nanoTime();
        private final long cpu = cpuNanos();

        private static long cpuNanos() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f s (%.1f s of processor time)",
                    (System.nanoTime() - started) / 1e9,
                    (cpuNanos() - cpu) / 1e9);
        }
    }
}
