package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every subject of which anything was heard, by name, and the places where facts lie. */
final class Subjects {

    /** Of the one subject of its kind. */
    static final String SCHOOL = "school";

    private final Sayings sayings = new Sayings();
    private final Places places = new Places();
    private final SubjectTable<String, StudentFacts> students = new SubjectTable<>(StudentFacts::id);
    private final List<StudentFacts> studentsInOrder = new ArrayList<>();
    private final SubjectTable<SessionId, SessionFacts> sessions = new SubjectTable<>(SessionFacts::sessionId);
    private final Map<String, OfferingFacts> offerings = new HashMap<>();
    private final Map<Subject, UnitFacts> units = new HashMap<>();
    private final Map<String, Members> members = new LinkedHashMap<>();
    private final Map<Attributed, Whereabouts> whereabouts = new HashMap<>();
    private final Map<List<Tallies>, Days> days = new HashMap<>();
    private final Expectations expectations = new Expectations();
    private final Map<Subject.Kind, List<SubjectFacts>> all = new EnumMap<>(Subject.Kind.class);
    /** Comparable subjects, as long as neither the school nor the subjects change. */
    private final Map<List<Object>, List<SubjectFacts>> groups = new HashMap<>();

    private School school;
    /** Null until it is asked for. */
    private Timetabled timetabled;

    /** Facts come roll by roll, and each roll in the order of the first one. */
    private SessionFacts latestSession;

    private StudentFacts latestStudent;
    private Place latestPlace;

    /** How the sessions that were heard of are registered from now on. */
    void register(School registered) {
        school = registered;
        timetabled = null;
        for (SubjectFacts each : all(Subject.Kind.SESSION)) {
            SessionFacts session = (SessionFacts) each;
            session.register(registered(session.sessionId()));
        }
    }

    private Session registered(SessionId id) {
        return school == null ? null : school.session(id).orElse(null);
    }

    /** Those of the timetable too of which nothing was heard. */
    void nameAllSessions() {
        if (school != null) {
            for (Session session : school.sessions()) {
                SessionFacts known = sessions.find(session.id());
                latestSession = known == null ? named(session.id()) : known;
            }
        }
    }

    /** Null until the first is registered. */
    School school() {
        return school;
    }

    /** Of the registered school. */
    Timetabled timetabled() {
        timetabled = timetabled == null ? new Timetabled(school, this) : timetabled;
        return timetabled;
    }

    /** Whether anybody has asked for it since the school was registered. */
    boolean isTimetabled() {
        return timetabled != null;
    }

    /** A roll of the session is called, or not any more. */
    void rollChanged(Session session) {
        timetabled.rollChanged((int) session.heldOn().toEpochDay());
    }

    Iterable<OfferingFacts> offerings() {
        return offerings.values();
    }

    Iterable<List<SubjectFacts>> all() {
        return all.values();
    }

    /** In the order in which they were first heard of. */
    List<SubjectFacts> all(Subject.Kind kind) {
        return all.getOrDefault(kind, List.of());
    }

    void forgetGroups() {
        groups.clear();
    }

    List<SubjectFacts> group(Subject.Kind kind, Comparison.Peers comparison, String group) {
        return groups.computeIfAbsent(
                List.of(kind, comparison, group),
                none -> all(kind).stream()
                        .filter(of -> Compared.group(comparison, of, school).equals(group))
                        .toList());
    }

    /** Empty where nothing was ever said of it. */
    Optional<SubjectFacts> find(Subject subject) {
        return Optional.ofNullable(
                switch (subject.kind()) {
                    case STUDENT -> students.find(subject.id());
                    case OFFERING -> offerings.get(subject.id());
                    default -> units.get(subject);
                });
    }

    StudentFacts student(String id) {
        int next = latestStudent == null ? studentsInOrder.size() : latestStudent.ordinal() + 1;
        StudentFacts known = next < studentsInOrder.size() ? studentsInOrder.get(next) : null;
        if (known == null || !known.id().equals(id)) {
            known = students.find(id);
        }
        if (known == null) {
            known = keep(new StudentFacts(id, studentsInOrder.size(), places));
            students.add(known);
            studentsInOrder.add(known);
        }
        latestStudent = known;
        return known;
    }

    SessionFacts session(SessionId id) {
        if (latestSession != null && latestSession.sessionId().equals(id)) {
            return latestSession;
        }
        SessionFacts known = sessions.find(id);
        latestSession = known == null ? named(id) : known;
        return latestSession;
    }

    StudentFacts student(int ordinal) {
        return studentsInOrder.get(ordinal);
    }

