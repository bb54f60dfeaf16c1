package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All facts that hold, by subject, kept up to date by changes; remembers which subjects a step has touched. */
public final class Ledger {

    /** Of the one subject of its kind. */
    private static final String SCHOOL = "school";

    private final Sayings sayings = new Sayings();
    private final Places places = new Places();
    private final Map<String, StudentFacts> students = new HashMap<>();
    private final Map<SessionId, SessionFacts> sessions = new HashMap<>();
    private final Map<String, OfferingFacts> offerings = new HashMap<>();
    private final Map<Subject, UnitFacts> units = new HashMap<>();
    private final Map<String, Members> members = new HashMap<>();
    private final Map<Subject.Kind, List<SubjectFacts>> all = new EnumMap<>(Subject.Kind.class);
    /** Comparable subjects, as long as neither the school nor the subjects change. */
    private final Map<List<Object>, List<SubjectFacts>> groups = new HashMap<>();

    private School school;
    private final List<SubjectFacts> touched = new ArrayList<>();
    private final boolean[] isWatched = new boolean[Subject.Kind.values().length];
    /** Facts come roll by roll. */
    private SessionFacts latest;

    /** The sessions as registered from now on; every subject may read otherwise. */
    public void register(School registered) {
        school = registered;
        for (SessionFacts known : sessions.values()) {
            known.register(null);
        }
        for (Session session : school.sessions()) {
            session(session.id()).register(session);
        }
        touchAll(true);
        offerings.values().forEach(this::ask);
    }

    /** A check with a due day is asked of everybody enrolled, also of those of whom nothing was heard. */
    private void ask(OfferingFacts offering) {
        if (school == null) {
            return;
        }
        for (OfferingFacts.Check check : offering.dueChecks()) {
            for (RosterEntry entry : school.enrolled(offering.id(), check.dueOn())) {
                StudentFacts student = student(entry.student());
                EnrolmentFacts enrolment = student.findEnrolment(offering);
                touch(enrolment == null ? keep(student.enrol(offering)) : enrolment, Moved.CHECK, 0, false);
            }
        }
    }

    public void touchAll(boolean corrected) {
        groups.clear();
        for (List<SubjectFacts> kind : all.values()) {
            for (SubjectFacts subject : kind) {
                touch(subject, Moved.REGISTERED, 0, corrected);
            }
        }
    }

    /** Kinds of subjects that rules are about; others are not remembered as touched. Rolls always are: they may be set aside. */
    public void watch(Set<Subject.Kind> kinds) {
        for (Subject.Kind kind : Subject.Kind.values()) {
            isWatched[kind.ordinal()] = kind == Subject.Kind.ROLL || kinds.contains(kind);
        }
    }

    public void apply(Change change) {
        if (change instanceof Change.OfAttendance of) {
            attendance(of);
        } else if (change instanceof Change.OfRollCall of) {
            RollFacts roll = roll(session(of.session()), of.classId());
            roll.call(of.after());
            boolean corrected = of.before() != null;
            touch(roll, Moved.CALL, 0, corrected);
            touch(roll.session(), Moved.CALL, 0, corrected);
            for (Fact fact : roll.facts()) {
                touch(fact.student(), Moved.CALL, 0, corrected);
            }
        } else if (change instanceof Change.OfLeaveSlip of) {
            StudentFacts student = student(of.student());
            if (of.after() == null) {
                student.removeSlip(of.slip());
            } else {
                student.put(of.after());
            }
            touch(student, Moved.SLIP, 0, true);
        } else if (change instanceof Change.OfCheck of) {
            check(of);
        } else if (change instanceof Change.OfEvaluation of) {
            OfferingFacts offering = offering(of.offering());
            if (of.before() != null) {
                offering.remove(of.before());
            }
            if (of.after() != null) {
                offering.put(of.after());
            }
            touch(offering, Moved.EVALUATION, 0, of.before() != null);
        }
    }

    /** How many rolls were called is a number of the units of the registered session. */
    private void touchUnits(RollFacts roll) {
        Session session = roll.session().session();
        if (session == null) {
            return;
        }
        long day = session.heldOn().toEpochDay();
        touch(Subject.Kind.SCHOOL, SCHOOL, day);
        touch(Subject.Kind.TEACHER, session.teacher(), day);
        touch(Subject.Kind.CLASS, roll.classId(), day);
        for (String classId : session.classes()) {
            touch(Subject.Kind.COLLEGE, school.collegeOfClass(classId), day);
            school.administrativeClass(classId).ifPresent(known -> touch(Subject.Kind.PROGRAM, known.program(), day));
        }
        OfferingFacts offering = session.offering() == null ? null : offerings.get(session.offering());
        if (offering != null) {
            touch(offering, Moved.CALL, 0, day, false);
        }
    }

