package cn.zhenmai.school;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One school's registry, indexed: immutable, built whole from a {@link Registry}, replaced whole by an edit. */
public final class School {

    /** All school dates are read in this zone, whatever the host's. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Registry registry;

    private School(Registry registry) {
        this.registry = registry;
    }

    public static School of(Registry registry) {
        return new School(registry);
    }

    public Registry registry() {
        return registry;
    }

    public Optional<Registry.Student> student(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Teacher> teacher(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.AdministrativeClass> administrativeClass(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Program> program(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.College> college(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Offering> offering(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Course> course(String id) {
        throw new UnsupportedOperationException();
    }

    /** The student's administrative class on that day. */
    public Optional<Registry.AdministrativeClass> classOf(String student, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** The college of an administrative class, or null. */
    public String collegeOfClass(String classId) {
        throw new UnsupportedOperationException();
    }

    /** Members of an administrative class on that day, by student id. */
    public List<String> members(String classId, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Teachers (persons) who hold the post for the unit on that day. */
    public List<String> holders(Registry.Post post, String unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Units for which the person holds the post on that day. */
    public Set<String> unitsOf(String teacher, Registry.Post post, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Every session of every term, cancelled ones included, in order of start. */
    public List<Session> sessions() {
        throw new UnsupportedOperationException();
    }

    public Optional<Session> session(SessionId id) {
        throw new UnsupportedOperationException();
    }

    /** Sessions <em>held</em> on that day (moved ones on their new day), cancelled ones included, in order of start. */
    public List<Session> sessionsOn(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** Held sessions of a student in [from, until), on whose roster the student is expected, in order of start. */
    public List<Session> sessionsOf(String student, LocalDate from, LocalDate until) {
        throw new UnsupportedOperationException();
    }

    /** The roster as of the session's day, by student id; entries that are not {@code expected} included. */
    public List<RosterEntry> roster(Session session) {
        throw new UnsupportedOperationException();
    }

    public Optional<RosterEntry> rosterEntry(Session session, String student) {
        throw new UnsupportedOperationException();
    }

    /** Planned periods of the offering in its term: as declared, else as timetabled (cancelled sessions included). */
    public int plannedPeriods(String offering) {
        throw new UnsupportedOperationException();
    }

    /** Students enrolled in the offering on that day, by id, with how. */
    public List<RosterEntry> enrolled(String offering, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** The term that contains the day (any grade's), if any. */
    public Optional<Registry.Term> termOn(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** First day after the term. */
    public LocalDate endOf(Registry.Term term) {
        return term.firstMonday().plusWeeks(term.weeks());
    }

    /** Teaching week of the day, from 1; 0 outside every term. */
    public int weekOf(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** The month label that the teaching week of the day belongs to. */
    public Optional<Registry.Month> monthOf(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Month> month(String label) {
        throw new UnsupportedOperationException();
    }

    /** Teaching day: some ordinary sessions may be held (a working day of a term, or a make-up day). */
    public boolean isTeachingDay(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** "第7周 周二 3–4节" for the moment; between periods the next one, after the last the last, outside the term only the date. */
    public String periodLabel(Instant at) {
        throw new UnsupportedOperationException();
    }
}
