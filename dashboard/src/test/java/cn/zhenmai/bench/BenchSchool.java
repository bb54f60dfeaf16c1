package cn.zhenmai.bench;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * A school laid out so that the load's side can name every session and student by arithmetic. The term has {@link #WEEKS} weeks and
 * lessons in all but the last, which is the present one: the past is there to be told, and no deadline is due.
 *
 * @param classSize students of one class
 * @param perDay lessons of one class on one day, Monday to Friday; 6 make 9 million facts of 15,000 students
 */
record BenchSchool(int students, int classSize, int perDay, LocalDate firstMonday) {

    static final int WEEKS = 21;
    private static final int TEACHING_WEEKS = WEEKS - 1;
    static final int DAYS = 5;
    private static final int OFFERINGS = 10;

    static BenchSchool of(int students, int perDay) {
        LocalDate monday = LocalDate.now(School.ZONE).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new BenchSchool(students, 40, perDay, monday.minusWeeks(TEACHING_WEEKS));
    }

    int classes() {
        return (students + classSize - 1) / classSize;
    }

    /** Lessons of one class over the term. */
    int occasions() {
        return TEACHING_WEEKS * DAYS * perDay;
    }

    String student(int number) {
        return "2025%06d".formatted(number);
    }

    String classOf(int student) {
        return "C%03d".formatted(student / classSize);
    }

    /** The session of a class on its n-th occasion, in order of time. */
    SessionId session(int classNumber, int occasion) {
        int day = occasion / perDay;
        int slot = occasion % perDay;
        LocalDate date = firstMonday.plusWeeks(day / DAYS).plusDays(day % DAYS);
        return new SessionId(offering(classNumber, day % DAYS, slot), date, slot + 1);
    }

    private String offering(int classNumber, int weekday, int slot) {
        return "C%03d-%02d".formatted(classNumber, (weekday * perDay + slot) % OFFERINGS);
    }

    Registry registry() {
        RegistryBuilder school = RegistryBuilder.small();
        school.terms.clear();
        school.term("2026-1", 0, firstMonday, WEEKS);
        for (int c = 0; c < classes(); c++) {
            String classId = classOf(c * classSize);
            school.schoolClass(classId, 2025, "C1");
            for (int o = 0; o < OFFERINGS; o++) {
                school.offering("%s-%02d".formatted(classId, o), "M", "2026-1", Set.of(classId), "T" + (1 + c % 2));
            }
            for (int day = 0; day < DAYS; day++) {
                for (int slot = 0; slot < perDay; slot++) {
                    school.slots.add(new Registry.Slot(
                            offering(c, day, slot),
                            DayOfWeek.of(day + 1),
                            slot + 1,
                            1,
                            RegistryBuilder.weeks(1, TEACHING_WEEKS),
                            java.util.List.of(),
                            null,
                            "101",
                            null));
                }
            }
        }
        for (int s = 0; s < students; s++) {
            school.student(student(s), classOf(s));
        }
        return school.registry();
    }
}
