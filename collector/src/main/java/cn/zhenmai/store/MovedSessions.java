package cn.zhenmai.store;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which sessions an edit of the registry moves: another time, place or teacher, another roster, another policy of leave. Of a student
 * whose class, status or enrolment is edited only the own sessions are looked at, and rosters as a whole only where units are edited.
 */
final class MovedSessions {

    private final School before;
    private final School after;
    private final Set<LocalDate> days;
    private final Set<SessionId> moved = new HashSet<>();

    private MovedSessions(School before, School after, Set<LocalDate> days) {
        this.before = before;
        this.after = after;
        this.days = days;
    }

    /** Of the sessions first planned on these days. */
    static Set<SessionId> between(School before, School after, Set<LocalDate> days) {
        MovedSessions it = new MovedSessions(before, after, days);
        boolean unitsMoved = !units(before.registry()).equals(units(after.registry()));
        Stream.of(before, after)
                .flatMap(school -> school.sessions().stream())
                .map(Session::id)
                .forEach(id -> it.look(id, unitsMoved));
        if (!unitsMoved) {
            it.students().forEach(it::look);
        }
        return it.moved;
    }

    /** What a line of a roster is made of beside the student's own rows. */
    private static List<Object> units(Registry registry) {
        return List.of(registry.classes(), registry.programs(), registry.colleges(), registry.offerings());
    }

    private void look(SessionId id, boolean withRoster) {
        if (!days.contains(id.plannedOn()) || moved.contains(id)) {
            return;
        }
        Optional<Session> old = before.session(id);
        Optional<Session> now = after.session(id);
        boolean isSame = old.equals(now)
                && old.map(session -> before.isOfficialLeaveExpected(session.heldOn()))
                        .equals(now.map(session -> after.isOfficialLeaveExpected(session.heldOn())))
                && (!withRoster || old.map(before::roster).equals(now.map(after::roster)));
        if (!isSame) {
            moved.add(id);
        }
    }

    /** Students of whom a row that puts them on rosters, or takes them off, is another now. */
    private Set<String> students() {
        Set<String> students = new HashSet<>();
        differing(Registry::memberships).forEach(row -> students.add(row.student()));
        differing(Registry::statuses).forEach(row -> students.add(row.student()));
        differing(Registry::enrolments).forEach(row -> students.add(row.student()));
        return students;
    }

    private <T> Set<T> differing(Function<Registry, List<T>> rows) {
        Set<T> old = new HashSet<>(rows.apply(before.registry()));
        Set<T> now = new HashSet<>(rows.apply(after.registry()));
        Set<T> either = new HashSet<>(old);
        either.addAll(now);
        old.retainAll(now);
        either.removeAll(old);
        return either;
    }

    private void look(String student) {
        Stream.of(before, after)
                .flatMap(school -> sessionsOf(school, student))
                .filter(session -> days.contains(session.id().plannedOn()) && !moved.contains(session.id()))
                .filter(session -> !entry(before, session.id(), student).equals(entry(after, session.id(), student)))
                .forEach(session -> moved.add(session.id()));
    }

    /** Every session that may have the student on its roster: of the classes and of the offerings with an enrolment of its own. */
    private static Stream<Session> sessionsOf(School school, String student) {
        Stream<Session> ofClasses = school.registry().memberships().stream()
                .filter(row -> row.student().equals(student))
                .flatMap(row -> school.sessionsOfClass(row.classId(), LocalDate.MIN, LocalDate.MAX).stream());
        Stream<Session> ofOfferings = school.registry().enrolments().stream()
                .filter(row -> row.student().equals(student))
                .map(Registry.EnrolmentException::offering)
                .map(school::sessionsOfOwner)
                .flatMap(Collection::stream);
        return Stream.concat(ofClasses, ofOfferings);
    }

    private static Optional<?> entry(School school, SessionId id, String student) {
        return school.session(id).flatMap(session -> school.rosterEntry(session, student));
    }
}
