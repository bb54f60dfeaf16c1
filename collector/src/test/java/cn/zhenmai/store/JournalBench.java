package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How fast the journal takes six weeks of a school of 3,000 in bulk and reads them back. {@code mvn -Pbench -pl collector
 * -Dbench=cn.zhenmai.store.JournalBench} prints one line.
 */
public final class JournalBench {

    /** Roll calls: with 37 students each, about 240,000 standings. */
    private static final int ROLLS = 6_400;

    private static final int CLASSES = 80;
    private static final int STUDENTS = 37;

    private JournalBench() {}

    public static void main(String[] args) throws Exception {
        try (JournalFixture it = new JournalFixture()) {
            var unused = it.school(school().registry());
            List<Session> sessions = it.journal.school().sessions();
            long started = System.nanoTime();
            List<Future<Receipt>> answers = submit(it, sessions.subList(0, ROLLS));
            Future.all(answers).toCompletionStage().toCompletableFuture().get(300, TimeUnit.SECONDS);
            double wrote = seconds(started);
            started = System.nanoTime();
            List<Input> again = it.replayed();
            double read = seconds(started);
            long changes = again.stream()
                    .mapToLong(input -> JournalRows.changesOf(input).size())
                    .sum();
            System.out.printf(
                    "journal: %d changes in %d rows taken in %.2f s (%.0f/s), read back in %.2f s (%.0f/s)%n",
                    changes, again.size(), wrote, changes / wrote, read, changes / read);
        }
    }

    private static List<Future<Receipt>> submit(JournalFixture it, List<Session> sessions) {
        School school = it.journal.school();
        Random random = new Random(7);
        List<Future<Receipt>> answers = new ArrayList<>();
        int perEntry = 43;
        for (int from = 0; from < sessions.size(); from += perEntry) {
            List<Entry.Row> rows = new ArrayList<>();
            Instant knownAt = null;
            for (Session session : sessions.subList(from, Math.min(from + perEntry, sessions.size()))) {
                knownAt = session.startsAt().plus(Duration.ofMinutes(10));
                String classId = session.classes().iterator().next();
                rows.add(new Entry.Row(
                        rows.size() + 1,
                        new Observation.RollCall(
                                session.id(), classId, "T1", Observation.RollCall.Mode.EXCEPTIONS, knownAt)));
                for (RosterEntry entry : school.roster(session)) {
                    if (random.nextInt(25) == 0) {
                        rows.add(new Entry.Row(
                                rows.size() + 1,
                                JournalFixture.attendance(
                                        entry.student(), session.id().toString(), Status.ABSENT, knownAt)));
                    }
                }
            }
            answers.add(it.journal.submit(new Entry.Facts(JournalFixture.TEACHER, rows, knownAt)));
        }
        return answers;
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    /** 80 classes of 37 students with 20 lessons a week, five weeks long. */
    public static RegistryBuilder school() {
        RegistryBuilder school = RegistryBuilder.small();
        for (int c = 0; c < CLASSES; c++) {
            String classId = "C" + c;
            school.schoolClass(classId, 2025, "C1");
            for (int s = 0; s < STUDENTS; s++) {
                school.student("2025%02d%02d".formatted(c, s), classId);
            }
            school.offering("O" + c, "M", "2026-1", Set.of(classId), "T1");
            for (DayOfWeek day : List.of(
                    DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)) {
                for (int period = 1; period <= 7; period += 2) {
                    school.slot("O" + c, day, period, RegistryBuilder.weeks(1, 5));
                }
            }
        }
        return school;
    }
}
