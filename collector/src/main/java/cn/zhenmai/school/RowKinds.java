package cn.zhenmai.school;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Bell;
import cn.zhenmai.school.Registry.Campus;
import cn.zhenmai.school.Registry.ChangeOrder;
import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.Registry.Course;
import cn.zhenmai.school.Registry.DayOff;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.Registry.LeavePolicy;
import cn.zhenmai.school.Registry.MakeUpDay;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.Registry.PostHolder;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Program;
import cn.zhenmai.school.Registry.RollCallDeadline;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.Student;
import cn.zhenmai.school.Registry.StudentStatus;
import cn.zhenmai.school.Registry.Teacher;
import cn.zhenmai.school.Registry.Term;
import java.util.List;
import java.util.Map;

/** The registry's tables, in the order of {@link Registry}'s components. */
final class RowKinds {

    private RowKinds() {}

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

    static final RowKind<Course> COURSE = RowKind.of("course", "courses.csv", "课程.csv", Registry::courses)
            .key("id", "课程编号", Cell.TEXT, Course::id)
            .must("name", "名称", Cell.TEXT, Course::name)
            .may("office", "教研室编号", Cell.TEXT, Course::office)
            .make(v -> new Course(v.get("id"), v.get("name"), v.get("office")));

    static final RowKind<Offering> OFFERING = RowKind.of("offering", "offerings.csv", "开课.csv", Registry::offerings)
            .key("id", "开课编号", Cell.TEXT, Offering::id)
            .must("course", "课程编号", Cell.TEXT, Offering::course)
            .must("term", "学期", Cell.TEXT, Offering::term)
            .may("classes", "班级编号", Cell.SET, Offering::classes)
            .may("teachers", "工号", Cell.LIST, Offering::teachers)
            .may("plannedPeriods", "计划学时", Cell.INT, Offering::plannedPeriods)
            .make(v -> new Offering(
                    v.get("id"),
                    v.get("course"),
                    v.get("term"),
                    v.get("classes"),
                    v.get("teachers"),
                    v.get("plannedPeriods")));

    static final RowKind<Group> GROUP = RowKind.of("group", "groups.csv", "集体活动.csv", Registry::groups)
            .key("id", "活动编号", Cell.TEXT, Group::id)
            .must("name", "名称", Cell.TEXT, Group::name)
            .must(
                    "kind",
                    "类型",
                    Cell.oneOf(
                            Session.Kind.class,
                            Map.of(
                                    Session.Kind.LESSON, "上课",
                                    Session.Kind.PRACTICE_DAY, "实践日",
                                    Session.Kind.INTERNSHIP_DAY, "实习日",
                                    Session.Kind.EVENING_STUDY, "晚自习",
                                    Session.Kind.MORNING_EXERCISE, "早操",
                                    Session.Kind.ASSEMBLY, "集会",
                                    Session.Kind.DORM_CHECK, "查寝")),
                    Group::kind)
            .may("classes", "班级编号", Cell.SET, Group::classes)
            .make(v -> new Group(v.get("id"), v.get("name"), v.get("kind"), v.get("classes")));

    static final RowKind<EnrolmentException> ENROLMENT = RowKind.of(
                    "enrolment", "enrolments.csv", "修读.csv", Registry::enrolments)
            .key("student", "学号", Cell.TEXT, EnrolmentException::student)
            .key("offering", "开课编号", Cell.TEXT, EnrolmentException::offering)
            .must(
                    "kind",
                    "修读方式",
                    Cell.oneOf(
                            EnrolmentKind.class,
                            Map.of(
                                    EnrolmentKind.NORMAL, "正常",
                                    EnrolmentKind.REPEATING, "跟班重修",
                                    EnrolmentKind.WAIVED, "免听",
                                    EnrolmentKind.SELF_STUDY, "自修",
                                    EnrolmentKind.REMOVED, "退出")),
                    EnrolmentException::kind)
            .may("roll", "点名班级", Cell.TEXT, EnrolmentException::roll)
            .span(EnrolmentException::valid)
            .make(v -> new EnrolmentException(
                    v.get("student"), v.get("offering"), v.get("kind"), v.get("roll"), v.span()));

    static final RowKind<Term> TERM = RowKind.of("term", "terms.csv", "学期.csv", Registry::terms)
            .key("id", "学期", Cell.TEXT, Term::id)
            .must("name", "名称", Cell.TEXT, Term::name)
            .keyIfAny("grade", "年级", Cell.INT, Term::grade)
            .must("firstMonday", "第一周周一", Cell.DATE, Term::firstMonday)
            .must("weeks", "周数", Cell.INT, Term::weeks)
            .make(v -> new Term(v.get("id"), v.get("name"), v.get("grade"), v.get("firstMonday"), v.get("weeks")));