    private SessionFacts named(SessionId id) {
        SessionFacts named = keep(new SessionFacts(id, expectations));
        sessions.add(named);
        named.register(registered(id));
        return named;
    }

    /** {@code name} null is the roll of students without a class. */
    RollFacts roll(SessionFacts session, String name) {
        String classId = name == null ? "" : name;
        RollFacts known = session.findRoll(classId);
        if (known == null) {
            known = keep(new RollFacts(session, members(classId)));
            session.add(known);
        }
        return known;
    }

    Members members(String roll) {
        return members.computeIfAbsent(roll, Members::new);
    }

    Iterable<Members> members() {
        return members.values();
    }

    Sayings sayings() {
        return sayings;
    }

    Places places() {
        return places;
    }

    /** That was written to last, or null: the next of its kind is looked for there first. */
    Place latestPlace() {
        return latestPlace;
    }

    void goOnAt(Place place) {
        latestPlace = place;
    }

    OfferingFacts offering(String id) {
        OfferingFacts known = offerings.get(id);
        if (known == null) {
            known = keep(new OfferingFacts(id, this));
            offerings.put(id, known);
        }
        return known;
    }

    /** Null where nothing was heard of it. */
    OfferingFacts findOffering(String id) {
        return offerings.get(id);
    }

    EnrolmentFacts enrol(StudentFacts student, OfferingFacts offering) {
        return keep(student.enrol(offering));
    }

    /** Null where nothing was heard of it. */
    UnitFacts findUnit(Subject.Kind kind, String id) {
        return id == null ? null : units.get(new Subject(kind, id));
    }

    UnitFacts unitFacts(Subject.Kind kind, String id) {
        return (UnitFacts) unit(kind, id).owner;
    }

    private Tallies unit(Subject.Kind kind, String id) {
        return units.computeIfAbsent(new Subject(kind, id), of -> keep(new UnitFacts(kind, id, this)))
                .tallies();
    }

    /** The place for the standing, with room for what it says. */
    Place place(SessionFacts session, Standing standing) {
        Place latest = latestPlace;
        if (latest != null
                && latest.roll.session() == session
                && latest.isOf(standing.at())
                && latest.hasRoom(standing)) {
            return latest;
        }
        RollFacts roll = roll(session, standing.at().roll());
        for (Place place = roll.firstPlace(); place != null; place = place.next()) {
            if (place.isOf(standing.at()) && place.hasRoom(standing)) {
                latestPlace = place;
                return place;
            }
        }
        Attribution at = standing.at();
        latestPlace = newPlace(roll, whereabouts(at), at.startsAt().getEpochSecond(), (int)
                at.heldOn().toEpochDay());
        return latestPlace;
    }

    Place newPlace(RollFacts roll, Whereabouts whereabouts, long startSecond, int heldDay) {
        Place place = new Place(sayings, places.next(), roll, whereabouts, startSecond, heldDay);
        places.add(place);
        roll.add(place);
        for (Tallies of : place.units()) {
            of.add(place);
        }
        return place;
    }

    Whereabouts whereabouts(Attribution at) {
        return whereabouts.computeIfAbsent(Attributed.of(at), none -> newWhereabouts(none, at));
    }

    private Whereabouts newWhereabouts(Attributed attributed, Attribution at) {
        OfferingFacts offering = at.offering() == null ? null : offering(at.offering());
        List<Tallies> units = units(at, offering);
        List<Tallies> large = units.stream().filter(unit -> !unit.isByPlace()).toList();
        return new Whereabouts(
                attributed, offering, units.toArray(new Tallies[0]), days.computeIfAbsent(large, Days::new));
    }

    /** Units that what is attributed so adds to, smallest first. */
    List<Tallies> units(Attribution at, OfferingFacts offering) {
        List<Tallies> of = new ArrayList<>(6);
        if (at.classId() != null) {
            of.add(unit(Subject.Kind.CLASS, at.classId()));
        }
        if (offering != null) {
            of.add(offering.tallies());
        }
        if (at.teacher() != null) {
            of.add(unit(Subject.Kind.TEACHER, at.teacher()));
        }
        if (at.program() != null) {
            of.add(unit(Subject.Kind.PROGRAM, at.program()));
        }
        if (at.college() != null) {
            of.add(unit(Subject.Kind.COLLEGE, at.college()));
        }
        of.add(unit(Subject.Kind.SCHOOL, SCHOOL));
        return of;
    }

    private <T extends SubjectFacts> T keep(T subject) {
        all.computeIfAbsent(subject.kind(), none -> new ArrayList<>()).add(subject);
        if (subject instanceof UnitFacts || subject instanceof OfferingFacts) {
            groups.clear();
        }
        return subject;
    }
}
