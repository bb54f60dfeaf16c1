package cn.zhenmai.browser;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A small school with people's names: classes 软件2501 (12 students) and 软件2502 (10), counselor 刘敏, teachers 王建国 (高等数学 of both,
 * Mondays 3–4) and 孙丽 (数据结构 of the first, Mondays 5–6). Periods are an hour apart from 8:00. Other colleges only fill the wall.
 */
final class SampleSchool {

    static final String COUNSELOR = "T9";
    static final String MATHS_TEACHER = "T1";
    static final String FIRST_CLASS = "RJ2501";
    static final String SECOND_CLASS = "RJ2502";

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗欧秦";
    private static final List<String> GIVEN = List.of("子涵", "欣怡", "浩然", "思远", "一诺", "嘉懿", "雨桐", "宇轩", "诗琪", "俊杰", "明哲");

    private SampleSchool() {}

    static Registry registry() {
        RegistryBuilder b = new RegistryBuilder();
        b.campuses.add(new Registry.Campus("C1", "东校区"));
        b.colleges.add(new Registry.College("K1", "信息工程学院"));
        b.offices.add(new Registry.Office("O1", "数学教研室", "K1"));
        b.programs.add(new Registry.Program("P1", "软件技术", "K1"));
        b.term("2026-1", 0, LocalDate.of(2026, 8, 31), 18);
        b.bells("C1", Span.ALWAYS, LocalTime.of(8, 0));
        b.teachers.add(new Registry.Teacher(MATHS_TEACHER, "王建国", "O1", "t1@school.example"));
        b.teachers.add(new Registry.Teacher("T2", "孙丽", "O1", "t2@school.example"));
        b.teachers.add(new Registry.Teacher(COUNSELOR, "刘敏", null, "t9@school.example"));
        b.courses.add(new Registry.Course("M", "高等数学", "O1"));
        b.courses.add(new Registry.Course("D", "数据结构", "O1"));
        schoolClass(b, FIRST_CLASS, "P1", "软件2501", 1, 12);
        schoolClass(b, SECOND_CLASS, "P1", "软件2502", 2, 10);
        b.posts.add(new Registry.PostHolder(COUNSELOR, Registry.Post.COUNSELOR, FIRST_CLASS, Span.ALWAYS));
        b.posts.add(new Registry.PostHolder(COUNSELOR, Registry.Post.COUNSELOR, SECOND_CLASS, Span.ALWAYS));
        otherColleges(b);
        b.offering("M1", "M", "2026-1", Set.of(FIRST_CLASS, SECOND_CLASS), MATHS_TEACHER);
        b.offering("D1", "D", "2026-1", Set.of(FIRST_CLASS), "T2");
        b.slot("M1", DayOfWeek.MONDAY, 3, RegistryBuilder.weeks(1, 18));
        b.slot("D1", DayOfWeek.MONDAY, 5, RegistryBuilder.weeks(1, 18));
        b.deadlines.add(new Registry.RollCallDeadline("K1", 20, null));
        return b.registry();
    }

    /** The n-th student (from 1) of the first or second class: 2025010105 is the fifth of the first. */
    static String student(int schoolClass, int n) {
        return "202501%02d%02d".formatted(schoolClass, n);
    }

    static String name(String student) {
        int n = Integer.parseInt(student.substring(6));
        return SURNAMES.charAt(n % SURNAMES.length()) + GIVEN.get(n % GIVEN.size());
    }

    /** Every name and number that no wall may show. */
    static List<String> persons() {
        List<String> persons = new ArrayList<>(List.of("王建国", "孙丽", "刘敏"));
        registry().students().forEach(student -> {
            persons.add(student.id());
            persons.add(student.name());
        });
        return persons;
    }

    /** Four more colleges, each with two classes of 40 that have a lesson on Mondays 3–4 (offerings X2 to X5). */
    private static void otherColleges(RegistryBuilder b) {
        List<String> colleges = List.of("建筑与规划学院", "建筑工程学院", "经济管理学院", "装饰与艺术设计学院");
        for (int k = 2; k <= 5; k++) {
            b.colleges.add(new Registry.College("K" + k, colleges.get(k - 2)));
            b.programs.add(new Registry.Program("P" + k, "专业" + k, "K" + k));
            for (int c = 1; c <= 2; c++) {
                schoolClass(b, otherClass(k, c), "P" + k, "班级" + k + c, 10 * k + c, 40);
            }
            b.offering("X" + k, "M", "2026-1", Set.of(otherClass(k, 1), otherClass(k, 2)), MATHS_TEACHER + k);
            b.teachers.add(new Registry.Teacher(MATHS_TEACHER + k, "赵志" + k, "O1", null));
            b.slot("X" + k, DayOfWeek.MONDAY, 3, RegistryBuilder.weeks(1, 18));
        }
    }

    static String otherClass(int college, int n) {
        return "B" + college + n;
    }

    private static void schoolClass(RegistryBuilder b, String id, String program, String name, int number, int size) {
        b.classes.add(new Registry.AdministrativeClass(id, name, program, 2025, "C1"));
        for (int n = 1; n <= size; n++) {
            String student = student(number, n);
            b.students.add(new Registry.Student(student, name(student), null));
            b.memberships.add(new Registry.ClassMembership(student, id, Span.ALWAYS));
        }
    }
}
