package cn.zhenmai.rule;

import cn.zhenmai.measure.AbsentPeriods;
import cn.zhenmai.measure.BestShare;
import cn.zhenmai.measure.CheckPassRate;
import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.measure.Comparison;
import cn.zhenmai.measure.DayWithoutPresence;
import cn.zhenmai.measure.DaysOf;
import cn.zhenmai.measure.DaysUntil;
import cn.zhenmai.measure.EvaluationOverdue;
import cn.zhenmai.measure.FailedCourses;
import cn.zhenmai.measure.LearningEvaluation;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedDaysInARow;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.MissedShare;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.OverdueChecks;
import cn.zhenmai.measure.SessionAttendance;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.measure.TeacherLapse;
import cn.zhenmai.measure.Threshold;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a measure with its switches. */
final class MeasureReader {

    private static final Threshold TENTH = new Threshold(1, 10);
    private static final Threshold SIXTY_PERCENT = new Threshold(3, 5);

    private MeasureReader() {}

    /** @param subject what the rule is about; null where that is not known */
    static Measure read(Fields fields, Subject.Kind subject) {
        Measure measure = fields.choose("kind", kinds(subject));
        fields.end();
        return measure;
    }

    private static Map<String, Function<Fields, Measure>> kinds(Subject.Kind subject) {
        Map<String, Function<Fields, Measure>> kinds = new TreeMap<>();
        kinds.put("absent-periods", MeasureReader::absentPeriods);
        kinds.put("missed-in-a-row", form -> new MissedInARow());
        kinds.put("missed-share", form -> new MissedShare(form.flag("leave-counts", false)));
        kinds.put("session-attendance", form -> new SessionAttendance());
        kinds.put("no-roll-call", form -> new NoRollCall());
        kinds.put(
                "class-absent",
                form -> new ClassAbsent(form.number("smallest", 5, 1), threshold(form, "reader-seen", TENTH)));
        kinds.put("day-without-presence", form -> new DayWithoutPresence());
        kinds.put(
                "check-pass-rate",
                form -> new CheckPassRate(threshold(form, "pass", SIXTY_PERCENT), form.number("checks", 3, 1)));
        kinds.put("learning-evaluation", form -> new LearningEvaluation());
        kinds.put("tally", form -> TalliedReader.read(form, subject));
        kinds.put("trend", form -> TalliedReader.trend(form, subject));
        kinds.put("points", form -> PointsReader.read(form, subject));
        kinds.put("missed-days-in-a-row", form -> new MissedDaysInARow());
        kinds.put("leave-days", form -> new DaysOf(EnumSet.of(Status.SICK, Status.PERSONAL, Status.OFFICIAL)));
        kinds.put("days-until", form -> new DaysUntil(absentPeriods(form), form.number("limit", 10, 1)));
        kinds.put("best-share", form -> new BestShare(form.flag("leave-counts", false)));
        kinds.put(
                "overdue-checks",
                form -> new OverdueChecks(form.number("first", 1, 1), form.number("grace-days", 0, 0)));
        kinds.put("evaluation-overdue", form -> new EvaluationOverdue(form.number("grace-days", 5, 0)));
        kinds.put("reported-value", form -> ReportedReader.latest(form, subject));
        kinds.put("failed-courses", form -> new FailedCourses(false));
        kinds.put("missing-credits", form -> new FailedCourses(true));
        kinds.put("teacher-late", form -> new TeacherLapse(TeacherLapse.What.MINUTES));
        kinds.put("teacher-absent", form -> new TeacherLapse(TeacherLapse.What.PERIODS));
        kinds.put("reported-in-a-row", form -> ReportedReader.inARow(form, subject));
        return kinds;
    }

    private static AbsentPeriods absentPeriods(Fields form) {
        return new AbsentPeriods(
                form.number("late-or-early-per-period", 3, 0),
                form.number("late-minutes-as-period", 0, 0),
                form.constants("leave-that-counts", Status.class),
                form.number("practice-day-periods", 0, 0));
    }

    /** Whether it has a course in event time, in which it can recover. */
    static boolean hasCourse(Measure measure) {
        return measure instanceof CheckPassRate || measure instanceof LearningEvaluation || isAbsolute(measure);
    }

    /** Whether it is known from when on each value was there, so that it can be said to last. */
    static boolean hasTimes(Measure measure) {
        return measure instanceof AbsentPeriods
                || measure instanceof MissedShare
                || measure instanceof BestShare
                || measure instanceof DaysOf
                || measure instanceof OverdueChecks
                || measure instanceof CheckPassRate
                || isAbsolute(measure);
    }

    private static boolean isAbsolute(Measure measure) {
        return measure instanceof Tallied tallied && tallied.comparison() instanceof Comparison.Absolute;
    }

    private static Threshold threshold(Fields fields, String field, Threshold otherwise) {
        Threshold read = fields.threshold(field, false);
        return read == null ? otherwise : read;
    }
}
