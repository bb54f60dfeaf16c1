package cn.zhenmai.school;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One school's registry, indexed: immutable, built whole from a {@link Registry}, replaced whole by an edit. */
public final class School {

    /** All school dates are read in this zone, whatever the host's. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Registry registry;
    private final Units units;
    private final Calendar calendar;
    private final Bells bells;
    private final SessionIndex sessions;
    private final Members members;
    private final Rosters rosters;
    private final Posts posts;

    private School(Registry registry) {
        this.registry = registry;
        units = Units.of(registry);
        calendar = new Calendar(registry);
        bells = new Bells(registry);
        SessionFactory factory = new SessionFactory(registry, units, bells);
        List<Session> all = new ArrayList<>();
        Timetable.expand(registry, units, calendar, planned -> all.add(factory.session(planned)));
        sessions = new SessionIndex(all);
        members = new Members(registry);
        rosters = new Rosters(units, members, sessions);
        posts = new Posts(registry);
    }

    public static School of(Registry registry) {
        return new School(registry);
    }

    public Registry registry() {
        return registry;
    }

    public Optional<Registry.Student> student(String id) {
        return Optional.ofNullable(units.students().get(id));
    }

    public Optional<Registry.Teacher> teacher(String id) {
        return Optional.ofNullable(units.teachers().get(id));
    }

    public Optional<Registry.AdministrativeClass> administrativeClass(String id) {
        return Optional.ofNullable(units.classes().get(id));
    }

    public Optional<Registry.Program> program(String id) {
        return Optional.ofNullable(units.programs().get(id));
    }

    public Optional<Registry.College> college(String id) {
        return Optional.ofNullable(units.colleges().get(id));
    }

    public Optional<Registry.Offering> offering(String id) {
        return Optional.ofNullable(units.offerings().get(id));
    }

    public Optional<Registry.Course> course(String id) {
        return Optional.ofNullable(units.courses().get(id));
    }

    public Optional<Registry.Campus> campus(String id) {
        return Optional.ofNullable(units.campuses().get(id));
    }

    public Optional<Registry.Office> office(String id) {
        return Optional.ofNullable(units.offices().get(id));
    }

    public Optional<Registry.Group> group(String id) {
        return Optional.ofNullable(units.groups().get(id));
    }

    /** An indicator of the catalogue of state data. */
    public Optional<Registry.Indicator> indicator(String id) {
        return Optional.ofNullable(units.indicators().get(id));
    }

    /** Whether official leave counts in 应到 for a session held on that day. */
    public boolean isOfficialLeaveExpected(LocalDate on) {
        for (Registry.LeavePolicy policy : registry.leavePolicies()) {
            if (policy.valid().contains(on)) {
                return policy.officialLeave() == Registry.LeavePolicy.OfficialLeave.EXPECTED;
            }
        }
        return false;
    }

    /** The name people know the session by: its course's, its group's, or else its owner's id. */
    public String nameOf(Session session) {
        return course(session.course())
                .map(Registry.Course::name)
                .or(() -> group(session.id().owner()).map(Registry.Group::name))
                .orElse(session.id().owner());
    }

    /** The student's administrative class on that day. */
    public Optional<Registry.AdministrativeClass> classOf(String student, LocalDate on) {
        return administrativeClass(members.classOf(student, on));
    }

    /** The college of an administrative class, or null. */
    public String collegeOfClass(String classId) {
        return units.collegeOf(classId);
    }

    /** Members of an administrative class on that day, by student id. */
    public List<String> members(String classId, LocalDate on) {
        return members.of(classId, on);
    }

    /** Teachers (persons) who hold the post for the unit on that day. */
    public List<String> holders(Registry.Post post, String unit, LocalDate on) {
        return posts.holders(post, unit, on);
    }

    /** Units for which the person holds the post on that day. */
    public Set<String> unitsOf(String teacher, Registry.Post post, LocalDate on) {
        return posts.unitsOf(teacher, post, on);
    }

    /** Every session of every term, cancelled ones included, in order of start. */
    public List<Session> sessions() {
        return sessions.all();
    }

