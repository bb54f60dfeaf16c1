package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.Session;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service is killed in the middle of ingest: what it acknowledged is stored, once, and nothing is stored that was never sent. */
class KillTest {

    private static final int KILLS = Integer.getInteger("zhenmai.kills", 10);
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void what_was_acknowledged_is_stored_once_after_any_kill(@TempDir Path folder) throws Exception {
        Path sent = Files.createFile(folder.resolve("sent"));
        Path acknowledged = Files.createFile(folder.resolve("acknowledged"));
        long seed = Long.getLong("zhenmai.seed", System.nanoTime());
        Random random = new Random(seed);
        JdbcSettings jdbc = TestDatabase.migrated();
        try (JournalFixture it = new JournalFixture(jdbc)) {
            assertThat(it.school(school().registry()).sequence()).isEqualTo(1);
            it.journal.close();
            for (int kill = 0; kill < KILLS; kill++) {
                long before = Files.size(acknowledged);
                Process child = child(jdbc, kill, sent, acknowledged);
                awaitGrowth(child, acknowledged, before);
                int patience = 1 + random.nextInt(300);
                assertThat(child.waitFor(patience, TimeUnit.MILLISECONDS))
                        .as("child ended by itself, seed %d", seed)
                        .isFalse();
                child.destroyForcibly().waitFor();
            }
            Set<String> stored = new HashSet<>(it.query("SELECT session_id, student_id FROM attendance"));
            List<String> acks = completeLines(acknowledged);
            assertThat(acks).as("seed %d", seed).isNotEmpty();
            assertThat(stored).as("seed %d", seed).containsAll(acks);
            assertThat(new HashSet<>(completeLines(sent))).as("seed %d", seed).containsAll(stored);
            it.reopen();
            List<Change> changes = it.replayed().stream()
                    .flatMap(input -> JournalRows.changesOf(input).stream())
                    .toList();
            assertThat(changes)
                    .as("seed %d", seed)
                    .hasSize(stored.size())
                    .allSatisfy(change ->
                            assertThat(((Change.OfAttendance) change).before()).isNull());
            assertThat(it.query("SELECT count(*) - max(sequence) FROM journal")).containsExactly("0");
            System.out.printf(
                    "kill: %d kills, %d sent, %d acknowledged, %d stored%n",
                    KILLS, completeLines(sent).size(), acks.size(), stored.size());
        }
    }

    private static RegistryBuilder school() {
        RegistryBuilder school = RegistryBuilder.small();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int period = 1; period <= 9; period += 2) {
                school.slot("M1", day, period, RegistryBuilder.weeks(1, 18));
            }
        }
        return school;
    }

    private static Process child(JdbcSettings jdbc, int number, Path sent, Path acknowledged) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Sender.class.getName(),
                jdbc.url(),
                jdbc.user(),
                jdbc.password(),
                Integer.toString(number),
                Integer.toString(KILLS),
                sent.toString(),
                acknowledged.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(sent.resolveSibling("child.log").toFile())
                .start();
    }

    /** Polls without sleeping: the child's first acknowledgement starts the clock of the kill. */
    private static void awaitGrowth(Process child, Path file, long before) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (Files.size(file) == before) {
            assertThat(System.nanoTime()).as("no acknowledgement within 60 s").isLessThan(deadline);
            boolean hasEnded = child.waitFor(5, TimeUnit.MILLISECONDS);
            assertThat(hasEnded).as("child ended").isFalse();
        }
    }

    /** A killed writer may leave half a line. */
    private static List<String> completeLines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The child: sends fact after fact, each written down before it is sent and again when it was acknowledged. */
    static final class Sender {

        private Sender() {}

        public static void main(String[] args) throws Exception {
            Vertx vertx = Vertx.vertx();
            Database database = Database.open(vertx, new JdbcSettings(args[0], args[1], args[2]), 2);
            Journal journal = Journal.open(database, () -> NOW);
            int number = Integer.parseInt(args[3]);
            List<Session> sessions = journal.school().sessions();
            // Each child has sessions of its own, so that no fact is sent twice.
            int share = sessions.size() / Integer.parseInt(args[4]);
            List<Session> own = sessions.subList(number * share, (number + 1) * share);
            try (PrintStream sent = appending(args[5]);
                    PrintStream acknowledged = appending(args[6])) {
                for (Session session : own) {
                    List<String> names = new ArrayList<>();
                    for (String student : List.of("S11", "S12", "S13", "S21", "S22", "S23")) {
                        String name = session.id() + " " + student;
                        sent.println(name);
                        names.add(name);
                        var one =
                                JournalFixture.attendance(student, session.id().toString(), Status.PRESENT, NOW);
                        journal.submit(JournalFixture.facts(JournalFixture.TEACHER, List.of(one)))
                                .onSuccess(receipt -> acknowledged.println(name));
                    }
                    assertThat(names).hasSize(6);
                    if (session.equals(own.get(own.size() - 1))) {
                        Thread.currentThread().join();
                    }
                }
            }
        }

        private static PrintStream appending(String file) throws IOException {
            return new PrintStream(
                    Files.newOutputStream(Path.of(file), StandardOpenOption.APPEND), true, StandardCharsets.UTF_8);
        }
    }
}
