package cn.zhenmai.engine;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The school of the simulated terms: classes A (24 students), B (20) and C (16); MATH for A and B together, DRAW for A, WELD for B,
 * MILL for B and C together; C is of another college; six weeks from 2026-08-31.
 */
final class TermCase {

    static final LocalDate WEEK_1 = LocalDate.of(2026, 8, 31);
    static final int WEEKS = 6;
    static final LocalDate END = WEEK_1.plusWeeks(WEEKS);
    static final Instant START = WEEK_1.atStartOfDay(School.ZONE).toInstant();

    private TermCase() {}

    static Registry registry() {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.clear();
        b.terms.clear();
        b.classes.clear();
        b.students.clear();
        b.memberships.clear();
        b.term("2026-1", 0, WEEK_1, WEEKS);
        b.months.add(new Registry.Month("2026-09", "2026-1", 1, 4));
        b.months.add(new Registry.Month("2026-10", "2026-1", 5, 6));
        members(b, "A", 24);
        members(b, "B", 20);
        members(b, "C", 16);
        b.colleges.add(new Registry.College("K2", "机电学院"));
        b.programs.add(new Registry.Program("P2", "数控技术", "K2"));
        b.classes.remove(b.classes.size() - 1);
        b.classes.add(new Registry.AdministrativeClass("C", "C班", "P2", 2025, "C1"));
        b.courses.add(new Registry.Course("D", "机械制图", "O1"));
        b.offering("MATH", "M", "2026-1", Set.of("A", "B"), "T1");
        b.offering("DRAW", "D", "2026-1", Set.of("A"), "T2");
        b.offering("WELD", "D", "2026-1", Set.of("B"), "T2");
        b.offering("MILL", "D", "2026-1", Set.of("B", "C"), "T1");
        slots(b, "MATH", 1, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY);
        slots(b, "DRAW", 3, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
        slots(b, "WELD", 5, DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
        slots(b, "MILL", 3, DayOfWeek.TUESDAY, DayOfWeek.FRIDAY);
        return b.registry();
    }

    private static void slots(RegistryBuilder b, String offering, int period, DayOfWeek... days) {
        for (DayOfWeek day : days) {
            b.slot(offering, day, period, RegistryBuilder.weeks(1, WEEKS));
        }
    }

    private static void members(RegistryBuilder b, String classId, int size) {
        b.schoolClass(classId, 2025, "C1");
        for (int i = 1; i <= size; i++) {
            b.student(String.format("%s%02d", classId, i), classId);
        }
    }

    static List<String> students(Registry registry) {
        return registry.students().stream().map(Registry.Student::id).toList();
    }
}
