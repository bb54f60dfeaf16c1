package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** The facts that hold about one subject, and what this step has moved of them. */
public abstract sealed class SubjectFacts
        permits StudentFacts, EnrolmentFacts, SessionFacts, RollFacts, OfferingFacts, UnitFacts {

    /** Null where this step has moved nothing. */
    private Movement movement;

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
        return movement != null && movement.isCorrected();
    }

    /** Whether this step brings something of the days before this one (since 1970), or corrects anything. */
    public final boolean isLate(long today) {
        return movement != null && movement.isLate(today);
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
        return movement == null ? Moved.NOTHING : movement.moved();
    }

    /** Whether {@link #moved} equals it. */
    public final boolean hasMoved(Moved like) {
        return movement != null && movement.is(like);
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

    final Movement movement() {
        return movement;
    }

    /** Null when the step is over. */
    final void moves(Movement now) {
        movement = now;
    }
}
