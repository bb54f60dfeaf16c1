package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All facts that hold, by subject, kept up to date by changes; remembers which subjects a step has touched. */
public final class Ledger {

    private final Subjects subjects = new Subjects();
    private final Touched touched = new Touched();
    private final CourseResults results = new CourseResults(subjects, touched);
    private final Teachings teachings = new Teachings(subjects, touched);

    /** The sessions as registered from now on; every subject may read otherwise. */
    public void register(School registered) {
        subjects.register(registered);
        nameSessions();
        results.counted().countAnew();
        teachings.counted().countAnew();
        touchAll(true);
        subjects.offerings().forEach(this::nameUnits);
        subjects.offerings().forEach(this::ask);
    }

    /** What was read stands in the school as it is registered: facts that carry no attribution count by it. */
    public void standIn(School registered) {
        subjects.register(registered);
        results.counted().countAnew();
        teachings.counted().countAnew();
    }

    /** All that holds now; quick, and the ledger may go on while it is read. */
    public LedgerImage image() {
        return new LedgerImage(
                subjects, results.counted().all(), teachings.counted().all());
    }

    Subjects known() {
        return subjects;
    }

    CourseResults results() {
        return results;
    }

    Teachings teachings() {
        return teachings;
    }

    /** A check that holds, of which nobody is told. */
    void keep(OfferingFacts offering, LessonCheck check, Attribution at) {
        offering.put(check.student(), check, at);
        countCheck(offering, check, at, 1, false);
    }

    /** What is due in a session is asked whether anything was heard of it or not. */
    private void nameSessions() {
        if (touched.isWatched(Subject.Kind.SESSION)) {
            subjects.nameAllSessions();
        }
    }

    /** Those for whom an offering's evaluations count by this school: some may be heard of for the first time. */
    private void nameUnits(OfferingFacts offering) {
        Set<Subject> units = new LinkedHashSet<>();
        offering.evaluations().forEach(each -> units.addAll(Evaluations.units(each, subjects.school())));
        offering.ballots().forEach(each -> units.addAll(Ballots.units(each, subjects.school())));
        units.forEach(unit -> touched.touch(subjects.unitFacts(unit.kind(), unit.id()), Moved.REGISTERED, 0, true));
    }

    /** A check with a due day is asked of everybody enrolled, also of those of whom nothing was heard. */
    private void ask(OfferingFacts offering) {
        if (subjects.school() == null) {
            return;
        }
        for (OfferingFacts.Check check : offering.dueChecks()) {
            for (RosterEntry entry : subjects.school().enrolled(offering.id(), check.dueOn())) {
                StudentFacts student = subjects.student(entry.student());
                EnrolmentFacts enrolment = student.findEnrolment(offering);
                touched.touch(enrolment == null ? subjects.enrol(student, offering) : enrolment, Moved.CHECK, 0, false);
            }
        }
    }

    public void touchAll(boolean corrected) {
        subjects.forgetGroups();
        for (List<SubjectFacts> kind : subjects.all()) {
            for (SubjectFacts subject : kind) {
                touched.touch(subject, Moved.REGISTERED, 0, corrected);
            }
        }
    }

    /** Whoever judges numbers its rules anew. */
    public void unmark() {
        subjects.all().forEach(kind -> kind.forEach(SubjectFacts::unmark));
    }

    /** Kinds of subjects that rules are about. */
    public void watch(Set<Subject.Kind> kinds) {
        touched.watch(kinds);
        nameSessions();
    }

    public void apply(Change change) {
        if (change instanceof Change.OfAttendance of) {
            attendance(of);
        } else if (change instanceof Change.OfRollCall of) {
            rollCall(of);
        } else if (change instanceof Change.OfLeaveSlip of) {
            StudentFacts student = subjects.student(of.student());
            if (of.after() == null) {
                student.removeSlip(of.slip());
            } else {
                student.put(of.after());
            }
            touched.touch(student, Moved.SLIP, 0, true);
        } else if (change instanceof Change.OfCheck of) {
            check(of);
        } else if (change instanceof Change.OfEvaluation of) {
            OfferingFacts offering = subjects.offering(of.offering());
            if (of.before() != null) {
                offering.remove(of.before());
            }
            if (of.after() != null) {
                offering.put(of.after());
            }
            touched.touch(offering, Moved.EVALUATION, 0, of.before() != null);
            evaluated(of.before(), of.before() != null);
            evaluated(of.after(), of.before() != null);
        } else if (change instanceof Change.OfReportedValue of) {
            reported(of);
        } else if (change instanceof Change.OfCourseResult of) {
            results.apply(of);
        } else if (change instanceof Change.OfTeacherAttendance of) {
            teachings.apply(of);
        } else if (change instanceof Change.OfBallots of) {
            ballots(of);
        }
    }