    private void touch(Subject.Kind kind, String id, long day) {
        UnitFacts known = id == null ? null : units.get(new Subject(kind, id));
        if (known != null) {
            touch(known, Moved.CALL, 0, day, false);
        }
    }

    private void check(Change.OfCheck change) {
        OfferingFacts offering = offering(change.offering());
        int asked = offering.dueChecks().size();
        boolean corrected = change.before() != null;
        if (change.before() != null) {
            OfferingFacts.Result held = offering.remove(change.student(), change.before());
            if (held != null) {
                countCheck(offering, held.check(), held.at(), -1, corrected);
            }
        }
        if (change.after() != null) {
            offering.put(change.student(), change.after(), change.at());
            countCheck(offering, change.after(), change.at(), 1, corrected);
        }
        if (offering.dueChecks().size() != asked) {
            ask(offering);
        }
        touch(offering, Moved.CHECK, 0, corrected);
    }

    private void countCheck(OfferingFacts offering, LessonCheck check, Attribution at, int sign, boolean corrected) {
        StudentFacts student = student(check.student());
        student.checks().count(at.heldOn(), check, sign);
        touch(student, Moved.CHECK, 0, corrected);
        EnrolmentFacts enrolment = student.findEnrolment(offering);
        if (enrolment != null) {
            touch(enrolment, Moved.CHECK, 0, corrected);
        }
        for (Tallies of : tallies(at, offering)) {
            of.count(at.heldOn(), check, sign);
            touch(of.owner, Moved.CHECK, 0, corrected);
        }
    }

    private void attendance(Change.OfAttendance change) {
        StudentFacts student = student(change.student());
        SessionFacts session = session(change.session());
        Standing before = change.before();
        Standing after = change.after();
        boolean corrected = before != null && (after == null || before.status() != Status.UNKNOWN);
        Timeline timeline = student.timeline();
        int index = timeline.find((before == null ? after : before).at().startsAt(), session);
        if (index >= 0 && after != null && timeline.place(index).isOf(after.at())) {
            Place place = timeline.place(index);
            int kind = place.kind(after);
            if (kind >= 0) {
                int removed = Places.kind(timeline.packed(index));
                timeline.replace(index, Places.pack(place, kind));
                count(place, removed, -1);
                count(place, kind, 1);
                touch(student, place, kind, removed, corrected);
                return;
            }
        }
        if (index >= 0) {
            Fact held = timeline.get(index);
            timeline.remove(index);
            count(held.place(), held.kind(), -1);
            touch(student, held.place(), -1, held.kind(), corrected);
        }
        if (after != null) {
            Place place = place(session, after);
            int kind = place.kind(after);
            int at = timeline.find(after.at().startsAt(), session);
            timeline.insert(-at - 1, Places.pack(place, kind));
            student.isOn(place.roll.members());
            count(place, kind, 1);
            touch(student, place, kind, -1, corrected);
        }
    }

    /** Facts join or leave what is counted; who is set aside is not counted in any unit. */
    private static void count(Place place, int kind, int facts) {
        place.add(kind, facts);
        if (!place.roll.isSuspect()) {
            for (Tallies of : place.units) {
                of.count(place, place.said(kind), facts);
            }
        }
    }

    /** The place for the standing, with room for what it says. */
    private Place place(SessionFacts session, Standing standing) {
        RollFacts roll = roll(session, standing.at().roll());
        for (Place place : roll.places()) {
            if (place.isOf(standing.at()) && place.kind(standing) >= 0) {
                return place;
            }
        }
        Attribution at = standing.at();
        OfferingFacts offering = at.offering() == null ? null : offering(at.offering());
        Place place = new Place(sayings, places.next(), roll, at, offering, tallies(at, offering));
        places.add(place);
        roll.add(place);
        for (Tallies of : place.units) {
            of.add(place);
        }
        return place;
    }

    private Tallies[] tallies(Attribution at, OfferingFacts offering) {
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
        return of.toArray(new Tallies[0]);
    }

    private Tallies unit(Subject.Kind kind, String id) {
        return units.computeIfAbsent(new Subject(kind, id), of -> keep(new UnitFacts(kind, id, this)))
                .tallies();
    }

    /** @param added index of what is said now, −1 = nothing; {@code removed} likewise what was said before */
    private void touch(StudentFacts student, Place place, int added, int removed, boolean corrected) {
        int adds = added < 0 ? 0 : Moved.bits(place.said(added));
        int removes = removed < 0 ? 0 : Moved.bits(place.said(removed));
        touch(student, adds, removes, place.heldDay, corrected);
        touch(place.roll, adds, removes, place.heldDay, corrected);
        touch(place.roll.session(), adds, removes, place.heldDay, corrected);
        OfferingFacts offering = place.offering;
        if (offering != null) {
            boolean asked = isWatched[Subject.Kind.ENROLMENT.ordinal()] || (adds & Moved.EXCEPTION) != 0;
            EnrolmentFacts enrolment = asked ? student.findEnrolment(offering) : null;
            if (enrolment == null && (adds & Moved.EXCEPTION) != 0) {
                enrolment = keep(student.enrol(offering));
            }
            if (enrolment != null) {
                touch(enrolment, adds, removes, place.heldDay, corrected);
            }
        }
        for (Tallies of : place.units) {
            touch(of.owner, adds, removes, place.heldDay, corrected);
        }
    }

