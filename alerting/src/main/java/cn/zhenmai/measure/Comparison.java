package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** What a value is held against before it is judged. */
public sealed interface Comparison {

    /** The value itself. */
    record Absolute() implements Comparison {}

    /**
     * Value minus the median of the subject's own {@code windows} windows before (of the same weekday and period, where the window is
     * one session).
     *
     * @param inDeviations in median absolute deviations (MAD) instead of the value's own unit; a MAD of 0 counts as {@link #LEAST_MAD}
     */
    record OwnPast(int windows, boolean inDeviations) implements Comparison {}

    /**
     * Value minus the median of the comparable subjects: those of the same kind that share the {@code group} unit (classes of one
     * program; classes of one college…); fewer than {@code atLeast} others = nothing to compare.
     */
    record Peers(Subject.Kind group, boolean sameGrade, int atLeast, boolean inDeviations) implements Comparison {}

    /** Value minus the standard's. */
    record Standard(Threshold value) implements Comparison {}

    /** One percentage point of a rate, so that a past without any spread makes no infinite deviation. */
    Threshold LEAST_MAD = new Threshold(1, 100);

    Comparison ABSOLUTE = new Absolute();
}
