package cn.zhenmai.school;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * How long it takes to build and read a school of 3,000 students and 20,000 sessions. {@code mvn -Pbench -pl collector
 * -Dbench=cn.zhenmai.school.SchoolBench} prints one line.
 */
final class SchoolBench {

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

    private SchoolBench() {}

    public static void main(String[] args) {
        Registry registry = large();
        School school = School.of(registry);
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
        long lessons = 0;
        for (Registry.Student student : registry.students()) {
            lessons += school.sessionsOf(student.id(), FIRST, FIRST.plusDays(7)).size();
        }
        long weeks = System.nanoTime() - start;
        System.out.printf(
                "School.of %d ms of processor time; 19,980 rosters with %d entries %d ms; a week of each of %d students with %d sessions %d ms%n",
                best / 1_000_000,
                expected,
                rosters / 1_000_000,
                registry.students().size(),
                lessons,
                weeks / 1_000_000);
    }
}
