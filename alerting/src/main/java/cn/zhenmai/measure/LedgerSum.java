package cn.zhenmai.measure;

import java.util.Arrays;

/** What tells two ledgers apart in which numbers of subjects, places and sayings mean something else. */
final class LedgerSum {

    private static final int PRIME = 31;

    private long value;

    void add(int more) {
        value = value * PRIME + more;
    }

    void add(SubjectFacts subject) {
        add(name(subject));
    }

    void add(Place place, long[] kinds) {
        add(name(place.roll));
        add(place.heldDay);
        add(Long.hashCode(place.startSecond));
        add(Arrays.hashCode(kinds));
    }

    /** Without writing out texts that are made of others. */
    private static int name(SubjectFacts subject) {
        if (subject instanceof SessionFacts session) {
            return session.sessionId().hashCode();
        }
        if (subject instanceof RollFacts roll) {
            return roll.session().sessionId().hashCode() * PRIME
                    + roll.classId().hashCode();
        }
        if (subject instanceof EnrolmentFacts enrolment) {
            return enrolment.student().hashCode() * PRIME + enrolment.offering().hashCode();
        }
        return subject.id().hashCode();
    }

    long value() {
        return value;
    }
}
