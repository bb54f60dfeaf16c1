package cn.zhenmai.intake.file;

import static cn.zhenmai.intake.file.Column.may;
import static cn.zhenmai.intake.file.Column.must;

import cn.zhenmai.school.RegistryTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that a file can fill: exports first, then observations, then each table of the registry. */
public final class Targets {

    static final String STUDENT_LIST = "student-list";
    static final String TIMETABLE = "timetable";

    /** What systems call the columns of the registry's tables, by the tables' own Chinese words. */
    private static final Map<String, List<String>> OTHER_WORDS = Map.of(
            "工号", List.of("职工号", "教师工号", "教工号", "教职工号", "教师职工号"),
            "学号", List.of("学生学号"),
            "姓名", List.of("学生姓名", "教师姓名"),
            "班级编号", List.of("班级代码", "行政班代码", "行政班", "班级", "班级名称", "教学班组成"),
            "学院编号", List.of("学院代码", "院系代码"),
            "专业编号", List.of("专业代码"),
            "课程编号", List.of("课程代码", "课程号"),
            "学期", List.of("学年学期", "开课学期"),
            "教室", List.of("上课地点", "场地"),
            "出生日期", List.of("出生年月日", "生日"));

    private static final List<Target> EXPORTS = List.of(
            new Target(
                    STUDENT_LIST,
                    "学生名单（教务系统导出）",
                    Target.Kind.EXPORT,
                    List.of(
                            must("student", "学号", "学生学号"),
                            must("name", "姓名", "学生姓名"),
                            must("class", "班级", "行政班", "行政班级", "班级名称", "行政班名称", "所在班级", "上课班级"),
                            may("classId", "班级代码", "行政班代码", "班号", "班级编号"),
                            may("program", "专业", "专业名称", "所学专业"),
                            may("programId", "专业代码", "专业号", "专业编号"),
                            may("college", "学院", "学院名称", "院系", "院系名称", "系部", "所在学院", "院(系)/部", "系所"),
                            may("collegeId", "学院代码", "院系代码", "系部代码"),
                            may("grade", "年级", "当前所在级", "入学年份", "所在年级"),
                            may("campus", "校区", "校区名称", "所在校区"),
                            may("bornOn", "出生日期", "出生年月日", "生日"),
                            may("status", "学籍状态", "学生状态", "在校状态")),
                    false),
            new Target(
                    TIMETABLE,
                    "课表（教务系统导出）",
                    Target.Kind.EXPORT,
                    List.of(
                            must("course", "课程", "课程名称", "课程名"),
                            may("courseId", "课程代码", "课程号", "课程编号"),
                            may("offering", "教学班", "选课课号", "教学班编号", "教学班号", "教学班代码", "课号", "教学班名称", "上课班号", "开课编号"),
                            may("teacher", "教师", "任课教师", "教师姓名", "授课教师", "上课教师", "教师名称", "老师"),
                            may("teacherId", "教师工号", "工号", "职工号", "教师职工号", "教工号", "教师代码", "教师号"),
                            may("classes", "班级", "教学班组成", "上课班级", "行政班", "上课班级名称", "班级名称", "授课对象", "面向班级"),
                            may("time", "上课时间", "时间", "时间安排", "周次(节次)", "上课时间安排"),
                            may("weekday", "星期", "星期几", "上课星期"),
                            may("periods", "节次", "上课节次", "节次安排"),
                            may("weeks", "周次", "上课周次", "起止周", "周次安排", "教学周"),
                            may("room", "教室", "上课地点", "场地", "场地名称", "地点", "上课教室"),
                            may("hours", "总学时", "学时", "计划学时", "课程总学时"),
                            may("term", "学期", "学年学期", "开课学期")),
                    false));

    private static final List<Target> ALL = Stream.of(
                    EXPORTS.stream(),
                    StreamTargets.ALL.stream(),
                    RegistryTable.all().stream().map(Targets::of))
            .flatMap(each -> each)
            .toList();

    private Targets() {}

    public static List<Target> all() {
        return ALL;
    }

    public static Optional<Target> find(String id) {
        return ALL.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    private static Target of(RegistryTable table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(
                        column.name(),
                        column.zh(),
                        OTHER_WORDS.getOrDefault(column.zh(), List.of()),
                        column.required()))
                .toList();
        return new Target(table.name(), table.zh(), Target.Kind.TABLE, columns, false);
    }
}
