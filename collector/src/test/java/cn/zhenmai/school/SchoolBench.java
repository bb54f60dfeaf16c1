package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchoolSpeedTest {

    /** Processor time: other programs on the machine don't count. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private static final LocalDate FIRST = LocalDate.of(2026, 8, 31);

    /** 75 classes of 40; 1,110 weekly lines over 18 weeks: 19,980 sessions. */
    private static Registry large() {
        RegistryBuilder b = RegistryBuilder.small();
        for (int c = 0; c < 74; c++) {
            String classId = "C" + c;
            b.schoolClass(classId, 2024 + c % 3, "C1");
            for (int s = 0; s < 40; s++) {
                b.student(classId + "-" + s, classId);
            }
            for (int o = 0; o < 15; o++) {
                String offering = classId + "-" + o;
                b.offering(offering, "M", "2026-1", Set.of(classId), "T1");
                b.slot(offering, DayOfWeek.of(o % 5 + 1), 1 + 2 * (o / 5), RegistryBuilder.weeks(1, 18));
            }
        }
        return b.registry();
    }

    @Test
    void a_school_of_3000_students_and_20000_sessions_is_built_and_read_fast() {
        Registry registry = large();
        School school = School.of(registry);
        assertThat(school.sessions()).hasSize(19_980);
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 15; run++) {
            long start = THREAD.getCurrentThreadCpuTime();
            school = School.of(registry);
            best = Math.min(best, THREAD.getCurrentThreadCpuTime() - start);
        }
        long start = System.nanoTime();
        long expected = 0;
        for (Session session : school.sessions()) {
            expected += school.roster(session).size();
        }
        long rosters = System.nanoTime() - start;
        start = System.nanoTime();
        for (Registry.Student student : registry.students()) {
            assertThat(school.sessionsOf(student.id(), FIRST, FIRST.plusDays(7)).size())
                    .isLessThanOrEqualTo(15);
        }
        long weeks = System.nanoTime() - start;
        System.out.printf(
                "School.of %d ms of processor time; 19,980 rosters with %d entries %d ms; a week of each of %d students %d ms%n",
                best / 1_000_000,
                expected,
                rosters / 1_000_000,
                registry.students().size(),
                weeks / 1_000_000);
        assertThat(expected).isEqualTo(19_980L * 40);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(200));
    }
}
