package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All facts that hold, by subject, kept up to date by changes; remembers which subjects a step has touched. */
public final class Ledger {

    private final Map<String, StudentFacts> students = new HashMap<>();
    private final Map<SessionId, SessionFacts> sessions = new HashMap<>();
    private final Map<String, OfferingFacts> offerings = new HashMap<>();
    private final List<SubjectFacts> all = new ArrayList<>();
    private final List<SubjectFacts> touched = new ArrayList<>();

    /** The sessions as registered from now on; every subject may read otherwise. */
    public void register(School school) {
        for (SessionFacts known : sessions.values()) {
            known.register(null);
        }
        for (Session session : school.sessions()) {
            session(session.id()).register(session);
        }
        touchAll(true);
    }

    public void touchAll(boolean corrected) {
        for (SubjectFacts subject : all) {
            touch(subject, corrected);
        }
    }

    public void apply(Change change) {
        if (change instanceof Change.OfAttendance of) {
            attendance(of);
        } else if (change instanceof Change.OfRollCall of) {
            RollFacts roll = session(of.session()).roll(of.classId(), this);
            roll.call(of.after());
            touch(roll, of.before() != null);
            touch(roll.session(), of.before() != null);
            for (Fact fact : roll.facts()) {
                touch(fact.student, of.before() != null);
            }
        } else if (change instanceof Change.OfLeaveSlip of) {
            StudentFacts student = student(of.student());
            if (of.after() == null) {
                student.slips().remove(of.slip());
            } else {
                student.slips().put(of.slip(), of.after());
            }
            touch(student, true);
        } else if (change instanceof Change.OfCheck of) {
            OfferingFacts offering = offering(of.offering());
            if (of.before() != null) {
                offering.remove(of.student(), of.before());
            }
            if (of.after() != null) {
                offering.put(of.student(), of.after(), of.at());
            }
            touch(offering, of.before() != null);
        } else if (change instanceof Change.OfEvaluation of) {
            OfferingFacts offering = offering(of.offering());
            if (of.before() != null) {
                offering.remove(of.before());
            }
            if (of.after() != null) {
                offering.put(of.after());
            }
            touch(offering, of.before() != null);
        }
    }

    private void attendance(Change.OfAttendance change) {
        StudentFacts student = student(change.student());
        SessionFacts session = session(change.session());
        Standing after = change.after();
        Standing place = change.before() == null ? after : change.before();
        boolean corrected =
                change.before() != null && (after == null || change.before().status() != Status.UNKNOWN);
        Fact held = student.timeline().find(place.at().startsAt(), session.id());
        if (held != null && after != null && isSamePlace(held.standing.at(), after.at())) {
            replace(held, after);
        } else {
            if (held != null) {
                remove(held);
                touch(held, corrected);
            }
            if (after == null) {
                return;
            }
            held = new Fact(
                    student,
                    session.roll(after.at().roll(), this),
                    student.enrolment(after.at().offering(), this),
                    after);
            add(held);
        }
        touch(held, corrected);
    }

    private static boolean isSamePlace(Attribution a, Attribution b) {
        return a == b
                || a.startsAt().equals(b.startsAt())
                        && Objects.equals(a.roll(), b.roll())
                        && Objects.equals(a.offering(), b.offering());
    }

    private static void replace(Fact fact, Standing after) {
        boolean wasException = fact.isException();
        fact.roll.replaced(fact.status(), after.status());
        fact.standing = after;
        fact.student.timeline().replaced(fact, wasException);
        if (fact.enrolment != null) {
            fact.enrolment.timeline().replaced(fact, wasException);
        }
    }

    private static void add(Fact fact) {
        fact.roll.add(fact);
        fact.student.timeline().add(fact);
        if (fact.enrolment != null) {
            fact.enrolment.timeline().add(fact);
        }
    }

    private static void remove(Fact fact) {
        fact.roll.remove(fact);
        fact.student.timeline().remove(fact);
        if (fact.enrolment != null) {
            fact.enrolment.timeline().remove(fact);
        }
    }

    private void touch(Fact fact, boolean corrected) {
        touch(fact.student, corrected);
        touch(fact.roll, corrected);
        touch(fact.roll.session(), corrected);
        if (fact.enrolment != null) {
            touch(fact.enrolment, corrected);
        }
    }

    private void touch(SubjectFacts subject, boolean corrected) {
        if (subject.touch(corrected)) {
            touched.add(subject);
        }
    }

    /** Settles which touched rolls are set aside (null = the rules have no such measure), touching the persons that this moves. */
    public void settle(ClassAbsent suspicion, AsOf now) {
        for (int i = 0; i < touched.size(); i++) {
            if (touched.get(i) instanceof RollFacts roll) {
                boolean suspect = suspicion != null && suspicion.suspects(roll, now);
                if (suspect != roll.isSuspect()) {
                    roll.suspect(suspect);
                    for (Fact fact : roll.facts()) {
                        touch(fact, roll.isCorrected());
                    }
                }
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
        return all.stream().filter(of -> of.subject().kind() == kind).toList();
    }

    private StudentFacts student(String id) {
        StudentFacts known = students.get(id);
        if (known == null) {
            known = keep(new StudentFacts(id));
            students.put(id, known);
        }
        return known;
    }

    private SessionFacts session(SessionId id) {
        SessionFacts known = sessions.get(id);
        if (known == null) {
            known = keep(new SessionFacts(id));
            sessions.put(id, known);
        }
        return known;
    }

    private OfferingFacts offering(String id) {
        OfferingFacts known = offerings.get(id);
        if (known == null) {
            known = keep(new OfferingFacts(id));
            offerings.put(id, known);
        }
        return known;
    }

    <T extends SubjectFacts> T keep(T subject) {
        all.add(subject);
        return subject;
    }
}
