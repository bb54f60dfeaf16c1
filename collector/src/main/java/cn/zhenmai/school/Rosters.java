package cn.zhenmai.school;

import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.StudentStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Rosters as of a session's day. One question is answered in one place: is this student on it, and how. */
final class Rosters {

    private final Units units;
    private final Members members;
    private final SessionIndex sessions;

    /** One list per session at most: bounded by the timetable. Equal entries of a student are shared. */
    private final Map<SessionId, List<RosterEntry>> rosters = new ConcurrentHashMap<>();

    private final Map<RosterEntry, RosterEntry> shared = new ConcurrentHashMap<>();

    /** What a roster is of: classes and an offering (or none) on a day. */
    private record Occasion(Collection<String> classes, String offering, Session.Kind kind, LocalDate on) {
        static Occasion of(Session session) {
            return new Occasion(session.classes(), session.offering(), session.kind(), session.heldOn());
        }
    }

    Rosters(Units units, Members members, SessionIndex sessions) {
        this.units = units;
        this.members = members;
        this.sessions = sessions;
    }

    List<RosterEntry> of(Session session) {
        // A session of an earlier state of the registry may differ from ours under the same name.
        boolean ours = sessions.find(session.id()).filter(s -> s == session).isPresent();
        return ours
                ? rosters.computeIfAbsent(session.id(), id -> list(Occasion.of(session)))
                : list(Occasion.of(session));
    }

    boolean isAnybodyExpected(Session session) {
        Occasion occasion = Occasion.of(session);
        for (String classId : occasion.classes()) {
            if (members.among(classId, occasion.on()).anyMatch(student -> isExpected(occasion, student))) {
                return true;
            }
        }
        for (String student : members.exceptional(occasion.offering())) {
            if (isExpected(occasion, student)) {
                return true;
            }
        }
        return false;
    }

    private boolean isExpected(Occasion occasion, String student) {
        return entry(occasion, student).filter(RosterEntry::expected).isPresent();
    }

    Optional<RosterEntry> entry(Session session, String student) {
        return entry(Occasion.of(session), student);
    }

    List<RosterEntry> enrolled(String offering, LocalDate on) {
        return occasion(offering, on).map(this::list).orElse(List.of());
    }

    Optional<RosterEntry> enrolment(String student, String offering, LocalDate on) {
        return occasion(offering, on).flatMap(occasion -> entry(occasion, student));
    }

    private Optional<Occasion> occasion(String offering, LocalDate on) {
        return Optional.ofNullable(units.offerings().get(offering))
                .map(found -> new Occasion(new TreeSet<>(found.classes()), offering, Session.Kind.LESSON, on));
    }

    /** Held sessions in [from, until) on whose roster the student is expected. */
    List<Session> sessionsOf(String student, LocalDate from, LocalDate until) {
        TreeMap<SessionId, Session> found = new TreeMap<>();
        for (String classId : members.classesEver(student)) {
            sessions.ofClass(classId, from, until).forEach(s -> found.put(s.id(), s));
        }
        for (String offering : members.exceptionalOfferings(student)) {
            sessions.ofOwner(offering, from, until).forEach(s -> found.put(s.id(), s));
        }
        return found.values().stream()
                .filter(Session::isHeld)
                .filter(s -> entry(s, student).filter(RosterEntry::expected).isPresent())
                .sorted(SessionIndex.BY_START)
                .toList();
    }

    private List<RosterEntry> list(Occasion occasion) {
        TreeSet<String> candidates = new TreeSet<>();
        occasion.classes().forEach(classId -> candidates.addAll(members.of(classId, occasion.on())));
        members.exceptional(occasion.offering()).forEach(candidates::add);
        List<RosterEntry> roster = new ArrayList<>(candidates.size());
        candidates.forEach(student -> entry(occasion, student).ifPresent(roster::add));
        return List.copyOf(roster);
    }

    private Optional<RosterEntry> entry(Occasion occasion, String student) {
        String own = members.classOf(student, occasion.on());
        Optional<EnrolmentException> exception = members.exception(student, occasion.offering(), occasion.on());
        EnrolmentKind kind = exception.map(EnrolmentException::kind).orElse(EnrolmentKind.NORMAL);
        boolean member = own != null && occasion.classes().contains(own);
        StudentStatus.Kind status = members.status(student, occasion.on());
        if (kind == EnrolmentKind.REMOVED || status == StudentStatus.Kind.LEFT || !member && exception.isEmpty()) {
            return Optional.empty();
        }
        String roll = exception.map(EnrolmentException::roll).orElse(null);
        if (!member && !takesPart(occasion, roll, own)) {
            return Optional.empty();
        }
        boolean atWork = status == StudentStatus.Kind.INTERNSHIP && occasion.kind() == Session.Kind.INTERNSHIP_DAY;
        boolean expected =
                (status == null || atWork) && kind != EnrolmentKind.WAIVED && kind != EnrolmentKind.SELF_STUDY;
        RosterEntry entry = new RosterEntry(
                student,
                own,
                roll != null ? roll : rollOf(occasion, own),
                own == null ? null : units.programOf(own),
                own == null ? null : units.collegeOf(own),
                kind,
                expected);
        return Optional.of(shared.computeIfAbsent(entry, e -> e));
    }

    /** Who follows a class of the offering has no lesson while that class is away (in its practice week). */
    private boolean takesPart(Occasion occasion, String roll, String own) {
        Registry.Offering offering = units.offerings().get(occasion.offering());
        String followed = roll != null ? roll : own;
        boolean away = offering != null
                && followed != null
                && offering.classes().contains(followed)
                && !occasion.classes().contains(followed);
        return !away;
    }

    /** Where nobody said whose roll lists the student: the own class's, else the first class's. */
    private static String rollOf(Occasion occasion, String own) {
        boolean ownTakesPart = own != null && occasion.classes().contains(own);
        return ownTakesPart || occasion.classes().isEmpty()
                ? own
                : occasion.classes().iterator().next();
    }
}
