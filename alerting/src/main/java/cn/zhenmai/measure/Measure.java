package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.List;

/**
 * A number about a subject, as a pure function of the facts that hold, the school and the moment: two equal definitions give equal
 * readings, whatever the order in which the facts came. The ledger keeps the sums; a measure looks at them.
 */
public sealed interface Measure
        permits AbsentPeriods,
                MissedInARow,
                MissedShare,
                SessionAttendance,
                NoRollCall,
                ClassAbsent,
                DayWithoutPresence,
                CheckPassRate,
                LearningEvaluation,
                Tallied,
                MissedDaysInARow,
                DaysOf,
                Trend,
                DaysUntil,
                BestShare,
                Points,
                EvaluationOverdue,
                OverdueChecks,
                ReportedLatest,
                ReportedInARow,
                FailedCourses,
                TeacherLapse {

    /** What it is about. */
    Subject.Kind subject();

    Form form();

    /** Unit of the numerator, Chinese. */
    String unit();

    Reading read(SubjectFacts of, AsOf now);

    /** As {@link #read}, but the standing value alone is wanted: no hysteresis and no hold time looks at the course. */
    default Reading readNow(SubjectFacts of, AsOf now) {
        return read(of, now);
    }

    /**
     * When time alone may raise something where nothing stands, at the earliest; null = never. {@link Reading#wakeAt} is when it may
     * change anything.
     */
    default Instant raisesAt(Reading reading, Direction direction, SubjectFacts of, AsOf now) {
        return reading.wakeAt();
    }

    /** When time alone may change the value next, whatever becomes of the number of observations that it rests on; null = never. */
    default Instant movesAt(Reading reading, SubjectFacts of, AsOf now) {
        return reading.wakeAt();
    }

    /**
     * Whether, within a term, time alone only takes away from what counts in the direction, but for what is said of days to come: then
     * {@link #raisesAt} needs no reading.
     */
    default boolean onlyFallsInTime(Direction direction) {
        return false;
    }

    /** Subjects whose reading a change of this one moves too. */
    default List<SubjectFacts> alsoMoved(SubjectFacts of, AsOf now) {
        return List.of();
    }

    /**
     * Whether what a step has moved can change anything: false spares the reading. Where no alert stands, only what could raise one
     * counts; time is looked after apart.
     */
    default boolean mayMove(Moved moved, Standing stands) {
        return true;
    }

    /** Whether what a step has moved can change on how many observations the value rests, which some rules ask too. */
    default boolean mayMoveN(Moved moved) {
        return false;
    }

    /**
     * Whether the standing value looks at any of the days on which something moved. False where only time, by the deadline of the last
     * reading, can bring them into the window.
     */
    default boolean looksAt(Moved moved, AsOf now) {
        return true;
    }

    /**
     * Whether the standing value is sure not to reach the bound, and no time is to be waited for: told without a reading. False where
     * only a reading can tell.
     */
    default boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        return false;
    }

    /** Whether the points of an earlier reading (though not how quiet it has been since) are sure to be the same after the step. */
    default boolean leavesPoints(Moved moved) {
        return false;
    }

    /** How an alert of the rule stands that asks. */
    enum Standing {
        NOT,
        FIRING,
        STABILISED
    }

    /** The observations behind the standing value, oldest first, and the sum as a person would write it. */
    Account explain(SubjectFacts of, AsOf now);

    /** Denominator of one whole in the unit: more than 1 where the points are kept in fractions. */
    default long scale() {
        return 1;
    }

    /** Whether it is a difference from something, so that a rate is in percentage points. */
    default boolean isDifference() {
        return false;
    }

    /** How the value is written: a count, a percentage, or a mean with two decimals. */
    enum Form {
        COUNT,
        RATE,
        MEAN
    }

    /** Whether its readings have a basis or say what is quiet: an alert keeps the one that it stands by. */
    default boolean isCumulative() {
        return false;
    }
}
