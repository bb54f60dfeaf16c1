package cn.zhenmai.backtest;

import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.History;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.TermInStore;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A back-test over a whole term in the store: {@code [classes of forty] [folder kept between runs] [rounds]}; 417 classes are 16,680
 * students and nine million facts; no rounds only write the term. Prints seconds by the clock and of the process (the database apart),
 * for one rule and for the standard rules, or for what {@code -Dzhenmai.bench.rules=one|standard} names.
 */
final class BacktestBench {

    private BacktestBench() {}

    public static void main(String[] arguments) throws Exception {
        int classes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 417;
        Path home = Path.of(arguments.length > 1 ? arguments[1] : "/var/tmp/zhenmai-backtest-bench-" + classes);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        boolean isNew = !Files.exists(home.resolve("postgres"));
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
                Database database = Database.open(vertx, postgres.jdbc(), 4)) {
            Migrations.run(database);
            if (isNew) {
                System.out.printf("written: %,d changes%n", TermInStore.write(database, classes));
            }
            RuleSet one = new RuleSet(
                    List.of(RuleSet.standard().rule("absent-periods").orElseThrow()));
            String which = System.getProperty("zhenmai.bench.rules", "one,standard");
            for (int round = 1; round <= rounds; round++) {
                if (which.contains("one")) {
                    run(database, "one rule", one);
                }
                if (which.contains("standard")) {
                    run(database, "the standard rules", RuleSet.standard());
                }
            }
        }
        vertx.close().await();
    }

    private static void run(Database database, String what, RuleSet rules) throws Exception {
        Instant from = TermInStore.END.minusSeconds(140 * 86_400L);
        Question question = Question.of(rules, Optional.empty(), from, TermInStore.END, Outcomes.NONE);
        long cpu = cpuNanos();
        long started = System.nanoTime();
        BacktestResult result = BacktestRun.run(new History(database), question, share -> {}, () -> false);
        System.out.printf(
                "%s: %,d changes, %,d alerts: %.1f s by the clock, %.1f s of processor time%n",
                what,
                result.changes(),
                result.alertCount(),
                (System.nanoTime() - started) / 1e9,
                (cpuNanos() - cpu) / 1e9);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
