package cn.zhenmai.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Files in the shapes in which 正方, 强智 and 青果 export them, a list of students and a timetable each, become sessions in one sitting:
 * nothing is edited by hand between. The term begins on Monday 2026-08-31 and has no holidays here.
 */
class VendorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

    private static Registry base(String... teachers) {
        RegistryBuilder b = new RegistryBuilder();
        b.campuses.add(new Registry.Campus("C1", "东校区"));
        b.term("2026-1", 0, LocalDate.of(2026, 8, 31), 20);
        b.bells(null, Span.ALWAYS, LocalTime.of(8, 0));
        for (String teacher : teachers) {
            String[] parts = teacher.split(" ");
            b.teachers.add(new Registry.Teacher(parts[0], parts[1], null, null));
        }
        return b.registry();
    }

    private static RegistryFile.Outcome take(Registry base, String target, String file) {
        Settings settings = new Settings(target, "教务", Map.of(), false, false, false, null, null);
        byte[] bytes;
        try (InputStream in = VendorTest.class.getResourceAsStream("/vendor/" + file)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        RegistryFile.Outcome outcome = new RegistryFile(
                        bytes, file, Targets.find(target).orElseThrow(), settings, Names.Aliases.NONE, TODAY)
                .against(base);
        assertThat(outcome.report().problems()).as(file).isEmpty();
        assertThat(outcome.holds()).isTrue();
        return outcome;
    }

    /** The sessions of the timetable, by course and classes: how many, and the first. */
    private static Map<String, String> sessions(School school) {
        Map<String, List<Session>> byCourse = school.sessions().stream()
                .collect(Collectors.groupingBy(
                        session -> school.course(session.course()).orElseThrow().name() + " "
                                + session.classes().stream().sorted().toList(),
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, String> told = new TreeMap<>();
        byCourse.forEach((course, list) -> {
            Session first =
                    list.stream().min(Comparator.comparing(Session::startsAt)).orElseThrow();
            told.put(
                    course,
                    list.size() + "× " + first.heldOn() + " 第" + first.firstPeriod() + "节起" + first.periods() + "节 "
                            + String.join("、", first.teachers())
                            + (first.room() == null ? "" : " " + first.room()));
        });
        return told;
    }

    private static List<String> expected(School school, SessionId session) {
        return school.roster(school.session(session).orElseThrow()).stream()
                .filter(RosterEntry::expected)
                .map(RosterEntry::student)
                .sorted()
                .toList();
    }

    @Test
    void zhengfang_html_behind_xls_with_rooms_by_time_exceptions_and_a_practice_of_whole_weeks() {
        RegistryFile.Outcome students = take(base("20030011 王建国"), Targets.STUDENT_LIST, "zhengfang/students.xls");
        assertThat(students.report().encoding()).isEqualTo("GB18030");
        assertThat(students.report().headerRow()).isEqualTo(2);
        assertThat(students.registry().students()).hasSize(15);
        assertThat(students.registry().classes())
                .extracting(Registry.AdministrativeClass::id)
                .containsExactlyInAnyOrder("软件技术2501", "软件技术2502", "大数据2501");
        RegistryFile.Outcome timetable = take(students.registry(), Targets.TIMETABLE, "zhengfang/timetable.xls");
        School school = School.of(timetable.registry());
        assertThat(sessions(school))
                .containsOnly(
                        Map.entry("高等数学 [软件技术2501, 软件技术2502]", "24× 2026-08-31 第1节起2节 20030011 教1-201"),
                        Map.entry("程序设计基础 [软件技术2501]", "11× 2026-09-08 第3节起2节 20080023、20120007 实训楼A402"),
                        Map.entry("大学英语 [大数据2501]", "24× 2026-09-03 第3节起2节 20120008 教2-101"),
                        Map.entry("认识实习 [软件技术2501, 软件技术2502]", "10× 2026-12-21 第1节起6节 20030011"),
                        Map.entry("劳动教育 [软件技术2502]", "1× 2026-09-15 第9节起2节 20080023 操场"));
        assertThat(timetable.report().sessionCount()).isEqualTo(70);
        assertThat(school.teacher("20120007").orElseThrow().name()).isEqualTo("张伟");
        assertThat(school.teacher("20120008").orElseThrow().name()).isEqualTo("张伟");
        assertThat(expected(school, SessionId.of("(2026-2027-1)-0101002-20080023-1.20260908.3")))
                .containsExactly("2025010101", "2025010102", "2025010104", "2025010105");
        assertThat(expected(school, SessionId.of("(2026-2027-1)-0101003-20120008-1.20260903.3")))
                .contains("2025010105", "2025020101");
        assertThat(expected(school, SessionId.of("(2026-2027-1)-0101001-20030011-1.20260907.1")))
                .hasSize(9)
                .doesNotContain("2025010203");
    }

    @Test
    void qiangzhi_grids_of_two_classes_become_one_timetable_with_shared_and_alternating_lessons() {
        Registry base = base("3001 王师傅", "3002 李红", "3003 陆志伟");
        RegistryFile.Outcome students = take(base, Targets.STUDENT_LIST, "qiangzhi/students.xlsx");
        assertThat(students.registry().students())
                .extracting(Registry.Student::id)
                .contains("0031250101", "0031250205");
        assertThat(students.registry().students().get(0).bornOn()).isEqualTo(LocalDate.of(2006, 11, 16));
        RegistryFile.Outcome timetable = take(students.registry(), Targets.TIMETABLE, "qiangzhi/timetable.xls");
        School school = School.of(timetable.registry());
        assertThat(sessions(school))
                .containsOnly(
                        Map.entry("机械制图 [机电2501, 机电2502]", "6× 2026-08-31 第1节起2节 3001 机电楼201"),
                        Map.entry("电工技术 [机电2501]", "8× 2026-09-02 第3节起2节 3002 电工实训室"),
                        Map.entry("PLC应用 [机电2501]", "8× 2026-09-09 第3节起2节 3003 PLC实训室"),
                        Map.entry("体育（4） [机电2501]", "16× 2026-09-04 第7节起2节 3003 田径场"),
                        Map.entry("金工实习 [机电2501]", "10× 2026-12-21 第1节起6节 3001"),
                        Map.entry("电工技术 [机电2502]", "16× 2026-09-03 第5节起4节 3002、3001 电工实训室"));
        assertThat(timetable.report().sessionCount()).isEqualTo(64);
    }

    @Test
    void qiangzhi_overview_of_all_classes_with_rows_of_classes_and_columns_of_weekdays_and_periods() {
        Registry base = base("3001 王师傅", "3002 李红", "3003 陆志伟");
        RegistryFile.Outcome students = take(base, Targets.STUDENT_LIST, "qiangzhi/students.xlsx");
        RegistryFile.Outcome timetable = take(students.registry(), Targets.TIMETABLE, "qiangzhi/overview.xls");
        School school = School.of(timetable.registry());
        assertThat(sessions(school))
                .containsOnly(
                        Map.entry("机械制图 [机电2501, 机电2502]", "6× 2026-08-31 第1节起2节 3001 机电楼201"),
                        Map.entry("电工技术 [机电2501]", "8× 2026-09-02 第3节起2节 3002 电工实训室"),
                        Map.entry("PLC应用 [机电2501]", "8× 2026-09-09 第3节起2节 3003 PLC实训室"),
                        Map.entry("体育（4） [机电2501]", "16× 2026-09-04 第7节起2节 3003 田径场"),
                        Map.entry("电工技术 [机电2502]", "16× 2026-09-03 第5节起4节 3002、3001 电工实训室"),
                        Map.entry("劳动教育 [机电2502]", "5× 2026-09-15 第9节起2节 3002 操场"));
        assertThat(timetable.report().sessionCount()).isEqualTo(59);
        assertThat(timetable.report().format()).isEqualTo("HTML");
    }

    @Test
    void an_overview_says_of_which_row_it_does_not_know_the_class_and_takes_the_others() {
        String head = "节次,星期一,,星期二,,星期三,,星期四,,星期五,\n班级,0102,0304,0102,0304,0102,0304,0102,0304,0102,0304\n";
        String file = head + "机电2501,\"机械制图\n王师傅\n1-16周\n201\"\n" + "机电2599,,\"体育\n王师傅\n1-16周\"\n"
                + "机电2502,,,\"体育\n王师傅\n没有周\"\n";
        Registry base = take(base("3001 王师傅"), Targets.STUDENT_LIST, "qiangzhi/students.xlsx")
                .registry();
        Settings settings = new Settings(Targets.TIMETABLE, "教务", Map.of(), true, false, false, null, null);
        RegistryFile.Outcome outcome = new RegistryFile(
                        file.getBytes(StandardCharsets.UTF_8),
                        "a.csv",
                        Targets.find(Targets.TIMETABLE).orElseThrow(),
                        settings,
                        Names.Aliases.NONE,
                        TODAY)
                .against(base);
        assertThat(outcome.report().problems())
                .extracting(Report.Wrong::row, Report.Wrong::field)
                .containsExactly(tuple(4, "classes"), tuple(5, "周二"));
        assertThat(outcome.report().sessionCount()).isEqualTo(16);
    }

    @Test
    void kingosoft_xml_behind_xls_with_codes_in_brackets_titles_of_teachers_and_digits_for_weeks() {
        Registry base = base("501 陆志伟", "502 董朝阳", "503 李恒", "504 刘敏");
        RegistryFile.Outcome students = take(base, Targets.STUDENT_LIST, "kingosoft/students.csv");
        assertThat(students.report().encoding()).isEqualTo("GB18030");
        assertThat(students.registry().students())
                .extracting(Registry.Student::id)
                .contains("04250101");
        RegistryFile.Outcome timetable = take(students.registry(), Targets.TIMETABLE, "kingosoft/timetable.xls");
        assertThat(timetable.report().format()).isEqualTo("XML");
        School school = School.of(timetable.registry());
        assertThat(sessions(school))
                .containsOnly(
                        Map.entry("体育（4） [会计2501]", "18× 2026-09-03 第3节起2节 501 田径场"),
                        Map.entry("经济法 [会计2501, 会计2502]", "9× 2026-09-22 第7节起2节 502 XB307"),
                        Map.entry("管理运筹学 [会计2502]", "23× 2026-09-02 第1节起2节 503、504 XB309"),
                        Map.entry("会计综合实训 [会计2501]", "10× 2027-01-04 第1节起6节 504"));
        assertThat(timetable.report().sessionCount()).isEqualTo(60);
        Session practice = school.sessions().stream()
                .filter(session -> session.kind() == Session.Kind.PRACTICE_DAY)
                .findFirst()
                .orElseThrow();
        assertThat(expected(school, practice.id())).containsExactly("04250101", "04250102", "04250103");
    }

    @Test
    void the_same_files_again_change_nothing() {
        for (String vendor : List.of(
                "zhengfang/students.xls zhengfang/timetable.xls", "kingosoft/students.csv kingosoft/timetable.xls")) {
            String[] files = vendor.split(" ");
            Registry base = base("20030011 王建国", "501 陆志伟", "502 董朝阳", "503 李恒", "504 刘敏");
            Registry first = take(take(base, Targets.STUDENT_LIST, files[0]).registry(), Targets.TIMETABLE, files[1])
                    .registry();
            RegistryFile.Outcome again =
                    take(take(first, Targets.STUDENT_LIST, files[0]).registry(), Targets.TIMETABLE, files[1]);
            assertThat(again.report().counts())
                    .as(vendor)
                    .containsOnly(Map.entry("added", 0), Map.entry("changed", 0), Map.entry("ended", 0));
        }
    }
}
