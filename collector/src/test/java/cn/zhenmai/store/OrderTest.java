package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.attendance;
import static cn.zhenmai.store.JournalFixture.facts;
import static cn.zhenmai.store.JournalFixture.roll;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same facts end in the same attendance, whatever their order, repetition and grouping; and the changes lead there. */
class OrderTest {

    private static final int ROUNDS = Integer.getInteger("zhenmai.order.rounds", 6);
    private static final List<String> LESSONS = List.of("M1.20261012.1", "M1.20261013.3", "M1.20261005.1");
    private static final List<Source> SOURCES =
            List.of(JournalFixture.READER, JournalFixture.TEACHER, JournalFixture.OFFICE);

    record Said(Source source, Observation observation) {}

    @Test
    void any_order_duplication_and_batching_ends_in_the_same_attendance() {
        long seed = Long.getLong("zhenmai.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Said> day = day(random);
        List<String> expected = null;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> ended = play(day, random, round, seed);
            if (expected == null) {
                expected = ended;
                assertThat(expected).isNotEmpty();
            }
            assertThat(ended).as("-Dzhenmai.seed=%d, round %d", seed, round).isEqualTo(expected);
        }
    }

    private static List<String> play(List<Said> day, Random random, int round, long seed) {
        try (JournalFixture it = new JournalFixture()) {
            it.now.set(MONDAY.plus(Duration.ofDays(3)));
            Registry registry = JournalFixture.school().registry();
            Registry cancelled = cancelled();
            boolean isCancelledFirst = random.nextBoolean();
            assertThat(it.school(isCancelledFirst ? cancelled : registry).sequence())
                    .isEqualTo(1);
            List<Said> sent = new ArrayList<>(day);
            sent.addAll(day.subList(0, day.size() / 3));
            Collections.shuffle(sent, random);
            int edit = random.nextInt(sent.size());
            for (int from = 0; from < sent.size(); ) {
                if (!isCancelledFirst && from >= edit) {
                    assertThat(it.school(cancelled).sequence()).isPositive();
                }
                int to = Math.min(sent.size(), from + 1 + random.nextInt(15));
                for (Source source : SOURCES) {
                    List<Observation> rows = sent.subList(from, to).stream()
                            .filter(said -> said.source().equals(source))
                            .map(Said::observation)
                            .toList();
                    if (!rows.isEmpty()) {
                        Receipt receipt = it.submit(facts(source, rows));
                        assertThat(receipt.rejected() + receipt.quarantined())
                                .as("seed %d: %s", seed, receipt)
                                .isZero();
                    }
                }
                from = to;
            }
            assertThat(it.school(cancelled).sequence()).isPositive();
            List<String> ended =
                    it.query("SELECT session_id, student_id, coalesce(observed_status, '-'), status, missed_periods,"
                            + " coalesce(slip_id, '-'), standing_source_id, class_id, teacher_id FROM attendance"
                            + " WHERE status IS NOT NULL ORDER BY 1, 2");
            assertThat(sums(it.replayed())).as("seed %d, round %d", seed, round).isEqualTo(ended.size());
            assertThat(it.replayed()).hasSameSizeAs(it.heard);
            return ended;
        }
    }

    /** Applies the changes: each takes away exactly what stood there before. */
    private static int sums(List<Input> inputs) {
        Map<AttendanceKey, Object> standing = new HashMap<>();
        for (Input input : inputs) {
            for (Change change : JournalRows.changesOf(input)) {
                if (change instanceof Change.OfAttendance moved) {
                    AttendanceKey key = new AttendanceKey(moved.session(), moved.student());
                    Object before = moved.after() == null ? standing.remove(key) : standing.put(key, moved.after());
                    assertThat(before).isEqualTo(moved.before());
                }
            }
        }
        return standing.size();
    }

    private static Registry cancelled() {
        var school = JournalFixture.school();
        school.changeOrders.add(new Registry.ChangeOrder(
                "D1", LESSONS.get(1), Registry.ChangeOrder.Kind.CANCEL, null, 0, null, null, "停课"));
        return school.registry();
    }

    /** No two sayings of one source at one time about one thing: those would be conflicts, which are outside the promise. */
    static List<Said> day(Random random) {
        List<Said> day = new ArrayList<>();
        List<Status> statuses = List.of(Status.PRESENT, Status.LATE, Status.ABSENT, Status.SICK, Status.UNKNOWN);
        int second = 0;
        for (String lesson : LESSONS) {
            for (String classId : List.of("软件2501", "软件2502")) {
                if (random.nextInt(4) > 0) {
                    Observation.RollCall.Mode mode = Observation.RollCall.Mode.values()[random.nextInt(3)];
                    day.add(new Said(JournalFixture.TEACHER, roll(lesson, classId, mode, at(second++))));
                    day.add(new Said(
                            JournalFixture.READER,
                            roll(lesson, classId, Observation.RollCall.Mode.READER, at(second++))));
                }
            }
            for (String student : List.of("S11", "S12", "S13", "S21", "S22", "S23")) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    Source source = SOURCES.get(random.nextInt(3));
                    Status status = statuses.get(random.nextInt(statuses.size()));
                    day.add(new Said(source, attendance(student, lesson, status, at(second++))));
                }
            }
        }
        for (String student : List.of("S11", "S12", "S21")) {
            for (int i = random.nextInt(3); i > 0; i--) {
                Observation.LeaveSlip.State state = Observation.LeaveSlip.State.values()[random.nextInt(4)];
                Instant from = MONDAY.plus(Duration.ofDays(random.nextInt(3) - 8L));
                day.add(new Said(
                        JournalFixture.OFFICE,
                        new Observation.LeaveSlip(
                                student,
                                "L" + random.nextInt(2),
                                Status.PERSONAL,
                                from,
                                from.plus(Duration.ofDays(1 + random.nextInt(9))),
                                state,
                                at(second++))));
            }
        }
        return day;
    }

    private static Instant at(int second) {
        return MONDAY.plus(Duration.ofHours(30)).plusSeconds(second);
    }
}
