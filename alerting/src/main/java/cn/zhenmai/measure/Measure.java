package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

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
                LearningEvaluation {

    /** What it is about. */
    Subject.Kind subject();

    Form form();

    /** Unit of the numerator, Chinese. */
    String unit();

    Reading read(SubjectFacts of, AsOf now);

    /**
     * Whether what a step has moved can change anything: false spares the reading. Where no alert stands, only what could raise one
     * counts; time is looked after apart.
     */
    default boolean mayMove(Moved moved, Standing stands) {
        return true;
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

    /** How the value is written: a count, a percentage, or a mean with two decimals. */
    enum Form {
        COUNT,
        RATE,
        MEAN
    }
}
