package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The facts that hold about one subject, and what this step has moved of them. */
public abstract sealed class SubjectFacts
        permits StudentFacts, EnrolmentFacts, SessionFacts, RollFacts, OfferingFacts, UnitFacts {

    private int added;
    private int removed;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private boolean touched;
    private boolean corrected;

    public abstract Subject.Kind kind();

    /** Unique within the kind. */
    public abstract String id();

    public final Subject subject() {
        return new Subject(kind(), id());
    }

    /** Whether a later version of a fact, a leave slip or a registry edit touched it in this step. */
    public final boolean isCorrected() {
        return corrected;
    }

    /** What this step has added and removed, for {@link Measure#mayMove}. */
    public final Moved moved() {
        return new Moved(added, removed, from, until);
    }

    /** True the first time in a step. */
    final boolean touch(int adds, int removes, long day, boolean byCorrection) {
        from = Math.min(from, day);
        until = Math.max(until, day == Moved.ANY_DAY ? Long.MAX_VALUE : day);
        added |= adds;
        removed |= removes;
        corrected |= byCorrection;
        boolean first = !touched;
        touched = true;
        return first;
    }

    final void release() {
        touched = false;
        corrected = false;
        added = 0;
        removed = 0;
        from = Long.MAX_VALUE;
        until = Long.MIN_VALUE;
    }
}
