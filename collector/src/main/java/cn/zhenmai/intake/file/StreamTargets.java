package cn.zhenmai.intake.file;

import static cn.zhenmai.intake.file.Column.may;
import static cn.zhenmai.intake.file.Column.must;

import java.util.List;

/** The types of observations as columns. Ballots are not among them: a file of who answered what is what they exist to avoid. */
final class StreamTargets {

    private static final Column STUDENT = must("student", "学号", "学生学号");
    private static final Column RECORDED = may("recordedAt", "记录时间", "登记时间", "打卡时间");
    private static final Column SESSION = may("session", "课次", "课次编号");
    private static final Column OFFERING = may("offering", "开课编号", "教学班", "选课课号", "教学班号");
    private static final Column GROUP = may("group", "活动编号", "集体活动");
    private static final Column DATE = may("date", "日期", "上课日期", "考勤日期");
    private static final Column PERIOD = may("firstPeriod", "起始节次", "节次", "上课节次");

    static final List<Target> ALL = List.of(
            of(
                    "attendance",
                    "考勤",
                    STUDENT,
                    SESSION,
                    OFFERING,
                    GROUP,
                    DATE,
                    PERIOD,
                    must("status", "状态", "考勤状态", "出勤情况", "考勤结果"),
                    may("missedPeriods", "缺课节数", "旷课节数"),
                    may("minutesLate", "迟到分钟", "分钟", "迟到早退分钟"),
                    RECORDED),
            of(
                    "roll-call",
                    "点名",
                    SESSION,
                    OFFERING,
                    GROUP,
                    DATE,
                    PERIOD,
                    must("class", "班级编号", "班级", "行政班"),
                    may("recorder", "点名人", "记录人"),
                    may("mode", "方式", "点名方式"),
                    RECORDED),
            of(
                    "leave-slip",
                    "请假条",
                    STUDENT,
                    must("slip", "请假条号", "假条编号", "请假单号"),
                    must("kind", "请假类型", "类型", "假别"),
                    must("from", "开始时间", "起始时间", "请假开始时间"),
                    must("to", "结束时间", "终止时间", "请假结束时间"),
                    must("state", "状态", "审批状态"),
                    RECORDED),
            of(
                    "lesson-check",
                    "每课检测",
                    STUDENT,
                    SESSION,
                    OFFERING,
                    GROUP,
                    DATE,
                    PERIOD,
                    must("check", "检测序号", "序次", "第几次"),
                    may("state", "参加情况", "状态"),
                    may("score", "得分", "成绩", "分数"),
                    may("max", "满分", "总分"),
                    may("dueOn", "截止日期"),
                    may("submittedAt", "提交时间"),
                    RECORDED),
            of(
                    "reported-value",
                    "状态数据",
                    must("indicator", "指标", "指标编号", "指标名称"),
                    may("unit", "单位编号", "单位", "部门"),
                    must("period", "期间", "学年", "年度"),
                    must("value", "数值", "值"),
                    RECORDED),
            of(
                    "course-result",
                    "课程成绩",
                    STUDENT,
                    must("offering", "开课编号", "教学班", "选课课号", "教学班号"),
                    may("score", "成绩", "总评成绩", "总成绩", "分数"),
                    may("outcome", "结果", "是否及格"),
                    may("credits", "学分", "课程学分"),
                    RECORDED),
            of(
                    "teacher-attendance",
                    "教师到课",
                    must("teacher", "工号", "教师", "教师工号", "职工号"),
                    SESSION,
                    OFFERING,
                    GROUP,
                    DATE,
                    PERIOD,
                    must("status", "状态", "到课情况", "考勤结果"),
                    may("missedPeriods", "缺课节数"),
                    may("minutesLate", "迟到分钟", "分钟", "迟到早退分钟"),
                    RECORDED),
            of(
                    "ballot-summary",
                    "评教汇总",
                    must("teacher", "工号", "教师", "教师工号", "职工号"),
                    must("offering", "开课编号", "教学班", "选课课号", "教学班号"),
                    must("closesOn", "截止日期", "结束日期", "评教截止"),
                    must("invited", "应参评人数", "应评人数", "应参评"),
                    must("answered", "参评人数", "实参评人数", "实评人数"),
                    may("mean", "均分", "平均分", "评教均分"),
                    RECORDED),
            new Target(
                    "learning-evaluation",
                    "教师评学",
                    Target.Kind.STREAM,
                    List.of(
                            must("teacher", "工号", "教师", "教师工号", "职工号"),
                            must("offering", "开课编号", "教学班", "选课课号"),
                            must("month", "月份"),
                            may("class", "班级编号", "班级", "行政班"),
                            may("student", "学号"),
                            RECORDED),
                    true));

    private StreamTargets() {}

    private static Target of(String id, String zh, Column... columns) {
        return new Target(id, zh, Target.Kind.STREAM, List.of(columns), false);
    }
}
