package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttendanceCodeTest {

    private static final Instant NOON = Instant.parse("2026-10-12T04:00:00.123456Z");

    @Test
    void what_is_read_is_what_was_written_in_the_same_order() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AttendanceReader reader = new AttendanceReader();
        for (int round = 0; round < 200; round++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                changes.add(change(random));
            }
            List<Change> read = new ArrayList<>();
            reader.read(AttendanceCode.write(changes), read);
            assertThat(read).as("seed %d", seed).isEqualTo(changes);
        }
    }

    @Test
    void what_most_of_a_roll_say_is_one_object() {
        List<Change> roll = new ArrayList<>();
        for (int student = 0; student < 40; student++) {
            Standing present = standing(Status.PRESENT, null, "teacher:T1", attribution("C1", null));
            roll.add(new Change.OfAttendance("S" + student, SessionId.of("CK101-01.20261012.3"), null, present));
        }
        List<Change> read = new ArrayList<>();
        new AttendanceReader().read(AttendanceCode.write(roll), read);
        assertThat(read).isEqualTo(roll);
        Standing last = ((Change.OfAttendance) read.get(39)).after();
        assertThat(last).isSameAs(((Change.OfAttendance) read.get(1)).after());
    }

    @Test
    void other_changes_are_left_to_their_own_table() {
        Observation.RollCall call = new Observation.RollCall(
                SessionId.of("M1.20261012.1"), "C1", null, Observation.RollCall.Mode.FULL, NOON);
        List<Change> read = new ArrayList<>();
        new AttendanceReader()
                .read(AttendanceCode.write(List.of(new Change.OfRollCall(call.session(), "C1", null, call))), read);
        assertThat(read).isEmpty();
    }

    @Test
    void a_full_roll_takes_about_twenty_five_bytes_a_student() {
        List<Change> roll = new ArrayList<>();
        Standing present = standing(Status.PRESENT, null, "teacher:T1", attribution("C1", null));
        for (int student = 0; student < 500; student++) {
            roll.add(new Change.OfAttendance(
                    "2025%06d".formatted(student), SessionId.of("CK101-01.20261012.3"), null, present));
        }
        assertThat(AttendanceCode.write(roll).length / 500).isLessThan(26);
    }

    @Test
    void a_form_of_the_future_is_not_guessed_at() {
        assertThatThrownBy(() -> new AttendanceReader().read(new byte[] {9, 3}, new ArrayList<>()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Change change(Random random) {
        Standing before = random.nextInt(3) == 0 ? standing(random) : null;
        Standing after = before == null || random.nextBoolean() ? standing(random) : null;
        return new Change.OfAttendance(
                "学生" + random.nextInt(300),
                new SessionId("M" + random.nextInt(3), LocalDate.of(2026, 10, 1 + random.nextInt(28)), 1),
                before,
                after);
    }

    private static Standing standing(Random random) {
        Status[] all = Status.values();
        return standing(
                all[random.nextInt(all.length)],
                random.nextBoolean() ? null : all[random.nextInt(all.length)],
                "s" + random.nextInt(200),
                attribution("C" + random.nextInt(4), random.nextBoolean() ? "R" : null));
    }

    private static Standing standing(Status status, Status observed, String source, Attribution at) {
        return new Standing(status, observed, 2, 130, 0, observed == null ? "L1" : null, source, NOON, at);
    }

    private static Attribution attribution(String classId, String roll) {
        return new Attribution(
                classId,
                roll,
                null,
                "K1",
                "T1",
                roll == null ? null : "M1",
                LocalDate.of(2026, 10, 12),
                3,
                NOON,
                NOON.plusSeconds(5_400));
    }
}