    private void ballots(Change.OfBallots change) {
        boolean corrected = change.before() != null;
        OfferingFacts offering = subjects.offering(change.offering());
        offering.ballots(change.teacher(), change.after());
        touched.touch(offering, Moved.EVALUATION, 0, corrected);
        if (subjects.school() != null) {
            BallotSummary either = change.after() == null ? change.before() : change.after();
            for (Subject unit : Ballots.units(either, subjects.school())) {
                touched.touch(subjects.unitFacts(unit.kind(), unit.id()), Moved.EVALUATION, 0, corrected);
            }
        }
    }

    private void evaluated(LearningEvaluation evaluation, boolean corrected) {
        if (evaluation != null && subjects.school() != null) {
            for (Subject unit : Evaluations.units(evaluation, subjects.school())) {
                touched.touch(subjects.unitFacts(unit.kind(), unit.id()), Moved.EVALUATION, 0, corrected);
            }
        }
    }

    private void reported(Change.OfReportedValue change) {
        Subject.Kind kind = Reports.kindOf(change, subjects.school());
        if (kind != null) {
            UnitFacts unit = subjects.unitFacts(kind, change.unit() == null ? Subjects.SCHOOL : change.unit());
            unit.report(change.indicator(), change.period(), change.after());
            touched.touch(unit, Moved.REPORTED, 0, change.before() != null);
        }
    }

    private void rollCall(Change.OfRollCall change) {
        RollFacts roll = subjects.roll(subjects.session(change.session()), change.classId());
        roll.call(change.after());
        boolean corrected = change.before() != null;
        touched.touch(roll, Moved.CALL, 0, corrected);
        touched.touch(roll.session(), Moved.CALL, 0, corrected);
        if (roll.count(Status.UNKNOWN) == 0) {
            return;
        }
        // Not seen on a called roll is no trace; of everyone else the call says nothing new.
        for (Fact fact : roll.facts()) {
            if (fact.status() == Status.UNKNOWN) {
                touched.touch(fact.student(), Moved.CALL, 0, corrected);
            }
        }
    }

    private void check(Change.OfCheck change) {
        OfferingFacts offering = subjects.offering(change.offering());
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
        touched.touch(offering, Moved.CHECK, 0, corrected);
    }

    private void countCheck(OfferingFacts offering, LessonCheck check, Attribution at, int sign, boolean corrected) {
        StudentFacts student = subjects.student(check.student());
        student.checks().count(at.heldOn(), check, sign);
        touched.touch(student, Moved.CHECK, 0, corrected);
        EnrolmentFacts enrolment = student.findEnrolment(offering);
        if (enrolment != null) {
            touched.touch(enrolment, Moved.CHECK, 0, corrected);
        }
        for (Tallies of : subjects.units(at, offering)) {
            of.count(at.heldOn(), check, sign);
            touched.touch(of.owner, Moved.CHECK, 0, corrected);
        }
    }