    /** The days on which any session was first planned. */
    public Set<LocalDate> plannedDays() {
        return sessions.plannedDays();
    }

    public Optional<Session> session(SessionId id) {
        return sessions.find(id);
    }

    /** Sessions <em>held</em> on that day (moved ones on their new day), cancelled ones included, in order of start. */
    public List<Session> sessionsOn(LocalDate day) {
        return sessions.on(day);
    }

    /** Held sessions of a student in [from, until), on whose roster the student is expected, in order of start. */
    public List<Session> sessionsOf(String student, LocalDate from, LocalDate until) {
        return rosters.sessionsOf(student, from, until);
    }

    /** Sessions of an offering or a group, cancelled ones included, in order of start. */
    public List<Session> sessionsOfOwner(String owner) {
        return sessions.ofOwner(owner);
    }

    /** Sessions that the class takes part in, held in [from, until), cancelled ones included, in order of start. */
    public List<Session> sessionsOfClass(String classId, LocalDate from, LocalDate until) {
        return sessions.ofClass(classId, from, until);
    }

    /** The roster as of the session's day, by student id; entries that are not {@code expected} included. */
    public List<RosterEntry> roster(Session session) {
        return rosters.of(session);
    }

    /** Whether anybody is expected, without the whole roster. */
    public boolean isAnybodyExpected(Session session) {
        return rosters.isAnybodyExpected(session);
    }

    public Optional<RosterEntry> rosterEntry(Session session, String student) {
        return rosters.entry(session, student);
    }

    /** Planned periods of the offering in its term: as declared, else as timetabled (cancelled sessions included). */
    public int plannedPeriods(String offering) {
        int declared = offering(offering).map(Registry.Offering::plannedPeriods).orElse(0);
        return declared > 0
                ? declared
                : sessions.ofOwner(offering).stream().mapToInt(Session::periods).sum();
    }

    /** How the student is enrolled in the offering on that day; empty where not. */
    public Optional<RosterEntry> enrolment(String student, String offering, LocalDate on) {
        return rosters.enrolment(student, offering, on);
    }

    /** Students enrolled in the offering on that day, by id, with how. */
    public List<RosterEntry> enrolled(String offering, LocalDate on) {
        return rosters.enrolled(offering, on);
    }

    /** The term that contains the day (any grade's), if any. */
    public Optional<Registry.Term> termOn(LocalDate day) {
        return calendar.termOn(day);
    }

    /** First day after the term. */
    public LocalDate endOf(Registry.Term term) {
        return term.firstMonday().plusWeeks(term.weeks());
    }

    /** Teaching week of the day, from 1; 0 outside every term. */
    public int weekOf(LocalDate day) {
        return calendar.weekOf(day);
    }

    /** The month label that the teaching week of the day belongs to. */
    public Optional<Registry.Month> monthOf(LocalDate day) {
        return calendar.monthOf(day);
    }

    public Optional<Registry.Month> month(String label) {
        return calendar.month(label);
    }

    /** Teaching day: some ordinary sessions may be held (a working day of a term, or a make-up day). */
    public boolean isTeachingDay(LocalDate day) {
        return calendar.isTeachingDay(day);
    }

    /** Whether the day carries no sessions for a class that takes part in the session, or on its campus. */
    boolean isOff(Session session, LocalDate day) {
        if (session.classes().isEmpty()) {
            return calendar.days(new Calendar.Cohort(null, session.campus(), 0))
                    .carriedBy(day)
                    .isEmpty();
        }
        return session.classes().stream()
                .map(units.classes()::get)
                .anyMatch(known -> calendar.days(new Calendar.Cohort(
                                known == null ? null : known.campus(),
                                session.campus(),
                                known == null ? 0 : known.grade()))
                        .carriedBy(day)
                        .isEmpty());
    }

    /** "第7周 周二 3–4节" for the moment; between periods the next one, after the last the last, outside the term only the date. */
    public String periodLabel(Instant at) {
        return PeriodLabel.of(at, calendar, bells);
    }
}
