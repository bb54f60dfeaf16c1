package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One class's roll of one session: its call, and how many stand in each status. */
public final class RollFacts extends SubjectFacts {

    private final SessionFacts session;
    private final String classId;
    private final Members members;
    /** One, but where students of other classes are listed or the session was moved. */
    private List<Place> places = List.of();

    private RollCall call;
    private boolean suspect;

    RollFacts(SessionFacts session, String classId, Members members) {
        this.session = session;
        this.classId = classId;
        this.members = members;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.ROLL;
    }

    @Override
    public String id() {
        return Subject.roll(session.sessionId(), classId).id();
    }

    public SessionFacts session() {
        return session;
    }

    /** Empty for the roll of students without a class. */
    public String classId() {
        return classId;
    }

    Members members() {
        return members;
    }

    List<Place> places() {
        return places;
    }

    void add(Place place) {
        List<Place> more = new ArrayList<>(places);
        more.add(place);
        places = List.copyOf(more);
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
        int size = 0;
        for (Place place : places) {
            for (int kind = 0; kind < place.kinds(); kind++) {
                size += place.count(kind);
            }
        }
        return size;
    }

    int count(Status status) {
        int count = 0;
        for (Place place : places) {
            count += place.count(status);
        }
        return count;
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
        int answered = size() - count(Status.UNKNOWN) - count(Status.EXEMPT);
        return answered > 0 && answered >= session.expected(now.school()).getOrDefault(classId, 0);
    }

    /** Looked up in the members' timelines: rolls are many, and seldom read one by one. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Place place : places) {
            for (StudentFacts student : members.all()) {
                Timeline timeline = student.timeline();
                int index = timeline.find(place.at.startsAt(), session);
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
