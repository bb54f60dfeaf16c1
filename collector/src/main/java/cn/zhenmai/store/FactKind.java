package cn.zhenmai.store;

import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The kinds of facts beside attendance: each has a table of what holds, under a key of text, and columns of its own for queries. */
enum FactKind {
    ROLL_CALL("roll_call") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.RollCall call = (Observation.RollCall) row.holding.observation();
            rows.date("session_on", call.session().plannedOn())
                    .text("session_id", call.session().toString())
                    .text("class_id", call.classId())
                    .text("recorder", call.recorder())
                    .text("mode", call.mode().name())
                    .endRow();
        }
    },
    LEAVE_SLIP("leave_slip") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.LeaveSlip slip = (Observation.LeaveSlip) row.holding.observation();
            rows.text("student_id", slip.student())
                    .text("slip_id", slip.slip())
                    .text("kind", slip.kind().name())
                    .instant("from_at", slip.from())
                    .instant("to_at", slip.to())
                    .instant("covers_to_at", Effective.end(slip))
                    .text("state", slip.state().name())
                    .endRow();
        }
    },
    LESSON_CHECK("lesson_check") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.LessonCheck check = (Observation.LessonCheck) row.holding.observation();
            rows.text("attribution", row.attribution)
                    .text("student_id", check.student())
                    .text(
                            "session_id",
                            check.session() == null ? null : check.session().toString())
                    .text("offering_id", check.offering())
                    .int4("check_number", check.check())
                    .text("state", check.state().name())
                    .numeric("score", check.score())
                    .numeric("max_score", check.max())
                    .date("due_on", check.dueOn())
                    .instant("submitted_at", check.submittedAt())
                    .text("class_id", AttributionJson.parse(row.attribution).classId())
                    .date("held_on", AttributionJson.parse(row.attribution).heldOn())
                    .endRow();
        }
    },
    LEARNING_EVALUATION("learning_evaluation") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.LearningEvaluation said = (Observation.LearningEvaluation) row.holding.observation();
            BigDecimal sum = said.items().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            rows.text("teacher_id", said.teacher())
                    .text("offering_id", said.offering())
                    .text("month", said.month())
                    .text("class_id", said.classId())
                    .text("student_id", said.student())
                    .numeric(
                            "mean_score",
                            sum.divide(BigDecimal.valueOf(said.items().size()), 4, RoundingMode.HALF_UP))
                    .endRow();
        }
    },
    REPORTED_VALUE("reported_value") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.ReportedValue said = (Observation.ReportedValue) row.holding.observation();
            rows.text("indicator_id", said.indicator())
                    .text("unit_id", said.unit())
                    .text("period", said.period())
                    .numeric("value", said.value())
                    .endRow();
        }
    },
    COURSE_RESULT("course_result") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.CourseResult said = (Observation.CourseResult) row.holding.observation();
            rows.text("student_id", said.student())
                    .text("offering_id", said.offering())
                    .numeric("score", said.score())
                    .text("outcome", said.outcome().name())
                    .numeric("credits", said.credits())
                    .endRow();
        }
    },
    TEACHER_ATTENDANCE("teacher_attendance") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.TeacherAttendance said = (Observation.TeacherAttendance) row.holding.observation();
            rows.date("session_on", said.session().plannedOn())
                    .text("session_id", said.session().toString())
                    .text("teacher_id", said.teacher())
                    .text("status", said.status().name())
                    .int4("minutes_late", said.minutesLate())
                    .endRow();
        }
    },
    BALLOT_SUMMARY("ballot_summary") {
        @Override
        void columns(CopyRows rows, FactRow row) {
            Observation.BallotSummary said = (Observation.BallotSummary) row.holding.observation();
            rows.text("offering_id", said.offering())
                    .text("teacher_id", said.teacher())
                    .date("closes_on", said.closesOn())
                    .int4("invited_count", said.invited())
                    .int4("answered_count", said.answered())
                    .numeric("mean_score", said.mean())
                    .endRow();
        }
    };

    /** Control characters are refused in every id, so this one keeps keys apart. */
    private static final String BETWEEN = "\t";

    final String table;

    FactKind(String table) {
        this.table = table;
    }

    /** Writes the columns of the kind's own and ends the row. */
    abstract void columns(CopyRows rows, FactRow row);

    static FactKind of(Observation observation) {
        if (observation instanceof Observation.RollCall) {
            return ROLL_CALL;
        } else if (observation instanceof Observation.LeaveSlip) {
            return LEAVE_SLIP;
        } else if (observation instanceof Observation.LessonCheck) {
            return LESSON_CHECK;
        } else if (observation instanceof Observation.LearningEvaluation) {
            return LEARNING_EVALUATION;
        } else if (observation instanceof Observation.ReportedValue) {
            return REPORTED_VALUE;
        } else if (observation instanceof Observation.CourseResult) {
            return COURSE_RESULT;
        } else if (observation instanceof Observation.TeacherAttendance) {
            return TEACHER_ATTENDANCE;
        } else if (observation instanceof Observation.BallotSummary) {
            return BALLOT_SUMMARY;
        }
        throw new IllegalArgumentException(observation.getClass().getName());
    }

    /** The natural key; it leads with what arrives together. */
    static String keyOf(Observation observation) {
        if (observation instanceof Observation.RollCall call) {
            return rollCallKey(call.session(), call.classId());
        } else if (observation instanceof Observation.LeaveSlip slip) {
            return leaveSlipKey(slip.student(), slip.slip());
        } else if (observation instanceof Observation.LessonCheck check) {
            return lessonCheckKey(check.session(), check.offering(), check.check(), check.student());
        } else if (observation instanceof Observation.LearningEvaluation said) {
            return learningEvaluationKey(said.offering(), said.month(), said.teacher(), said.classId(), said.student());
        } else if (observation instanceof Observation.ReportedValue said) {
            return reportedValueKey(said.indicator(), said.period(), said.unit());
        } else if (observation instanceof Observation.CourseResult said) {
            return courseResultKey(said.offering(), said.student());
        } else if (observation instanceof Observation.TeacherAttendance said) {
            return teacherAttendanceKey(said.session(), said.teacher());
        } else if (observation instanceof Observation.BallotSummary said) {
            return ballotSummaryKey(said.offering(), said.teacher());
        }
        throw new IllegalArgumentException(observation.getClass().getName());
    }

    static String rollCallKey(SessionId session, String classId) {
        return session + BETWEEN + classId;
    }

    static String leaveSlipKey(String student, String slip) {
        return student + BETWEEN + slip;
    }

    /** {@code session} null: a check of the offering itself. */
    static String lessonCheckKey(SessionId session, String offering, int check, String student) {
        String occasion = session == null ? offering : session.toString();
        return occasion + BETWEEN + (session == null) + BETWEEN + check + BETWEEN + student;
    }

    /** {@code classId} and {@code student} may be null. */
    static String learningEvaluationKey(String offering, String month, String teacher, String classId, String student) {
        String whom = classId == null ? "" : classId;
        String who = student == null ? "" : student;
        return String.join(BETWEEN, offering, month, teacher, whom, who);
    }

    /** {@code unit} null = the school itself. */
    static String reportedValueKey(String indicator, String period, String unit) {
        return String.join(BETWEEN, indicator, period, unit == null ? "" : unit);
    }

    static String courseResultKey(String offering, String student) {
        return offering + BETWEEN + student;
    }

    static String teacherAttendanceKey(SessionId session, String teacher) {
        return session + BETWEEN + teacher;
    }

    static String ballotSummaryKey(String offering, String teacher) {
        return offering + BETWEEN + teacher;
    }
}
