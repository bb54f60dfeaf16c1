package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The facts that hold about one subject, and what this step has moved of them. */
public abstract sealed class SubjectFacts
        permits StudentFacts, EnrolmentFacts, SessionFacts, RollFacts, OfferingFacts, UnitFacts {

    private int added;
    private int removed;
    private int from = Integer.MAX_VALUE;
    private int until = Integer.MIN_VALUE;
    private boolean touched;
    private boolean corrected;
    /** First day (since 1970) on which this step has moved something that has a day. */
    private int firstDay = Integer.MAX_VALUE;

    private boolean hasPast;
    /** Bits of whoever judges, one for a rule: its alert stands, and is stabilised; it waits for a time. */
    private int standing;

    private int stabilised;
    private int waiting;

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

    /** Whether this step brings something of the days before this one (since 1970), or corrects anything. */
    public final boolean isLate(long today) {
        return corrected || firstDay < today;
    }

    /** Whether an alert about it has ended. */
    public final boolean hasPast() {
        return hasPast;
    }

    public final void endsAlert() {
        hasPast = true;
    }

    /** What this step has added and removed, for {@link Measure#mayMove}. */
    public final Moved moved() {
        return new Moved(added, removed, from, until);
    }

    /** Whether {@link #moved} equals it. */
    public final boolean hasMoved(Moved like) {
        return added == like.added() && removed == like.removed() && from == like.from() && until == like.until();
    }

    public final int standing() {
        return standing;
    }

    public final void stands(int rule, boolean does) {
        standing = does ? standing | rule : standing & ~rule;
    }

    public final int stabilised() {
        return stabilised;
    }

    public final void isStabilised(int rule, boolean does) {
        stabilised = does ? stabilised | rule : stabilised & ~rule;
    }

    public final int waiting() {
        return waiting;
    }

    public final void waits(int rule, boolean does) {
        waiting = does ? waiting | rule : waiting & ~rule;
    }

    /** No rule's alert stands, none waits: the rules are numbered anew. */
    public final void unmark() {
        standing = 0;
        stabilised = 0;
        waiting = 0;
    }

    /** True the first time in a step. */
    final boolean touch(int adds, int removes, int day, boolean byCorrection) {
        firstDay = day == Moved.ANY_DAY ? firstDay : Math.min(firstDay, day);
        from = Math.min(from, day);
        until = Math.max(until, day == Moved.ANY_DAY ? Integer.MAX_VALUE : day);
        added |= adds;
        removed |= removes;
        corrected |= byCorrection;
        boolean first = !touched;
        touched = true;
        return first;
    }

    final void release() {
        firstDay = Integer.MAX_VALUE;
        touched = false;
        corrected = false;
        added = 0;
        removed = 0;
        from = Integer.MAX_VALUE;
        until = Integer.MIN_VALUE;
    }
}