    private void attendance(Change.OfAttendance change) {
        StudentFacts student = subjects.student(change.student());
        SessionFacts session = subjects.session(change.session());
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
                place.count(removed, -1);
                place.count(kind, 1);
                touch(student, place, kind, removed, corrected);
                return;
            }
        }
        if (index >= 0) {
            Fact held = timeline.get(index);
            timeline.remove(index);
            held.place().count(held.kind(), -1);
            touch(student, held.place(), -1, held.kind(), corrected);
        }
        if (after != null) {
            Place place = subjects.place(session, after);
            int kind = place.kind(after);
            boolean isFound = index < 0 && before == null;
            int at = isFound ? index : timeline.find(after.at().startsAt(), session);
            timeline.insert(-at - 1, Places.pack(place, kind));
            student.isOn(place.roll.members());
            place.count(kind, 1);
            touch(student, place, kind, -1, corrected);
        }
    }

    /** @param added index of what is said now, −1 = nothing; {@code removed} likewise what was said before */
    private void touch(StudentFacts student, Place place, int added, int removed, boolean corrected) {
        int adds = added < 0 ? 0 : Moved.bits(place.said(added));
        int removes = removed < 0 ? 0 : Moved.bits(place.said(removed));
        touched.touch(student, adds, removes, place.heldDay, corrected);
        touched.touch(place, adds, removes, corrected);
        OfferingFacts offering = place.offering();
        if (offering == null) {
            return;
        }
        boolean isException = (adds & Moved.EXCEPTION) != 0;
        boolean asked = isException || touched.isWatched(Subject.Kind.ENROLMENT);
        EnrolmentFacts enrolment = asked ? student.findEnrolment(offering) : null;
        if (enrolment == null && isException) {
            enrolment = subjects.enrol(student, offering);
        }
        if (enrolment != null) {
            touched.touch(enrolment, adds, removes, place.heldDay, corrected);
        }
    }

    /** Settles which touched rolls are set aside (null = the rules have no such measure), touching the persons that this moves. */
    public void settle(ClassAbsent suspicion, AsOf now) {
        touched.spread();
        for (int i = 0; i < touched.subjects().size(); i++) {
            if (touched.subjects().get(i) instanceof RollFacts roll) {
                if (roll.moved().touches(Moved.CALL)) {
                    touchUnits(roll);
                }
                if (!subjects.isTimetabled()) {
                    roll.isAddedUpNowhere();
                } else if (roll.session().session() != null && roll.isCalledAnew(now)) {
                    subjects.rollChanged(roll.session().session());
                }
                boolean suspect = suspicion != null && suspicion.suspects(roll, now);
                if (suspect != roll.isSuspect()) {
                    setAside(roll, suspect);
                }
            }
        }
    }

    /** How many rolls were called is a number of the units of the registered session. */
    private void touchUnits(RollFacts roll) {
        Session session = roll.session().session();
        if (session == null) {
            return;
        }
        int day = (int) session.heldOn().toEpochDay();
        School school = subjects.school();
        called(subjects.findUnit(Subject.Kind.SCHOOL, Subjects.SCHOOL), day);
        called(subjects.findUnit(Subject.Kind.TEACHER, session.teacher()), day);
        called(subjects.findUnit(Subject.Kind.CLASS, roll.classId()), day);
        for (String classId : session.classes()) {
            called(subjects.findUnit(Subject.Kind.COLLEGE, school.collegeOfClass(classId)), day);
            school.administrativeClass(classId)
                    .ifPresent(known -> called(subjects.findUnit(Subject.Kind.PROGRAM, known.program()), day));
        }
        called(session.offering() == null ? null : subjects.findOffering(session.offering()), day);
    }

    private void called(SubjectFacts unit, int day) {
        if (unit != null) {
            touched.touch(unit, Moved.CALL, 0, day, false);
        }
    }

    private void setAside(RollFacts roll, boolean suspect) {
        roll.suspect(suspect);
        boolean corrected = roll.isCorrected();
        for (Place place = roll.firstPlace(); place != null; place = place.next()) {
            place.countInUnits(suspect ? -1 : 1);
            for (Tallies of : place.units()) {
                of.moved(place.heldDay);
                touched.touch(of.owner, Moved.ASIDE, 0, place.heldDay, corrected);
            }
        }
        touched.touch(roll.session(), Moved.ASIDE, 0, corrected);
        for (Fact fact : roll.facts()) {
            touched.touch(fact.student(), Moved.ASIDE, 0, corrected);
            fact.student().timeline().unsettle();
            EnrolmentFacts enrolment = fact.student().findEnrolment(fact.place().offering());
            if (enrolment != null) {
                touched.touch(enrolment, Moved.ASIDE, 0, corrected);
            }
        }
    }

    /** The subjects touched since the last release, in the order of the changes. */
    public List<SubjectFacts> touched() {
        return touched.subjects();
    }

    public void release() {
        touched.release();
    }

    /** Every subject of the kind, in the order in which they were first heard of. */
    public List<SubjectFacts> subjects(Subject.Kind kind) {
        return List.copyOf(subjects.all(kind));
    }

    /** Empty where nothing was ever said of it. */
    public Optional<SubjectFacts> find(Subject subject) {
        return subjects.find(subject);
    }
}
