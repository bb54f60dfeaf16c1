package cn.zhenmai.school;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One occasion with a roster, a recorder and a place, after all change orders.
 *
 * @param offering null for sessions of a group (evening study, assembly…)
 * @param course null where offering is
 * @param teachers who hold it, after substitution; may be empty. Warnings go to the first.
 * @param classes the administrative classes that take part on that day (a class in its practice week is left out)
 * @param heldOn the day it is really held on; {@code id.plannedOn()} is the day it was first planned on
 * @param periods its period equivalent (a lesson pair 2, a practice day 6)
 * @param rollCallDueAt the roll call's deadline by the college's rule
 */
public record Session(
        SessionId id,
        Kind kind,
        String offering,
        String course,
        List<String> teachers,
        Set<String> classes,
        String campus,
        String room,
        LocalDate heldOn,
        int firstPeriod,
        int periods,
        Instant startsAt,
        Instant endsAt,
        Instant rollCallDueAt,
        State state) {

    public enum Kind {
        LESSON,
        PRACTICE_DAY,
        INTERNSHIP_DAY,
        EVENING_STUDY,
        MORNING_EXERCISE,
        ASSEMBLY,
        DORM_CHECK
    }

    public enum State {
        PLANNED,
        MOVED,
        CANCELLED
    }

    public boolean isHeld() {
        return state != State.CANCELLED;
    }

    /** The teacher whom warnings about this session go to, or null. */
    public String teacher() {
        return teachers.isEmpty() ? null : teachers.get(0);
    }
}
