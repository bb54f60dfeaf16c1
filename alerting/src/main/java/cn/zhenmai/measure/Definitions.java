package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfBallots;
import cn.zhenmai.measure.Amount.OfCheck;
import cn.zhenmai.measure.Amount.OfEvaluation;
import cn.zhenmai.measure.Amount.OfResult;
import cn.zhenmai.measure.Amount.OfRoll;
import cn.zhenmai.measure.Amount.OfTeacher;
import cn.zhenmai.measure.Measure.Form;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The measures that are sums of observations, by id. Measures with an order of their own (in a row, missed share…) are classes. */
public final class Definitions {

    private static final Set<Kind> UNITS =
            EnumSet.of(Kind.CLASS, Kind.PROGRAM, Kind.COLLEGE, Kind.SCHOOL, Kind.OFFERING, Kind.TEACHER);
    private static final Set<Kind> ALL_LEVELS = with(UNITS, Kind.STUDENT, Kind.ENROLMENT);
    private static final Set<Kind> CHECK_LEVELS = with(UNITS, Kind.STUDENT);
    private static final Set<Kind> TAUGHT = EnumSet.of(Kind.TEACHER, Kind.OFFERING, Kind.COLLEGE, Kind.SCHOOL);
    private static final Set<Status> PRESENT = EnumSet.of(Status.PRESENT, Status.LATE, Status.EARLY);
    private static final Set<Status> EXPECTED =
            EnumSet.of(Status.PRESENT, Status.LATE, Status.EARLY, Status.ABSENT, Status.SICK, Status.PERSONAL);
    private static final Set<Status> LEAVE = EnumSet.of(Status.SICK, Status.PERSONAL, Status.OFFICIAL);
    /** Sums of points are kept in this fraction, so that decimals add up exactly. */
    private static final long FRACTION = 10_000;

    private static final String OF_ALERTS =
            "由处理记录汇总（/api/v1/alert-responses），不由规则判定／summed up from what people did (/api/v1/alert-responses), not judged by rules";

