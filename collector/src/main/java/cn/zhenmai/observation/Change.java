package cn.zhenmai.observation;

import cn.zhenmai.school.SessionId;

/**
 * One effective change of what is held to be true: a new fact has no {@code before}, a correction has both, a fact that no longer
 * holds (its session was cancelled) has no {@code after}. Measures subtract the one and add the other.
 */
public sealed interface Change {

    /** Of a fact that is no attendance: what was said and what is. One of both may be null. */
    sealed interface OfFact extends Change {
        Observation before();

        Observation after();

        /** What it says, after it or else before. */
        default Observation told() {
            return after() == null ? before() : after();
        }
    }

    record OfAttendance(String student, SessionId session, Standing before, Standing after) implements Change {}

    record OfRollCall(SessionId session, String classId, Observation.RollCall before, Observation.RollCall after)
            implements OfFact {}

    record OfLeaveSlip(String student, String slip, Observation.LeaveSlip before, Observation.LeaveSlip after)
            implements OfFact {}

    /** {@code at} is the attribution of the after (or of the before where there is no after); its times are the session's or due day's. */
    record OfCheck(
            String student,
            String offering,
            Attribution at,
            Observation.LessonCheck before,
            Observation.LessonCheck after)
            implements OfFact {}

    record OfEvaluation(
            String teacher,
            String offering,
            Observation.LearningEvaluation before,
            Observation.LearningEvaluation after)
            implements OfFact {}

    /** {@code unit} null = the school itself. */
    record OfReportedValue(
            String indicator,
            String unit,
            String period,
            Observation.ReportedValue before,
            Observation.ReportedValue after)
            implements OfFact {}

    record OfCourseResult(
            String student, String offering, Observation.CourseResult before, Observation.CourseResult after)
            implements OfFact {}

    record OfTeacherAttendance(
            SessionId session,
            String teacher,
            Observation.TeacherAttendance before,
            Observation.TeacherAttendance after)
            implements OfFact {}

    record OfBallots(String offering, String teacher, Observation.BallotSummary before, Observation.BallotSummary after)
            implements OfFact {}
}
