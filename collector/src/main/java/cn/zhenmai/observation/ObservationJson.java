package cn.zhenmai.observation;

import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The JSON of one observation, as the public API spells it; the store keeps quarantined rows and old versions in the same words. */
public final class ObservationJson {

    /** NaN is let through to the field, so that it costs one row and not the request. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(100_000)
                    .build())
            .build();

    /** What a row may be. */
    public static final List<String> TYPES = List.of(
            "attendance",
            "roll-call",
            "leave-slip",
            "lesson-check",
            "learning-evaluation",
            "teaching-evaluation",
            "reported-value",
            "course-result",
            "teacher-attendance",
            "ballot-summary");

    private static final Pattern MONTH = Pattern.compile("20\\d\\d-(0[1-9]|1[0-2])");
    private static final int MOST_PERIODS = 20;
    private static final int MOST_MINUTES = 600;
    private static final int MOST_VALUE = 999_999_999;
    private static final int MOST_BALLOTS = 100_000;
    private static final int FULL_SCORE = 100;
    private static final BigDecimal PASSING_SCORE = BigDecimal.valueOf(60);
    private static final int MOST_CREDITS = 100;
    private static final Set<Status> TEACHER_STATUSES =
            EnumSet.of(Status.PRESENT, Status.LATE, Status.EARLY, Status.ABSENT);

    private ObservationJson() {}

    /** Throws {@link InvalidFieldException} with the first thing that is wrong. */
    public static Observation observation(ObservationFields fields) {
        String type = fields.text("type");
        Observation read = switch (type) {
            case "attendance" -> attendance(fields);
            case "roll-call" -> rollCall(fields);
            case "leave-slip" -> leaveSlip(fields);
            case "lesson-check" -> lessonCheck(fields);
            case "learning-evaluation" -> learningEvaluation(fields);
            case "reported-value" -> reportedValue(fields);
            case "course-result" -> courseResult(fields);
            case "teacher-attendance" -> teacherAttendance(fields);
            case "ballot-summary" -> ballotSummary(fields);
            default -> throw new InvalidFieldException("type", "未知类型／unknown type");
        };
        fields.finish();
        return read;
    }

    /** As {@link #observation}, for type teaching-evaluation. */
    public static Ballot ballot(ObservationFields fields) {
        String type = fields.text("type");
        assert type.equals("teaching-evaluation");
        Ballot read = new Ballot(
                fields.text("ballot"), fields.text("offering"), fields.text("teacher"), fields.items("items"));
        fields.finish();
        return read;
    }

    private static Observation attendance(ObservationFields fields) {
        String student = fields.text("student");
        SessionId session = fields.session();
        Status status = fields.oneOf("status", Status.class);
        Integer missed = fields.optionalInteger("missedPeriods", 0, MOST_PERIODS);
        Integer minutes = fields.optionalInteger("minutesLate", 0, MOST_MINUTES);
        return new Observation.Attendance(
                student, session, status, missed, minutes == null ? 0 : minutes, fields.instant("recordedAt"));
    }

    private static Observation rollCall(ObservationFields fields) {
        return new Observation.RollCall(
                fields.session(),
                fields.text("class"),
                fields.optionalText("recorder"),
                fields.oneOf("mode", Observation.RollCall.Mode.class),
                fields.optionalText("reason"),
                fields.instant("recordedAt"));
    }

    private static Observation leaveSlip(ObservationFields fields) {
        String student = fields.text("student");
        String slip = fields.text("slip");
        Status kind = fields.oneOf("kind", Status.class);
        if (!kind.isLeave()) {
            throw new InvalidFieldException("kind", "须为 SICK、PERSONAL 或 OFFICIAL／must be SICK, PERSONAL or OFFICIAL");
        }
        Instant from = fields.instant("from");
        Instant to = fields.instant("to");
        if (!from.isBefore(to)) {
            throw new InvalidFieldException("to", "须晚于 from／must be after from");
        }
        Observation.LeaveSlip.State state = fields.oneOf("state", Observation.LeaveSlip.State.class);
        return new Observation.LeaveSlip(student, slip, kind, from, to, state, fields.instant("recordedAt"));
    }