    private void touch(SubjectFacts subject, int adds, int removes, boolean corrected) {
        touch(subject, adds, removes, Moved.ANY_DAY, corrected);
    }

    private void touch(SubjectFacts subject, int adds, int removes, long day, boolean corrected) {
        if (isWatched[subject.kind().ordinal()] && subject.touch(adds, removes, day, corrected)) {
            touched.add(subject);
        }
    }

    /** Settles which touched rolls are set aside (null = the rules have no such measure), touching the persons that this moves. */
    public void settle(ClassAbsent suspicion, AsOf now) {
        for (int i = 0; i < touched.size(); i++) {
            if (touched.get(i) instanceof RollFacts roll) {
                if (roll.moved().touches(Moved.CALL)) {
                    touchUnits(roll);
                }
                boolean suspect = suspicion != null && suspicion.suspects(roll, now);
                if (suspect != roll.isSuspect()) {
                    setAside(roll, suspect);
                }
            }
        }
    }

    private void setAside(RollFacts roll, boolean suspect) {
        roll.suspect(suspect);
        for (Place place : roll.places()) {
            for (Tallies of : place.units) {
                for (int kind = 0; kind < place.kinds(); kind++) {
                    of.count(place, place.said(kind), suspect ? -place.count(kind) : place.count(kind));
                }
                touch(of.owner, Moved.ASIDE, 0, place.heldDay, roll.isCorrected());
            }
        }
        touch(roll.session(), Moved.ASIDE, 0, roll.isCorrected());
        for (Fact fact : roll.facts()) {
            touch(fact.student(), Moved.ASIDE, 0, roll.isCorrected());
            fact.student().timeline().forgetTerm();
            EnrolmentFacts enrolment = fact.student().findEnrolment(fact.place().offering);
            if (enrolment != null) {
                touch(enrolment, Moved.ASIDE, 0, roll.isCorrected());
            }
        }
    }

    /** The subjects touched since the last release, in the order of the changes. */
    public List<SubjectFacts> touched() {
        return touched;
    }

    public void release() {
        touched.forEach(SubjectFacts::release);
        touched.clear();
    }

    /** Every subject of the kind, in the order in which they were first heard of. */
    public List<SubjectFacts> subjects(Subject.Kind kind) {
        return List.copyOf(all.getOrDefault(kind, List.of()));
    }

    List<SubjectFacts> group(Subject.Kind kind, Comparison.Peers comparison, String group, School school) {
        return groups.computeIfAbsent(
                List.of(kind, comparison, group),
                none -> all.getOrDefault(kind, List.of()).stream()
                        .filter(of -> Compared.group(comparison, of, school).equals(group))
                        .toList());
    }

    /** Empty where nothing was ever said of it. */
    public Optional<SubjectFacts> find(Subject subject) {
        return Optional.ofNullable(
                switch (subject.kind()) {
                    case STUDENT -> students.get(subject.id());
                    case OFFERING -> offerings.get(subject.id());
                    default -> units.get(subject);
                });
    }

    /** Null where neither the timetable nor any fact knows it. */
    SessionFacts findSession(SessionId id) {
        return sessions.get(id);
    }

    private StudentFacts student(String id) {
        StudentFacts known = students.get(id);
        if (known == null) {
            known = keep(new StudentFacts(id, places));
            students.put(id, known);
        }
        return known;
    }

    private SessionFacts session(SessionId id) {
        if (latest != null && latest.sessionId().equals(id)) {
            return latest;
        }
        SessionFacts known = sessions.get(id);
        if (known == null) {
            known = keep(new SessionFacts(id));
            sessions.put(id, known);
        }
        latest = known;
        return known;
    }

    /** {@code name} null is the roll of students without a class. */
    private RollFacts roll(SessionFacts session, String name) {
        String classId = name == null ? "" : name;
        RollFacts known = session.findRoll(classId);
        if (known == null) {
            known = keep(new RollFacts(session, classId, members.computeIfAbsent(classId, none -> new Members())));
            session.add(known);
        }
        return known;
    }

    private OfferingFacts offering(String id) {
        OfferingFacts known = offerings.get(id);
        if (known == null) {
            known = keep(new OfferingFacts(id, this));
            offerings.put(id, known);
        }
        return known;
    }

    private <T extends SubjectFacts> T keep(T subject) {
        all.computeIfAbsent(subject.kind(), none -> new ArrayList<>()).add(subject);
        groups.clear();
        return subject;
    }
}
