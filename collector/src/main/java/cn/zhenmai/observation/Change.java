package cn.zhenmai.observation;

import cn.zhenmai.school.SessionId;

/**
 * One effective change of what is held to be true: a new fact has no {@code before}, a correction has both, a fact that no longer
 * holds (its session was cancelled) has no {@code after}. Measures subtract the one and add the other.
 */
public sealed interface Change {

    record OfAttendance(String student, SessionId session, Standing before, Standing after) implements Change {}

    record OfRollCall(SessionId session, String classId, Observation.RollCall before, Observation.RollCall after)
            implements Change {}

    record OfLeaveSlip(String student, String slip, Observation.LeaveSlip before, Observation.LeaveSlip after)
            implements Change {}

    /** {@code at} is the attribution of the after (or of the before where there is no after); its times are the session's or due day's. */
    record OfCheck(
            String student,
            String offering,
            Attribution at,
            Observation.LessonCheck before,
            Observation.LessonCheck after)
            implements Change {}

    record OfEvaluation(
            String teacher,
            String offering,
            Observation.LearningEvaluation before,
            Observation.LearningEvaluation after)
            implements Change {}

    /** {@code unit} null = the school itself. */
    record OfReportedValue(
            String indicator,
            String unit,
            String period,
            Observation.ReportedValue before,
            Observation.ReportedValue after)
            implements Change {}
}
