package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ChangeOrder;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns what was planned into sessions: change orders, then bell times of the day and place it came to, then the deadline. */
final class SessionFactory {

    private final Units units;
    private final Bells bells;
    private final Deadlines deadlines;
    private final Map<SessionId, List<ChangeOrder>> orders;
    private final Map<Set<String>, Set<String>> classSets = new HashMap<>();

    SessionFactory(Registry registry, Units units, Bells bells) {
        this.units = units;
        this.bells = bells;
        this.deadlines = new Deadlines(registry);
        this.orders = ChangeOrders.bySession(registry);
    }

    Session session(Planned planned) {
        Planned.Source source = planned.source();
        ChangeOrders after = ChangeOrders.apply(
                orders.getOrDefault(planned.id(), List.of()), planned.id(), source.room(), planned.teachers());
        String campus = campusOf(planned);
        LocalTime start = bells.start(campus, after.heldOn(), after.firstPeriod());
        LocalTime end = bells.end(campus, after.heldOn(), after.firstPeriod(), planned.periods());
        Instant startsAt = after.heldOn().atTime(start).atZone(School.ZONE).toInstant();
        Instant endsAt = after.heldOn().atTime(end).atZone(School.ZONE).toInstant();
        return new Session(
                planned.id(),
                source.kind(),
                source.offering(),
                source.course(),
                after.teachers(),
                shared(planned.classes()),
                campus,
                after.room(),
                after.heldOn(),
                after.firstPeriod(),
                planned.periods(),
                startsAt,
                endsAt,
                deadlines.dueAt(collegeOf(planned), after.heldOn(), startsAt, endsAt),
                after.cancelled()
                        ? Session.State.CANCELLED
                        : after.moved() ? Session.State.MOVED : Session.State.PLANNED);
    }

    private String campusOf(Planned planned) {
        if (planned.source().campus() != null) {
            return planned.source().campus();
        }
        return planned.classes().stream()
                .map(units.classes()::get)
                .filter(known -> known != null && known.campus() != null)
                .map(Registry.AdministrativeClass::campus)
                .findFirst()
                .orElse(bells.firstCampus());
    }

    private String collegeOf(Planned planned) {
        return planned.classes().isEmpty()
                ? units.collegeOfCourse(planned.source().course())
                : units.collegeOf(planned.classes().first());
    }

    /** Sorted, so that "the first class" is the same in every run; shared, because few different sets occur. */
    private Set<String> shared(SortedSet<String> classes) {
        return classSets.computeIfAbsent(classes, set -> Collections.unmodifiableSortedSet(new TreeSet<>(set)));
    }
}
