package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Facts that are no attendance as bytes, each beside how it is read again. */
final class PackedObservations {

    private static final Status[] STATUSES = Status.values();
    private static final LeaveSlip.State[] SLIP_STATES = LeaveSlip.State.values();
    private static final LessonCheck.State[] CHECK_STATES = LessonCheck.State.values();
    private static final CourseResult.Outcome[] OUTCOMES = CourseResult.Outcome.values();

    private PackedObservations() {}

    static void write(PackedOut out, LeaveSlip slip) throws IOException {
        out.text(slip.student());
        out.text(slip.slip());
        out.choice(slip.kind());
        out.instant(slip.from());
        out.instant(slip.to());
        out.choice(slip.state());
        out.instant(slip.recordedAt());
    }

    static LeaveSlip slip(PackedIn in) throws IOException {
        return new LeaveSlip(
                in.text(),
                in.text(),
                in.choice(STATUSES),
                in.instant(),
                in.instant(),
                in.choice(SLIP_STATES),
                in.instant());
    }

    static void write(PackedOut out, LessonCheck check) throws IOException {
        out.text(check.student());
        out.text(check.session() == null ? null : check.session().toString());
        out.text(check.offering());
        out.signed(check.check());
        out.choice(check.state());
        out.decimal(check.score());
        out.decimal(check.max());
        out.day(check.dueOn());
        out.instant(check.submittedAt());
        out.bool(check.points() != null);
        if (check.points() != null) {
            out.all(check.points(), point -> {
                out.text(point.point());
                out.decimal(point.score());
                out.decimal(point.max());
            });
        }
        out.instant(check.recordedAt());
    }

    static LessonCheck check(PackedIn in) throws IOException {
        String student = in.text();
        String session = in.text();
        return new LessonCheck(
                student,
                session == null ? null : SessionId.of(session),
                in.text(),
                (int) in.signed(),
                in.choice(CHECK_STATES),
                in.decimal(),
                in.decimal(),
                in.day(),
                in.instant(),
                in.bool() ? in.all(() -> new LessonCheck.Point(in.text(), in.decimal(), in.decimal())) : null,
                in.instant());
    }

    static void write(PackedOut out, LearningEvaluation evaluation) throws IOException {
        out.text(evaluation.teacher());
        out.text(evaluation.offering());
        out.text(evaluation.month());
        out.text(evaluation.classId());
        out.text(evaluation.student());
        out.number(evaluation.items().size());
        for (Map.Entry<String, BigDecimal> item : new TreeMap<>(evaluation.items()).entrySet()) {
            out.text(item.getKey());
            out.decimal(item.getValue());
        }
        out.instant(evaluation.recordedAt());
    }

    static LearningEvaluation evaluation(PackedIn in) throws IOException {
        return new LearningEvaluation(in.text(), in.text(), in.text(), in.text(), in.text(), items(in), in.instant());
    }

    private static Map<String, BigDecimal> items(PackedIn in) throws IOException {
        Map<String, BigDecimal> items = new LinkedHashMap<>();
        for (int left = in.int4(); left > 0; left--) {
            items.put(in.text(), in.decimal());
        }
        return items;
    }

    static void write(PackedOut out, ReportedValue value) throws IOException {
        out.text(value.indicator());
        out.text(value.unit());
        out.text(value.period());
        out.decimal(value.value());
        out.instant(value.recordedAt());
    }

    static ReportedValue value(PackedIn in) throws IOException {
        return new ReportedValue(in.text(), in.text(), in.text(), in.decimal(), in.instant());
    }

    static void write(PackedOut out, CourseResult result) throws IOException {
        out.text(result.student());
        out.text(result.offering());
        out.decimal(result.score());
        out.choice(result.outcome());
        out.decimal(result.credits());
        out.instant(result.recordedAt());
    }

    static CourseResult result(PackedIn in) throws IOException {
        return new CourseResult(in.text(), in.text(), in.decimal(), in.choice(OUTCOMES), in.decimal(), in.instant());
    }

    static void write(PackedOut out, TeacherAttendance said) throws IOException {
        out.text(said.session().toString());
        out.text(said.teacher());
        out.choice(said.status());
        out.bool(said.missedPeriods() != null);
        if (said.missedPeriods() != null) {
            out.signed(said.missedPeriods());
        }
        out.signed(said.minutesLate());
        out.instant(said.recordedAt());
    }

    static TeacherAttendance teaching(PackedIn in) throws IOException {
        return new TeacherAttendance(
                SessionId.of(in.text()),
                in.text(),
                in.choice(STATUSES),
                in.bool() ? (int) in.signed() : null,
                (int) in.signed(),
                in.instant());
    }

    static void write(PackedOut out, BallotSummary said) throws IOException {
        out.text(said.offering());
        out.text(said.teacher());
        out.day(said.closesOn());
        out.number(said.invited());
        out.number(said.answered());
        out.decimal(said.mean());
        out.instant(said.recordedAt());
    }

    static BallotSummary ballots(PackedIn in) throws IOException {
        return new BallotSummary(in.text(), in.text(), in.day(), in.int4(), in.int4(), in.decimal(), in.instant());
    }

    static void write(PackedOut out, Attribution at) throws IOException {
        out.text(at.classId());
        out.text(at.roll());
        out.text(at.program());
        out.text(at.college());
        out.text(at.teacher());
        out.text(at.offering());
        out.day(at.heldOn());
        out.signed(at.firstPeriod());
        out.instant(at.startsAt());
        out.instant(at.endsAt());
    }

    static Attribution attribution(PackedIn in) throws IOException {
        return new Attribution(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.day(),
                (int) in.signed(),
                in.instant(),
                in.instant());
    }
}
