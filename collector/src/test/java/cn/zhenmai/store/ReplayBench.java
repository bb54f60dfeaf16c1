package cn.zhenmai.store;

import io.vertx.core.Vertx;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How quickly a whole term is read back from the store: {@code [classes of forty] [folder kept between runs]}; 417 classes are nine
 * million facts. Prints changes a second of the whole process.
 */
final class ReplayBench {

    private ReplayBench() {}

    public static void main(String[] arguments) throws Exception {
        int classes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        Path home = Path.of(arguments.length > 1 ? arguments[1] : "/var/tmp/zhenmai-replay-bench-" + classes);
        boolean isNew = !new File(home.toFile(), "postgres").exists();
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
                Database database = Database.open(vertx, postgres.jdbc(), 4)) {
            Migrations.run(database);
            if (isNew) {
                long started = System.nanoTime();
                long written = TermInStore.write(database, classes);
                System.out.printf("written: %,d changes in %.1f s%n", written, seconds(started));
            }
            try (Journal journal = Journal.open(database, () -> TermInStore.END)) {
                for (int round = 1; round <= 3; round++) {
                    AtomicLong changes = new AtomicLong();
                    long started = System.nanoTime();
                    journal.replay(
                            0,
                            journal.sequence(),
                            input -> changes.addAndGet(
                                    JournalRows.changesOf(input).size()));
                    double read = seconds(started);
                    System.out.printf(
                            "round %d: %,d changes read in %.2f s (%,.0f/s)%n",
                            round, changes.get(), read, changes.get() / read);
                }
            }
        }
        vertx.close().await();
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
