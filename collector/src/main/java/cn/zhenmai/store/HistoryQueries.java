package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every version of one fact, by its natural key. Blocks; joins the caller's transaction. */
public final class HistoryQueries {

    /**
     * What was said of one fact.
     *
     * @param holding the version that holds, null where nobody spoke of it
     * @param others those that were replaced or never held, the strongest first
     * @param standing of attendance: what is effective under leave and the roll call, or null
     * @param withdrawn those that were taken back, the last first
     */
    public record History(
            Version<?> holding,
            List<Version<?>> others,
            Standing standing,
            List<WithdrawnQueries.Withdrawn> withdrawn) {
        public boolean isEmpty() {
            return holding == null && standing == null && withdrawn.isEmpty();
        }
    }

    public History attendance(Connection connection, SessionId session, String student) throws SQLException {
        AttendanceKey key = new AttendanceKey(session, student);
        WorkingSet set = new WorkingSet();
        AttendanceStore.loadKeys(connection, List.of(key), set);
        AttendanceStore.loadHistory(connection, List.of(key), set);
        AttendanceRow row = set.attendance(session, student);
        return new History(
                row.observed,
                strongestFirst(row.others()),
                row.standing,
                WithdrawnQueries.of(connection, WithdrawnStore.ATTENDANCE, WithdrawnStore.keyOf(key)));
    }

    public History rollCall(Connection connection, SessionId session, String classId) throws SQLException {
        return fact(connection, FactKind.ROLL_CALL, FactKind.rollCallKey(session, classId));
    }

    public History leaveSlip(Connection connection, String student, String slip) throws SQLException {
        return fact(connection, FactKind.LEAVE_SLIP, FactKind.leaveSlipKey(student, slip));
    }

    /** {@code session} null: a check of the offering itself. */
    public History lessonCheck(Connection connection, SessionId session, String offering, int check, String student)
            throws SQLException {
        return fact(connection, FactKind.LESSON_CHECK, FactKind.lessonCheckKey(session, offering, check, student));
    }

    /** {@code classId} and {@code student} may be null: they are then no part of the key. */
    public History learningEvaluation(
            Connection connection, String offering, String month, String teacher, String classId, String student)
            throws SQLException {
        String key = FactKind.learningEvaluationKey(offering, month, teacher, classId, student);
        return fact(connection, FactKind.LEARNING_EVALUATION, key);
    }

    /** {@code unit} null = the school itself. */
    public History reportedValue(Connection connection, String indicator, String period, String unit)
            throws SQLException {
        return fact(connection, FactKind.REPORTED_VALUE, FactKind.reportedValueKey(indicator, period, unit));
    }

    public History courseResult(Connection connection, String offering, String student) throws SQLException {
        return fact(connection, FactKind.COURSE_RESULT, FactKind.courseResultKey(offering, student));
    }

    public History teacherAttendance(Connection connection, SessionId session, String teacher) throws SQLException {
        return fact(connection, FactKind.TEACHER_ATTENDANCE, FactKind.teacherAttendanceKey(session, teacher));
    }

    public History ballotSummary(Connection connection, String offering, String teacher) throws SQLException {
        return fact(connection, FactKind.BALLOT_SUMMARY, FactKind.ballotSummaryKey(offering, teacher));
    }

    private static History fact(Connection connection, FactKind kind, String key) throws SQLException {
        WorkingSet set = new WorkingSet();
        FactStore.loadKeys(connection, kind, List.of(key), set);
        FactRow row = set.fact(kind, key);
        return new History(
                row.holding, strongestFirst(row.others), null, WithdrawnQueries.of(connection, kind.name(), key));
    }

    private static List<Version<?>> strongestFirst(List<? extends Version<? extends Observation>> versions) {
        List<Version<?>> sorted = new ArrayList<>(versions);
        sorted.sort(Version.PRECEDENCE.reversed());
        return List.copyOf(sorted);
    }
}