    private static final List<Definition> ALL = List.of(
            rate("attendance-rate", "到课率", "attendance rate", times(PRESENT), times(EXPECTED), "人次", ALL_LEVELS),
            rate(
                    "attended-periods-rate",
                    "出勤率",
                    "attendance by periods",
                    new Amount.AttendedPeriods(),
                    new Amount.Periods(EXPECTED),
                    "学时",
                    ALL_LEVELS),
            count("absent-times", "旷课次数", "times absent", times(EnumSet.of(Status.ABSENT)), "次", ALL_LEVELS),
            rate(
                    "absent-rate",
                    "旷课率",
                    "absence rate",
                    times(EnumSet.of(Status.ABSENT)),
                    times(EXPECTED),
                    "人次",
                    ALL_LEVELS),
            count(
                    "missed-periods",
                    "旷课学时（不折算）",
                    "absent periods, not converted",
                    new Amount.MissedPeriods(),
                    "学时",
                    ALL_LEVELS),
            rate(
                    "missed-rate",
                    "缺课率（含请假）",
                    "missed rate, leave included",
                    times(EnumSet.of(Status.ABSENT, Status.SICK, Status.PERSONAL)),
                    times(EXPECTED),
                    "人次",
                    ALL_LEVELS),
            count(
                    "late-times",
                    "迟到早退次数",
                    "times late or early",
                    times(EnumSet.of(Status.LATE, Status.EARLY)),
                    "次",
                    ALL_LEVELS),
            rate(
                    "late-rate",
                    "迟到率",
                    "lateness rate",
                    times(EnumSet.of(Status.LATE)),
                    times(EXPECTED),
                    "人次",
                    ALL_LEVELS),
            count("late-minutes", "迟到早退分钟", "minutes late or early", new Amount.LateMinutes(), "分钟", ALL_LEVELS),
            count("leave-times", "请假次数", "sessions on leave", times(LEAVE), "次", ALL_LEVELS),
            rate("roll-coverage", "点名覆盖率", "roll-call coverage", OfRoll.CALLED, OfRoll.HELD, "次", UNITS),
            rate("roll-promptness", "点名及时率", "roll-call promptness", OfRoll.PROMPT, OfRoll.CALLED, "次", UNITS),
            rate("check-coverage", "检测覆盖率", "check coverage", OfCheck.TAKEN, OfCheck.DUE, "人次", CHECK_LEVELS),
            new Definition(
                    "check-score-rate",
                    1,
                    "检测得分率",
                    "check score rate",
                    OfCheck.SCORE,
                    OfCheck.MAX_SCORE,
                    Form.RATE,
                    "分",
                    FRACTION,
                    1,
                    CHECK_LEVELS,
                    null),
            rate("check-pass-rate", "检测合格率", "check pass rate", OfCheck.PASSED, OfCheck.MARKED, "人次", CHECK_LEVELS),
            new Definition(
                    "learning-evaluation",
                    1,
                    "评学均分",
                    "evaluation of learning",
                    OfEvaluation.SCORE,
                    OfEvaluation.ITEMS,
                    Form.MEAN,
                    "分",
                    FRACTION,
                    1,
                    UNITS,
                    null),
            new Definition(
                    "teaching-evaluation",
                    1,
                    "评教均分",
                    "evaluation of teaching",
                    OfBallots.SCORE,
                    OfBallots.SCORED,
                    Form.MEAN,
                    "分",
                    FRACTION,
                    1,
                    TAUGHT,
                    null),
            rate(
                    "ballot-participation",
                    "评教参评率",
                    "participation in the evaluation of teaching",
                    OfBallots.ANSWERED,
                    OfBallots.INVITED,
                    "人次",
                    TAUGHT),
            rate("course-pass-rate", "课程及格率", "course pass rate", OfResult.PASSED, OfResult.GIVEN, "人次", CHECK_LEVELS),
            count(
                    "teacher-late",
                    "教师迟到早退次数（疑似）",
                    "times a teacher was late or left early (suspected)",
                    OfTeacher.LATE,
                    "次",
                    TAUGHT),
            count(
                    "teacher-absent-periods",
                    "教师缺课学时（疑似）",
                    "periods without the teacher (suspected)",
                    OfTeacher.ABSENT_PERIODS,
                    "学时",
                    TAUGHT),
            missing("task-on-time-rate", "任务按期率", "tasks on time", Form.RATE, "尚无任务数据／no tasks yet"),
            missing(
                    "improvement-on-time-rate",
                    "诊改按期率",
                    "improvements on time",
                    Form.RATE,
                    "尚无诊改周期数据／no cycles of improvement yet"),
            missing("alert-response-time", "预警响应时长", "time to answer an alert", Form.MEAN, OF_ALERTS),
            missing("alert-recurrence", "复发率", "recurrence of alerts", Form.RATE, OF_ALERTS),
            missing(
                    "alert-precision",
                    "预警命中率",
                    "precision of alerts",
                    Form.RATE,
                    "须对照结果，见试运行的 precision／needs outcomes: see the precision of a back-test"));

    private Definitions() {}

    public static List<Definition> all() {
        return ALL;
    }

    public static Optional<Definition> find(String id) {
        return ALL.stream().filter(definition -> definition.id().equals(id)).findFirst();
    }

    private static Amount times(Set<Status> statuses) {
        return new Amount.Times(statuses);
    }

    private static Definition rate(
            String id, String zh, String en, Amount numerator, Amount denominator, String unit, Set<Kind> levels) {
        return new Definition(id, 1, zh, en, numerator, denominator, Form.RATE, unit, 1, 1, levels, null);
    }

    private static Definition count(String id, String zh, String en, Amount numerator, String unit, Set<Kind> levels) {
        return new Definition(id, 1, zh, en, numerator, null, Form.COUNT, unit, 1, 0, levels, null);
    }

    private static Definition missing(String id, String zh, String en, Form form, String why) {
        return new Definition(id, 1, zh, en, null, null, form, "", 1, 0, Set.of(), why);
    }

    private static Set<Kind> with(Set<Kind> kinds, Kind... more) {
        Set<Kind> all = EnumSet.copyOf(kinds);
        all.addAll(List.of(more));
        return all;
    }
}