    private static Observation lessonCheck(ObservationFields fields) {
        String student = fields.text("student");
        SessionId session = fields.optionalSession();
        String offering = session == null ? fields.text("offering") : fields.optionalText("offering");
        int check = fields.integer("check", 1, 1_000_000);
        Observation.LessonCheck.State state = fields.oneOf("state", Observation.LessonCheck.State.class);
        BigDecimal score = fields.optionalDecimal("score", 0, 100_000);
        BigDecimal max = fields.optionalDecimal("max", 0, 100_000);
        if (score != null && max == null) {
            throw new InvalidFieldException("max", "有得分须有满分／a score needs its max");
        }
        if (score != null && score.compareTo(max) > 0) {
            throw new InvalidFieldException("score", "得分高于满分／score above max");
        }
        List<Observation.LessonCheck.Point> points = fields.points("points");
        if (points.stream().anyMatch(point -> point.score().compareTo(point.max()) > 0)) {
            throw new InvalidFieldException("points.score", "得分高于满分／score above max");
        }
        return new Observation.LessonCheck(
                student,
                session,
                offering,
                check,
                state,
                score,
                max,
                session == null || fields.has("dueOn") ? fields.date("dueOn") : null,
                fields.optionalInstant("submittedAt"),
                points,
                fields.instant("recordedAt"));
    }

    private static Observation learningEvaluation(ObservationFields fields) {
        String teacher = fields.text("teacher");
        String offering = fields.text("offering");
        String month = fields.text("month");
        if (!MONTH.matcher(month).matches()) {
            throw new InvalidFieldException("month", "月份须写作 2026-09／a month is written 2026-09");
        }
        return new Observation.LearningEvaluation(
                teacher,
                offering,
                month,
                fields.optionalText("class"),
                fields.optionalText("student"),
                fields.items("items"),
                fields.instant("recordedAt"));
    }

    private static Observation reportedValue(ObservationFields fields) {
        return new Observation.ReportedValue(
                fields.text("indicator"),
                fields.optionalText("unit"),
                fields.text("period"),
                fields.decimal("value", -MOST_VALUE, MOST_VALUE),
                fields.instant("recordedAt"));
    }

    /** Without an outcome the score decides: 60 of 100 passes. */
    private static Observation courseResult(ObservationFields fields) {
        String student = fields.text("student");
        String offering = fields.text("offering");
        BigDecimal score = fields.optionalDecimal("score", 0, FULL_SCORE);
        Observation.CourseResult.Outcome outcome = null;
        if (score == null || fields.has("outcome")) {
            outcome = fields.oneOf("outcome", Observation.CourseResult.Outcome.class);
        } else {
            outcome = score.compareTo(PASSING_SCORE) >= 0
                    ? Observation.CourseResult.Outcome.PASSED
                    : Observation.CourseResult.Outcome.FAILED;
        }
        BigDecimal credits = fields.optionalDecimal("credits", 0, MOST_CREDITS);
        return new Observation.CourseResult(student, offering, score, outcome, credits, fields.instant("recordedAt"));
    }

    private static Observation teacherAttendance(ObservationFields fields) {
        SessionId session = fields.session();
        String teacher = fields.text("teacher");
        Status status = fields.oneOf("status", Status.class);
        if (!TEACHER_STATUSES.contains(status)) {
            throw new InvalidFieldException(
                    "status", "须为 PRESENT、LATE、EARLY 或 ABSENT／must be PRESENT, LATE, EARLY or ABSENT");
        }
        Integer missed = fields.optionalInteger("missedPeriods", 0, MOST_PERIODS);
        Integer minutes = fields.optionalInteger("minutesLate", 0, MOST_MINUTES);
        return new Observation.TeacherAttendance(
                session, teacher, status, missed, minutes == null ? 0 : minutes, fields.instant("recordedAt"));
    }

    private static Observation ballotSummary(ObservationFields fields) {
        String offering = fields.text("offering");
        String teacher = fields.text("teacher");
        LocalDate closesOn = fields.date("closesOn");
        int invited = fields.integer("invited", 1, MOST_BALLOTS);
        int answered = fields.integer("answered", 0, MOST_BALLOTS);
        if (answered > invited) {
            throw new InvalidFieldException("answered", "多于发出的份数／more than were given out");
        }
        BigDecimal mean = fields.optionalDecimal("mean", 1, 5);
        if (mean != null && answered < Observation.BallotSummary.FEWEST_ANSWERS) {
            throw new InvalidFieldException("mean", "答卷少于 5 份时不得给出均分／no mean of fewer than 5 answers");
        }
        Instant recordedAt = fields.instant("recordedAt");
        if (mean != null && LocalDate.ofInstant(recordedAt, School.ZONE).isBefore(closesOn)) {
            throw new InvalidFieldException("mean", "评教结束前不得给出均分／no mean before the window has closed");
        }
        return new Observation.BallotSummary(offering, teacher, closesOn, invited, answered, mean, recordedAt);
    }

    /** For text that {@link ObservationWriter#write} made. */
    public static Observation parse(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            return observation(FieldReader.read(json));
        } catch (IOException | InvalidFieldException notOurs) {
            throw new IllegalStateException("stored observation can't be read", notOurs);
        }
    }
}