    static final RowKind<Month> MONTH = RowKind.of("month", "months.csv", "教学月.csv", Registry::months)
            .key("label", "月份", Cell.TEXT, Month::label)
            .must("term", "学期", Cell.TEXT, Month::term)
            .must("fromWeek", "起始周", Cell.INT, Month::fromWeek)
            .must("toWeek", "终止周", Cell.INT, Month::toWeek)
            .make(v -> new Month(v.get("label"), v.get("term"), v.get("fromWeek"), v.get("toWeek")));

    static final RowKind<Bell> BELL = RowKind.of("bell", "bells.csv", "作息时间.csv", Registry::bells)
            .keyIfAny("campus", "校区编号", Cell.TEXT, Bell::campus)
            .key("period", "节次", Cell.INT, Bell::period)
            .span(Bell::valid)
            .must("startsAt", "上课时间", Cell.TIME_OF_DAY, Bell::startsAt)
            .must("endsAt", "下课时间", Cell.TIME_OF_DAY, Bell::endsAt)
            .make(v -> new Bell(v.get("campus"), v.span(), v.get("period"), v.get("startsAt"), v.get("endsAt")));

    static final RowKind<DayOff> DAY_OFF = RowKind.of("dayOff", "days-off.csv", "放假.csv", Registry::daysOff)
            .key("date", "日期", Cell.DATE, DayOff::date)
            .may("name", "名称", Cell.TEXT, DayOff::name)
            .keyIfAny("campus", "校区编号", Cell.TEXT, DayOff::campus)
            .make(v -> new DayOff(v.get("date"), v.get("name"), v.get("campus")));

    static final RowKind<MakeUpDay> MAKE_UP_DAY = RowKind.of(
                    "makeUpDay", "make-up-days.csv", "调休补课.csv", Registry::makeUpDays)
            .key("date", "日期", Cell.DATE, MakeUpDay::date)
            .must("carries", "上哪天的课", Cell.DATE, MakeUpDay::carries)
            .keyIfAny("campus", "校区编号", Cell.TEXT, MakeUpDay::campus)
            .keyIfAny("grade", "年级", Cell.INT, MakeUpDay::grade)
            .make(v -> new MakeUpDay(v.get("date"), v.get("carries"), v.get("campus"), v.get("grade")));

    static final RowKind<PracticeWeek> PRACTICE_WEEK = RowKind.of(
                    "practiceWeek", "practice-weeks.csv", "实践周.csv", Registry::practiceWeeks)
            .key("class", "班级编号", Cell.TEXT, PracticeWeek::classId)
            .key("term", "学期", Cell.TEXT, PracticeWeek::term)
            .key("week", "周次", Cell.INT, PracticeWeek::week)
            .must("offering", "开课编号", Cell.TEXT, PracticeWeek::offering)
            .must("periodsPerDay", "每日学时", Cell.INT, PracticeWeek::periodsPerDay)
            .make(v -> new PracticeWeek(
                    v.get("class"), v.get("term"), v.get("week"), v.get("offering"), v.get("periodsPerDay")));

    static final RowKind<Slot> SLOT = RowKind.of("slot", "timetable.csv", "课表.csv", Registry::slots)
            .key("owner", "开课编号", Cell.TEXT, Slot::owner)
            .key("weekday", "星期", Cell.WEEKDAY, Slot::weekday)
            .key("firstPeriod", "起始节次", Cell.INT, Slot::firstPeriod)
            .must("periods", "节数", Cell.INT, Slot::periods)
            .key("weeks", "周次", Cell.WEEKS, Slot::weeks)
            .may("teachers", "工号", Cell.LIST, Slot::teachers)
            .may("campus", "校区编号", Cell.TEXT, Slot::campus)
            .may("room", "教室", Cell.TEXT, Slot::room)
            .keyIfAny("term", "学期", Cell.TEXT, Slot::term)
            .make(v -> new Slot(
                    v.get("owner"),
                    v.get("weekday"),
                    v.get("firstPeriod"),
                    v.get("periods"),
                    v.get("weeks"),
                    v.get("teachers"),
                    v.get("campus"),
                    v.get("room"),
                    v.get("term")));

    static final RowKind<ChangeOrder> CHANGE_ORDER = RowKind.of(
                    "changeOrder", "change-orders.csv", "调课单.csv", Registry::changeOrders)
            .key("id", "调课单号", Cell.TEXT, ChangeOrder::id)
            .must("session", "课次", Cell.TEXT, ChangeOrder::session)
            .must(
                    "kind",
                    "类型",
                    Cell.oneOf(
                            ChangeOrder.Kind.class,
                            Map.of(
                                    ChangeOrder.Kind.CANCEL, "停课",
                                    ChangeOrder.Kind.MOVE, "调课",
                                    ChangeOrder.Kind.SUBSTITUTE, "代课")),
                    ChangeOrder::kind)
            .may("newDate", "新日期", Cell.DATE, ChangeOrder::newDate)
            .may("newFirstPeriod", "新起始节次", Cell.INT, ChangeOrder::newFirstPeriod)
            .may("newTeacher", "代课教师工号", Cell.TEXT, ChangeOrder::newTeacher)
            .may("newRoom", "新教室", Cell.TEXT, ChangeOrder::newRoom)
            .may("reason", "原因", Cell.TEXT, ChangeOrder::reason)
            .make(v -> new ChangeOrder(
                    v.get("id"),
                    v.get("session"),
                    v.get("kind"),
                    v.get("newDate"),
                    v.get("newFirstPeriod"),
                    v.get("newTeacher"),
                    v.get("newRoom"),
                    v.get("reason")));

