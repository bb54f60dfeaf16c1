package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One class's roll of one session: its call, and how many stand in each status. */
public final class RollFacts extends SubjectFacts {

    private static final int LOOKED_FOR = Moved.PRESENT | Moved.bits(Status.ABSENT, Status.UNKNOWN);
    private static final int EXPECTED = Moved.PRESENT | Moved.bits(Status.ABSENT, Status.SICK, Status.PERSONAL);
    private static final int SAYS_NOTHING = Moved.bits(Status.UNKNOWN, Status.EXEMPT);
    private static final byte UNASKED = -1;

    private final SessionFacts session;
    private final Members members;
    /** One, but where students of other classes are listed or the session was moved; null before the first. */
    private Place firstPlace;
    /** The session's next roll by name; null = none. */
    private RollFacts next;

    /** How it was called, and when that was recorded; null = it was not. */
    private RollCall.Mode mode;

    private long recordedSecond;
    private int recordedNano;
    private boolean suspect;
    /** Not called, called, or called in time, as it was asked last; {@link #UNASKED} where nobody has added it up since. */
    private byte called = UNASKED;

    RollFacts(SessionFacts session, Members members) {
        this.session = session;
        this.members = members;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.ROLL;
    }

    @Override
    public String id() {
        return Subject.roll(session.sessionId(), classId()).id();
    }

    public SessionFacts session() {
        return session;
    }

    /** Empty for the roll of students without a class. */
    public String classId() {
        return members.roll();
    }

    Members members() {
        return members;
    }

    RollFacts next() {
        return next;
    }

    void next(RollFacts other) {
        next = other;
    }

    Place firstPlace() {
        return firstPlace;
    }

    void add(Place place) {
        if (firstPlace == null) {
            firstPlace = place;
            return;
        }
        Place last = firstPlace;
        while (last.next() != null) {
            last = last.next();
        }
        last.next(place);
    }

    boolean isCalled() {
        return mode != null;
    }

    /** Null where it was not called. */
    RollCall.Mode mode() {
        return mode;
    }

    /** When the call was recorded; null where there is none. */
    Instant recordedAt() {
        return mode == null ? null : Instant.ofEpochSecond(recordedSecond, recordedNano);
    }

    /** 0 where it was not called. */
    long recordedSecond() {
        return recordedSecond;
    }

    int recordedNano() {
        return recordedNano;
    }

    /** {@code how} null = not called. */
    void keep(RollCall.Mode how, long second, int nano, boolean isSetAside) {
        mode = how;
        recordedSecond = second;
        recordedNano = nano;
        suspect = isSetAside;
    }

    /** Null takes the call back. */
    void call(RollCall now) {
        mode = now == null ? null : now.mode();
        recordedSecond = now == null ? 0 : now.recordedAt().getEpochSecond();
        recordedNano = now == null ? 0 : now.recordedAt().getNano();
    }

    /** Whether its being called, or being called in time, is another than when this was asked last. */
    boolean isCalledAnew(AsOf now) {
        byte is = (byte) (!isComplete(now) ? 0 : Rolls.isPrompt(this) ? 2 : 1);
        boolean anew = is != called;
        called = is;
        return anew;
    }

    /** No sum holds how it is called: the next to ask is told that it is another. */
    void isAddedUpNowhere() {
        called = UNASKED;
    }

    /** A whole class missing, not confirmed: see {@link ClassAbsent}. */
    boolean isSuspect() {
        return suspect;
    }

    void suspect(boolean now) {
        suspect = now;
    }

    int size() {
        int size = 0;
        for (Place place = firstPlace; place != null; place = place.next()) {
            for (int kind = 0; kind < place.kinds(); kind++) {
                size += place.count(kind);
            }
        }
        return size;
    }

    int count(Status status) {
        int count = 0;
        for (Place place = firstPlace; place != null; place = place.next()) {
            count += place.count(status);
        }
        return count;
    }

    /** @param statuses as bits */
    private int countOf(int statuses) {
        int count = 0;
        for (Place place = firstPlace; place != null; place = place.next()) {
            count += place.countOf(statuses);
        }
        return count;
    }

    int present() {
        return countOf(Moved.PRESENT);
    }

    /** Of whom presence could be said: on the roll, not on leave, not exempt. */
    int lookedFor() {
        return countOf(LOOKED_FOR);
    }

    /** 应到 of an attendance rate. */
    int expected() {
        return countOf(EXPECTED);
    }

    /** Called, or every student whom the roster expects has a status. */
    boolean isComplete(AsOf now) {
        if (isCalled()) {
            return true;
        }
        int answered = countOf(~SAYS_NOTHING);
        return answered > 0 && answered >= session.expected(now.school()).getOrDefault(classId(), 0);
    }

    /** Looked up in the members' timelines: rolls are many, and seldom read one by one. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Place place = firstPlace; place != null; place = place.next()) {
            for (StudentFacts student : members.all()) {
                Timeline timeline = student.timeline();
                int index = timeline.find(place.startsAt(), session);
                if (index >= 0 && timeline.place(index) == place) {
                    facts.add(timeline.get(index));
                }
            }
        }
        return facts;
    }

    List<Fact> factsByStudent() {
        List<Fact> sorted = facts();
        sorted.sort(Comparator.comparing(fact -> fact.student().id()));
        return sorted;
    }
}
