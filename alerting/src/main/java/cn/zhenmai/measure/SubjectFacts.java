package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The facts that hold about one subject, and what this step has moved of them. */
public abstract sealed class SubjectFacts
        permits StudentFacts, EnrolmentFacts, SessionFacts, RollFacts, OfferingFacts, UnitFacts {

    private int added;
    private int removed;
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
        return new Moved(added, removed);
    }

    /** True the first time in a step. */
    final boolean touch(int adds, int removes, boolean byCorrection) {
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
    }
}