    static final RowKind<RollCallDeadline> DEADLINE = RowKind.of(
                    "deadline", "roll-call-deadlines.csv", "点名时限.csv", Registry::deadlines)
            .keyIfAny("college", "学院编号", Cell.TEXT, RollCallDeadline::college)
            .may("minutes", "上课后分钟", Cell.INT, RollCallDeadline::minutes)
            .may("dayEnd", "当日时限", Cell.TIME_OF_DAY, RollCallDeadline::dayEnd)
            .make(v -> new RollCallDeadline(v.get("college"), v.get("minutes"), v.get("dayEnd")));

    static final RowKind<Indicator> INDICATOR = RowKind.of(
                    "indicator", "indicators.csv", "状态数据指标.csv", Registry::indicators)
            .key("id", "指标编号", Cell.TEXT, Indicator::id)
            .must("name", "名称", Cell.TEXT, Indicator::name)
            .may("nameEn", "英文名称", Cell.TEXT, Indicator::nameEn)
            .may("measure", "计量单位", Cell.TEXT, Indicator::measure)
            .must(
                    "level",
                    "层面",
                    Cell.oneOf(
                            Indicator.Level.class,
                            Map.of(
                                    Indicator.Level.SCHOOL, "学校",
                                    Indicator.Level.COLLEGE, "学院",
                                    Indicator.Level.PROGRAM, "专业",
                                    Indicator.Level.COURSE, "课程",
                                    Indicator.Level.TEACHER, "教师")),
                    Indicator::level)
            .make(v -> new Indicator(v.get("id"), v.get("name"), v.get("nameEn"), v.get("measure"), v.get("level")));

    static final RowKind<LeavePolicy> LEAVE_POLICY = RowKind.of(
                    "leavePolicy", "leave-policies.csv", "请假口径.csv", Registry::leavePolicies)
            .must(
                    "officialLeave",
                    "公假是否应到",
                    Cell.oneOf(
                            LeavePolicy.OfficialLeave.class,
                            Map.of(
                                    LeavePolicy.OfficialLeave.EXPECTED, "应到",
                                    LeavePolicy.OfficialLeave.NOT_EXPECTED, "不应到")),
                    LeavePolicy::officialLeave)
            .span(LeavePolicy::valid)
            .make(v -> new LeavePolicy(v.get("officialLeave"), v.span()));

    static final List<RowKind<?>> ALL = List.of(
            CAMPUS,
            COLLEGE,
            OFFICE,
            PROGRAM,
            CLASS,
            STUDENT,
            MEMBERSHIP,
            STATUS,
            TEACHER,
            POST,
            COURSE,
            OFFERING,
            GROUP,
            ENROLMENT,
            TERM,
            MONTH,
            BELL,
            DAY_OFF,
            MAKE_UP_DAY,
            PRACTICE_WEEK,
            SLOT,
            CHANGE_ORDER,
            DEADLINE,
            INDICATOR,
            LEAVE_POLICY);

    /** Rows by kind, as {@link RowKind#make} made them. */
    static Registry registry(Map<RowKind<?>, List<?>> rows) {
        return new Registry(
                list(rows, CAMPUS),
                list(rows, COLLEGE),
                list(rows, OFFICE),
                list(rows, PROGRAM),
                list(rows, CLASS),
                list(rows, STUDENT),
                list(rows, MEMBERSHIP),
                list(rows, STATUS),
                list(rows, TEACHER),
                list(rows, POST),
                list(rows, COURSE),
                list(rows, OFFERING),
                list(rows, GROUP),
                list(rows, ENROLMENT),
                list(rows, TERM),
                list(rows, MONTH),
                list(rows, BELL),
                list(rows, DAY_OFF),
                list(rows, MAKE_UP_DAY),
                list(rows, PRACTICE_WEEK),
                list(rows, SLOT),
                list(rows, CHANGE_ORDER),
                list(rows, DEADLINE),
                list(rows, INDICATOR),
                list(rows, LEAVE_POLICY));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<RowKind<?>, List<?>> rows, RowKind<T> kind) {
        return (List<T>) rows.getOrDefault(kind, List.of());
    }
}
