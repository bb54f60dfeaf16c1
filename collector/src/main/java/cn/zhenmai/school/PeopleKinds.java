package cn.zhenmai.school;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Campus;
import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.Registry.PostHolder;
import cn.zhenmai.school.Registry.Program;
import cn.zhenmai.school.Registry.Student;
import cn.zhenmai.school.Registry.StudentStatus;
import cn.zhenmai.school.Registry.Teacher;
import java.util.Map;

/** The registry's tables of units and of the people in them. */
final class PeopleKinds {

    private PeopleKinds() {}

    static final RowKind<Campus> CAMPUS = RowKind.of("campus", "campuses.csv", "校区.csv", Registry::campuses)
            .key("id", "校区编号", Cell.TEXT, Campus::id)
            .must("name", "名称", Cell.TEXT, Campus::name)
            .make(v -> new Campus(v.get("id"), v.get("name")));

    static final RowKind<College> COLLEGE = RowKind.of("college", "colleges.csv", "学院.csv", Registry::colleges)
            .key("id", "学院编号", Cell.TEXT, College::id)
            .must("name", "名称", Cell.TEXT, College::name)
            .make(v -> new College(v.get("id"), v.get("name")));

    static final RowKind<Office> OFFICE = RowKind.of("office", "offices.csv", "教研室.csv", Registry::offices)
            .key("id", "教研室编号", Cell.TEXT, Office::id)
            .must("name", "名称", Cell.TEXT, Office::name)
            .must("college", "学院编号", Cell.TEXT, Office::college)
            .make(v -> new Office(v.get("id"), v.get("name"), v.get("college")));

    static final RowKind<Program> PROGRAM = RowKind.of("program", "programs.csv", "专业.csv", Registry::programs)
            .key("id", "专业编号", Cell.TEXT, Program::id)
            .must("name", "名称", Cell.TEXT, Program::name)
            .must("college", "学院编号", Cell.TEXT, Program::college)
            .make(v -> new Program(v.get("id"), v.get("name"), v.get("college")));

    static final RowKind<AdministrativeClass> CLASS = RowKind.of("class", "classes.csv", "行政班.csv", Registry::classes)
            .key("id", "班级编号", Cell.TEXT, AdministrativeClass::id)
            .must("name", "名称", Cell.TEXT, AdministrativeClass::name)
            .must("program", "专业编号", Cell.TEXT, AdministrativeClass::program)
            .must("grade", "年级", Cell.INT, AdministrativeClass::grade)
            .may("campus", "校区编号", Cell.TEXT, AdministrativeClass::campus)
            .make(v -> new AdministrativeClass(
                    v.get("id"), v.get("name"), v.get("program"), v.get("grade"), v.get("campus")));

    static final RowKind<Student> STUDENT = RowKind.of("student", "students.csv", "学生.csv", Registry::students)
            .key("id", "学号", Cell.TEXT, Student::id)
            .must("name", "姓名", Cell.TEXT, Student::name)
            .may("bornOn", "出生日期", Cell.DATE, Student::bornOn)
            .make(v -> new Student(v.get("id"), v.get("name"), v.get("bornOn")));

    static final RowKind<ClassMembership> MEMBERSHIP = RowKind.of(
                    "membership", "memberships.csv", "班级成员.csv", Registry::memberships)
            .key("student", "学号", Cell.TEXT, ClassMembership::student)
            .must("class", "班级编号", Cell.TEXT, ClassMembership::classId)
            .span(ClassMembership::valid)
            .make(v -> new ClassMembership(v.get("student"), v.get("class"), v.span()));

    static final RowKind<StudentStatus> STATUS = RowKind.of("status", "statuses.csv", "学籍状态.csv", Registry::statuses)
            .key("student", "学号", Cell.TEXT, StudentStatus::student)
            .key(
                    "kind",
                    "状态",
                    Cell.oneOf(
                            StudentStatus.Kind.class,
                            Map.of(
                                    StudentStatus.Kind.SUSPENDED, "休学",
                                    StudentStatus.Kind.MILITARY, "参军",
                                    StudentStatus.Kind.INTERNSHIP, "岗位实习",
                                    StudentStatus.Kind.LEFT, "离校")),
                    StudentStatus::kind)
            .span(StudentStatus::valid)
            .make(v -> new StudentStatus(v.get("student"), v.get("kind"), v.span()));

    static final RowKind<Teacher> TEACHER = RowKind.of("teacher", "teachers.csv", "教师.csv", Registry::teachers)
            .key("id", "工号", Cell.TEXT, Teacher::id)
            .must("name", "姓名", Cell.TEXT, Teacher::name)
            .may("office", "教研室编号", Cell.TEXT, Teacher::office)
            .may("email", "邮箱", Cell.TEXT, Teacher::email)
            .make(v -> new Teacher(v.get("id"), v.get("name"), v.get("office"), v.get("email")));

    static final RowKind<PostHolder> POST = RowKind.of("post", "posts.csv", "岗位.csv", Registry::posts)
            .key("teacher", "工号", Cell.TEXT, PostHolder::teacher)
            .key(
                    "post",
                    "岗位",
                    Cell.oneOf(
                            Post.class,
                            Map.of(
                                    Post.COUNSELOR, "辅导员",
                                    Post.CLASS_TEACHER, "班主任",
                                    Post.OFFICE_HEAD, "教研室主任",
                                    Post.PROGRAM_HEAD, "专业带头人",
                                    Post.COLLEGE_HEAD, "院长",
                                    Post.STUDENT_AFFAIRS, "学工副书记",
                                    Post.SUPERVISOR, "督导")),
                    PostHolder::post)
            .keyIfAny("unit", "单位编号", Cell.TEXT, PostHolder::unit)
            .span(PostHolder::valid)
            .make(v -> new PostHolder(v.get("teacher"), v.get("post"), v.get("unit"), v.span()));
}
