package cn.zhenmai.observation;

import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One thing that a source said, as it said it. The names are those of the public API. Ballots of the evaluation of teaching are
 * apart ({@link Ballot}): they carry no person, no time and no version.
 */
public sealed interface Observation {

    /** When the source recorded it: decides between versions of equal source rank. */
    Instant recordedAt();

    /**
     * One student in one session.
     *
     * @param missedPeriods null = by the status: all for ABSENT, none else
     * @param minutesLate minutes late (LATE) or left early (EARLY), else 0
     */
    record Attendance(
            String student,
            SessionId session,
            Status status,
            Integer missedPeriods,
            int minutesLate,
            Instant recordedAt)
            implements Observation {}

    /**
     * One class's roll of one session was called. Mode EXCEPTIONS makes whoever is not listed PRESENT; the others leave UNKNOWN.
     *
     * @param reason why it was called again, or null
     */
    record RollCall(SessionId session, String classId, String recorder, Mode mode, String reason, Instant recordedAt)
            implements Observation {
        public RollCall(SessionId session, String classId, String recorder, Mode mode, Instant recordedAt) {
            this(session, classId, recorder, mode, null, recordedAt);
        }

        public enum Mode {
            EXCEPTIONS,
            FULL,
            READER
        }
    }

    /** 请假条. It covers sessions that start in [from, to). {@code kind} is SICK, PERSONAL or OFFICIAL. */
    record LeaveSlip(
            String student, String slip, Status kind, Instant from, Instant to, State state, Instant recordedAt)
            implements Observation {
        public enum State {
            SUBMITTED,
            APPROVED,
            WITHDRAWN,
            RETURNED
        }
    }

    /**
     * One student, one check (学生每课检测).
     *
     * @param session null where the check belongs to the offering and has a due day instead
     * @param offering always set after resolution; from the session where one is named
     * @param score null while unmarked; {@code max} likewise may be null then
     */
    record LessonCheck(
            String student,
            SessionId session,
            String offering,
            int check,
            State state,
            BigDecimal score,
            BigDecimal max,
            LocalDate dueOn,
            Instant submittedAt,
            List<Point> points,
            Instant recordedAt)
            implements Observation {
        public enum State {
            TAKEN,
            ABSENT,
            EXEMPT,
            MAKEUP
        }

        /** Score of one knowledge point. */
        public record Point(String point, BigDecimal score, BigDecimal max) {}
    }

    /** 教师每月评学: one teacher on one offering in one month, optionally one class or student; items 1…5. */
    record LearningEvaluation(
            String teacher,
            String offering,
            String month,
            String classId,
            String student,
            Map<String, BigDecimal> items,
            Instant recordedAt)
            implements Observation {}

    /**
     * 人才培养工作状态数据: one value of one indicator of the catalogue.
     *
     * @param unit a college, program, course or teacher, by the indicator's level; null = the school itself
     * @param period a year 2026, a school year 2025-2026, a month 2026-09, or a term
     * @param value in the indicator's unit of measure
     */
    record ReportedValue(String indicator, String unit, String period, BigDecimal value, Instant recordedAt)
            implements Observation {}

    /**
     * 课程成绩: how one student ended one offering.
     *
     * @param score of 100, or null where only the outcome is said
     * @param credits of the course, or null where they are not said
     */
    record CourseResult(
            String student, String offering, BigDecimal score, Outcome outcome, BigDecimal credits, Instant recordedAt)
            implements Observation {
        public enum Outcome {
            PASSED,
            FAILED
        }
    }

    /**
     * 教师到课: one teacher in one session. A suspicion at most: what it was is found by people.
     *
     * @param status PRESENT, LATE, EARLY (left early) or ABSENT
     * @param missedPeriods null = by the status: all for ABSENT, none else
     * @param minutesLate minutes late (LATE) or left early (EARLY), else 0
     */
    record TeacherAttendance(
            SessionId session,
            String teacher,
            Status status,
            Integer missedPeriods,
            int minutesLate,
            Instant recordedAt)
            implements Observation {}

    /**
     * 评教汇总: what became of the ballots about one teacher in one offering, never of one ballot. Until their window closes it says
     * how many took part and nothing of what they said. Its natural key is teacher and offering: an offering is of one term.
     *
     * @param closesOn first day on which no ballot is taken any more; a window that is prolonged has another
     * @param invited ballots that were given out; {@code answered} those that came back
     * @param mean 1…5; null while the window is open, and for fewer answers than {@link #FEWEST_ANSWERS}
     */
    record BallotSummary(
            String offering,
            String teacher,
            LocalDate closesOn,
            int invited,
            int answered,
            BigDecimal mean,
            Instant recordedAt)
            implements Observation {

        /** Below it nobody is shown what was answered. */
        public static final int FEWEST_ANSWERS = 5;
    }
}
