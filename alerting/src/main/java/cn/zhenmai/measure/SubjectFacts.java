package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The facts that hold about one subject, and whether this step has touched them. */
public abstract sealed class SubjectFacts permits StudentFacts, EnrolmentFacts, SessionFacts, RollFacts, OfferingFacts {

    private final Subject subject;
    private boolean touched;
    private boolean corrected;

    SubjectFacts(Subject subject) {
        this.subject = subject;
    }

    public final Subject subject() {
        return subject;
    }

    /** Whether a later version of a fact, a leave slip or a registry edit touched it in this step. */
    public final boolean isCorrected() {
        return corrected;
    }

    /** True the first time in a step. */
    final boolean touch(boolean byCorrection) {
        corrected |= byCorrection;
        boolean first = !touched;
        touched = true;
        return first;
    }

    final void release() {
        touched = false;
        corrected = false;
    }
}
