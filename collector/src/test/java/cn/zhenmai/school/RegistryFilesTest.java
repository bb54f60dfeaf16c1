package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFilesTest {

    private static final Registry FULL = RegistryBuilder.everyKind().registry();

    private static Map<String, byte[]> file(String name, String... lines) {
        return Map.of(name, String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(RegistryFiles.Result result) {
        return result.problems().stream()
                .map(p -> p.file() + ":" + p.row() + ":" + p.field())
                .toList();
    }

    @Test
    void what_was_written_is_read_back_without_a_difference() {
        Map<String, byte[]> files = RegistryFiles.write(FULL);
        assertThat(files).hasSize(25);
        RegistryFiles.Result result = RegistryFiles.read(files);
        assertThat(result.problems()).isEmpty();
        RegistryRows.Diff diff = RegistryRows.diff(FULL, result.registry());
        assertThat(diff.isEmpty()).as(diff.toString()).isTrue();
        Map<String, byte[]> again = RegistryFiles.write(result.registry());
        files.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void a_written_file_is_chinese_with_a_byte_order_mark() {
        byte[] file = RegistryFiles.write(FULL).get("timetable.csv");
        assertThat(new String(file, StandardCharsets.UTF_8))
                .startsWith("\uFEFF开课编号,星期,起始节次,节数,周次,工号,校区编号,教室,学期\r\n")
                .contains("M1,周二,3,2,\"1-7单,8-9,16\",T2,C1,A-101,2026-1\r\n");
    }

    @Test
    void english_headers_chinese_file_names_columns_in_any_order_and_gb18030_are_read_too() {
        String text = "name,bornOn,id\n欧阳明,,007\n 䶮一 ,2008年2月29日,0042\n\n,,\n";
        RegistryFiles.Result result =
                RegistryFiles.read(Map.of("import/学生.csv", text.getBytes(Charset.forName("GB18030"))));
        assertThat(result.problems()).isEmpty();
        assertThat(result.registry().students())
                .containsExactly(
                        new Registry.Student("007", "欧阳明", null),
                        new Registry.Student("0042", "䶮一", LocalDate.of(2008, 2, 29)));
    }

    @Test
    void a_list_without_a_file_stays_as_it_was() {
        RegistryFiles.Result result = RegistryFiles.read(file("courses.csv", "课程编号,名称,教研室编号", "M,高数（上）,O1"), FULL);
        assertThat(result.problems()).isEmpty();
        RegistryRows.Diff diff = RegistryRows.diff(FULL, result.registry());
        assertThat(diff.changed().keySet()).containsExactly(new RegistryRows.Key("course", "M"));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.ended()).isEmpty();
    }

    @Test
    void every_problem_is_found_with_its_file_row_and_field() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.putAll(file("pupils.csv", "id,name"));
        files.putAll(file(
                "students.csv",
                "学号,姓名,出生日期,身高",
                "S1,甲,2008-02-30,1",
                "S2,,01.01.2008",
                "S3,丙,2008-01-01,1,多",
                "S3,丁",
                "S4,戊"));
        files.putAll(file("colleges.csv", "id", "K1"));
        files.putAll(file("campuses.csv", ""));
        files.putAll(file("programs.csv", "id,name,college,name", "\"P1,甲,K1"));
        files.putAll(file("memberships.csv", "student,class", "S1,C9", "S4,C9", "S9,C9"));
        RegistryFiles.Result result = RegistryFiles.read(files);
        assertThat(problems(result))
                .containsExactlyInAnyOrder(
                        "pupils.csv:0:null",
                        "students.csv:1:身高",
                        "students.csv:2:bornOn",
                        "students.csv:3:name",
                        "students.csv:3:bornOn",
                        "students.csv:4:null",
                        "students.csv:5:id",
                        "colleges.csv:1:name",
                        "campuses.csv:0:null",
                        "programs.csv:0:null",
                        "memberships.csv:2:class",
                        "memberships.csv:3:class",
                        "memberships.csv:4:student",
                        "memberships.csv:4:class");
        assertThat(result.problems()).allSatisfy(p -> assertThat(p.message()).matches("(?s).+／.+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terms.csv|id,name,grade,firstMonday,weeks|a,b,,2026-08-31,18|",
                "terms.csv|id,name,grade,firstMonday,weeks|a,b,,+12345-01-01,18|firstMonday",
                "terms.csv|id,name,grade,firstMonday,weeks|a,b,,2026-8-31,18|firstMonday",
                "terms.csv|id,name,grade,firstMonday,weeks|a,b,2025级,2026-08-31,18|grade",
                "terms.csv|id,name,grade,firstMonday,weeks|a,b,-1,2026-08-31,999999999|grade weeks",
                "bells.csv|campus,period,startsAt,endsAt|,1,8:00,8:45|",
                "bells.csv|campus,period,startsAt,endsAt|,1,08:00:00,24:00|endsAt",
                "bells.csv|campus,period,startsAt,endsAt|,1,8点,|startsAt endsAt",
                "timetable.csv|owner,weekday,firstPeriod,periods,weeks|g,星期天,9,2,1-16双|",
                "timetable.csv|owner,weekday,firstPeriod,periods,weeks|g,7,9,2,3|",
                "timetable.csv|owner,weekday,firstPeriod,periods,weeks|g,周八,9,2,每周|weekday weeks",
                "groups.csv|id,name,kind,classes|h,晚自习,晚自习,|",
                "groups.csv|id,name,kind,classes|h,晚自习,EVENING_STUDY,;；|",
                "groups.csv|id,name,kind,classes|h,晚自习,打卡,|kind",
            })
    void a_cell_that_says_something_else_is_a_problem_of_its_column(
            String file, String header, String row, String fields) {
        RegistryBuilder known = new RegistryBuilder();
        known.groups.add(new Registry.Group("g", "g", Session.Kind.EVENING_STUDY, Set.of()));
        known.bells("", Span.ALWAYS, java.time.LocalTime.of(8, 0));
        known.bells.replaceAll(b -> new Registry.Bell(null, b.valid(), b.period(), b.startsAt(), b.endsAt()));
        List<Problem> problems =
                RegistryFiles.read(file(file, header, row), known.registry()).problems();
        assertThat(String.join(" ", problems.stream().map(Problem::field).toList()))
                .isEqualTo(fields == null ? "" : fields);
    }

    @Test
    void no_two_tables_share_a_file_name_and_no_two_columns_of_one_a_header() {
        Set<String> names = new HashSet<>();
        for (RowKind<?> kind : RowKinds.ALL) {
            assertThat(names.add(kind.file()) && names.add(kind.fileZh()))
                    .as(kind.file())
                    .isTrue();
            assertThat(kind.columns().stream().map(RowKind.Column::zh).collect(Collectors.toSet()))
                    .hasSize(kind.columns().size());
        }
    }

    @Test
    void bytes_that_are_no_text_are_one_problem() {
        RegistryFiles.Result result =
                RegistryFiles.read(Map.of("students.csv", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0x80}));
        assertThat(result.problems()).hasSize(1);
    }
}
