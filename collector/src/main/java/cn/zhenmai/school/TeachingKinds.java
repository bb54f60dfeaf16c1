package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ChangeOrder;
import cn.zhenmai.school.Registry.Course;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.RollCallDeadline;
import cn.zhenmai.school.Registry.Slot;
import java.util.Map;

/** The registry's tables of what is taught, to whom and when. */
final class TeachingKinds {

    private TeachingKinds() {}

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
}
