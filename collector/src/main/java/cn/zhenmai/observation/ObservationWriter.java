package cn.zhenmai.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** Observations as the JSON of the public API, for the store: {@link ObservationJson#parse} reads it. */
public final class ObservationWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ObservationWriter() {}

    /** Fields in a fixed order and nulls left out: equal observations give equal text. */
    public static String write(Observation observation) {
        return write(observation, true);
    }

    /** The same without recordedAt: what was said, whenever it was. */
    public static String writeTimeless(Observation observation) {
        return write(observation, false);
    }

    private static String write(Observation observation, boolean isTimed) {
        StringWriter text = new StringWriter(200);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            json.writeStartObject();
            if (observation instanceof Observation.Attendance a) {
                attendance(json, a);
            } else if (observation instanceof Observation.RollCall r) {
                rollCall(json, r);
            } else if (observation instanceof Observation.LeaveSlip s) {
                leaveSlip(json, s);
            } else if (observation instanceof Observation.LessonCheck c) {
                lessonCheck(json, c);
            } else if (observation instanceof Observation.LearningEvaluation e) {
                learningEvaluation(json, e);
            } else if (observation instanceof Observation.ReportedValue v) {
                reportedValue(json, v);
            } else if (observation instanceof Observation.CourseResult r) {
                courseResult(json, r);
            } else if (observation instanceof Observation.TeacherAttendance t) {
                teacherAttendance(json, t);
            } else if (observation instanceof Observation.BallotSummary b) {
                ballotSummary(json, b);
            }
            if (isTimed) {
                json.writeStringField("recordedAt", observation.recordedAt().toString());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void attendance(JsonGenerator json, Observation.Attendance a) throws IOException {
        json.writeStringField("type", "attendance");
        json.writeStringField("student", a.student());
        json.writeStringField("session", a.session().toString());
        json.writeStringField("status", a.status().name());
        if (a.missedPeriods() != null) {
            json.writeNumberField("missedPeriods", a.missedPeriods());
        }
        json.writeNumberField("minutesLate", a.minutesLate());
    }

    private static void rollCall(JsonGenerator json, Observation.RollCall r) throws IOException {
        json.writeStringField("type", "roll-call");
        json.writeStringField("session", r.session().toString());
        json.writeStringField("class", r.classId());
        text(json, "recorder", r.recorder());
        json.writeStringField("mode", r.mode().name().toLowerCase(Locale.ROOT));
        text(json, "reason", r.reason());
    }

    private static void leaveSlip(JsonGenerator json, Observation.LeaveSlip s) throws IOException {
        json.writeStringField("type", "leave-slip");
        json.writeStringField("student", s.student());
        json.writeStringField("slip", s.slip());
        json.writeStringField("kind", s.kind().name());
        json.writeStringField("from", s.from().toString());
        json.writeStringField("to", s.to().toString());
        json.writeStringField("state", s.state().name());
    }

    private static void lessonCheck(JsonGenerator json, Observation.LessonCheck c) throws IOException {
        json.writeStringField("type", "lesson-check");
        json.writeStringField("student", c.student());
        text(json, "session", c.session() == null ? null : c.session().toString());
        text(json, "offering", c.offering());
        json.writeNumberField("check", c.check());
        json.writeStringField("state", c.state().name());
        number(json, "score", c.score());
        number(json, "max", c.max());
        text(json, "dueOn", c.dueOn() == null ? null : c.dueOn().toString());
        text(
                json,
                "submittedAt",
                c.submittedAt() == null ? null : c.submittedAt().toString());
        if (!c.points().isEmpty()) {
            points(json, c);
        }
    }

    private static void points(JsonGenerator json, Observation.LessonCheck c) throws IOException {
        json.writeArrayFieldStart("points");
        for (Observation.LessonCheck.Point point : c.points()) {
            json.writeStartObject();
            json.writeStringField("point", point.point());
            json.writeNumberField("score", point.score());
            json.writeNumberField("max", point.max());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void learningEvaluation(JsonGenerator json, Observation.LearningEvaluation e) throws IOException {
        json.writeStringField("type", "learning-evaluation");
        json.writeStringField("teacher", e.teacher());
        json.writeStringField("offering", e.offering());
        json.writeStringField("month", e.month());
        text(json, "class", e.classId());
        text(json, "student", e.student());
        json.writeObjectFieldStart("items");
        for (Map.Entry<String, BigDecimal> item : e.items().entrySet()) {
            json.writeNumberField(item.getKey(), item.getValue());
        }
        json.writeEndObject();
    }

    private static void reportedValue(JsonGenerator json, Observation.ReportedValue v) throws IOException {
        json.writeStringField("type", "reported-value");
        json.writeStringField("indicator", v.indicator());
        text(json, "unit", v.unit());
        json.writeStringField("period", v.period());
        json.writeNumberField("value", v.value());
    }

    private static void courseResult(JsonGenerator json, Observation.CourseResult r) throws IOException {
        json.writeStringField("type", "course-result");
        json.writeStringField("student", r.student());
        json.writeStringField("offering", r.offering());
        number(json, "score", r.score());
        json.writeStringField("outcome", r.outcome().name());
        number(json, "credits", r.credits());
    }

    private static void ballotSummary(JsonGenerator json, Observation.BallotSummary b) throws IOException {
        json.writeStringField("type", "ballot-summary");
        json.writeStringField("offering", b.offering());
        json.writeStringField("teacher", b.teacher());
        json.writeStringField("closesOn", b.closesOn().toString());
        json.writeNumberField("invited", b.invited());
        json.writeNumberField("answered", b.answered());
        number(json, "mean", b.mean());
    }

    private static void teacherAttendance(JsonGenerator json, Observation.TeacherAttendance t) throws IOException {
        json.writeStringField("type", "teacher-attendance");
        json.writeStringField("session", t.session().toString());
        json.writeStringField("teacher", t.teacher());
        json.writeStringField("status", t.status().name());
        if (t.missedPeriods() != null) {
            json.writeNumberField("missedPeriods", t.missedPeriods());
        }
        json.writeNumberField("minutesLate", t.minutesLate());
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void number(JsonGenerator json, String field, BigDecimal value) throws IOException {
        if (value != null) {
            json.writeNumberField(field, value);
        }
    }
}
