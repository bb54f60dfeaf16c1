package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One class's roll of one session: its call, and how many stand in each status. */
public final class RollFacts extends SubjectFacts {

    private static final Status[] STATUSES = Status.values();

    private final SessionFacts session;
    private final String classId;
    private final List<Fact> facts = new ArrayList<>();
    private final int[] counts = new int[STATUSES.length];
    private RollCall call;
    private boolean suspect;

    RollFacts(SessionFacts session, String classId) {
        super(Subject.roll(session.id(), classId));
        this.session = session;
        this.classId = classId;
    }

    public SessionFacts session() {
        return session;
    }

    /** Empty for the roll of students without a class. */
    public String classId() {
        return classId;
    }

    RollCall call() {
        return call;
    }

    void call(RollCall now) {
        call = now;
    }

    /** A whole class missing, not confirmed: see {@link ClassAbsent}. */
    boolean isSuspect() {
        return suspect;
    }

    void suspect(boolean now) {
        suspect = now;
    }

    int size() {
        return facts.size();
    }

    int count(Status status) {
        return counts[status.ordinal()];
    }

    int present() {
        return count(Status.PRESENT) + count(Status.LATE) + count(Status.EARLY);
    }

    /** Of whom presence could be said: on the roll, not on leave, not exempt. */
    int lookedFor() {
        return present() + count(Status.ABSENT) + count(Status.UNKNOWN);
    }

    /** 应到 of an attendance rate. */
    int expected() {
        return present() + count(Status.ABSENT) + count(Status.SICK) + count(Status.PERSONAL);
    }

    /** Called, or every student whom the roster expects has a status. */
    boolean isComplete(AsOf now) {
        if (call != null) {
            return true;
        }
        int answered = facts.size() - count(Status.UNKNOWN) - count(Status.EXEMPT);
        return answered > 0 && answered >= session.expected(now.school()).getOrDefault(classId, 0);
    }

    void add(Fact fact) {
        facts.add(fact);
        counts[fact.status().ordinal()]++;
    }

    void remove(Fact fact) {
        facts.remove(fact);
        counts[fact.status().ordinal()]--;
    }

    void replaced(Status before, Status after) {
        counts[before.ordinal()]--;
        counts[after.ordinal()]++;
    }

    List<Fact> facts() {
        return facts;
    }

    List<Fact> factsByStudent() {
        List<Fact> sorted = new ArrayList<>(facts);
        sorted.sort(Comparator.comparing(fact -> fact.student.id()));
        return sorted;
    }
}
