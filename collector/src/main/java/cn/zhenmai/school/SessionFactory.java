package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ChangeOrder;
import java.time.Instant;
import java.time.LocalDate;
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
    private final Map<Set<String>, Group> groups = new HashMap<>();
    private final Map<Lesson, Times> times = new HashMap<>();

    /** Who meets: few different ones occur. {@code classes} is sorted, so that "the first class" is the same in every run. */
    private record Group(SortedSet<String> classes, String campus, String college) {}

    private record Lesson(String campus, LocalDate day, int firstPeriod, int periods) {}

    private record Times(Instant startsAt, Instant endsAt) {}

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
        Group group = groups.computeIfAbsent(planned.classes(), none -> group(planned.classes()));
        String campus = source.campus() != null ? source.campus() : group.campus();
        Lesson lesson = new Lesson(campus, after.heldOn(), after.firstPeriod(), planned.periods());
        Times at = times.computeIfAbsent(lesson, this::times);
        String college = planned.classes().isEmpty() ? units.collegeOfCourse(source.course()) : group.college();
        return new Session(
                planned.id(),
                source.kind(),
                source.offering(),
                source.course(),
                after.teachers(),
                group.classes(),
                campus,
                after.room(),
                after.heldOn(),
                after.firstPeriod(),
                planned.periods(),
                at.startsAt(),
                at.endsAt(),
                deadlines.dueAt(college, after.heldOn(), at.startsAt(), at.endsAt()),
                after.cancelled()
                        ? Session.State.CANCELLED
                        : after.moved() ? Session.State.MOVED : Session.State.PLANNED);
    }

    private Group group(SortedSet<String> classes) {
        String campus = classes.stream()
                .map(units.classes()::get)
                .filter(known -> known != null && known.campus() != null)
                .map(Registry.AdministrativeClass::campus)
                .findFirst()
                .orElse(bells.firstCampus());
        String college = classes.isEmpty() ? null : units.collegeOf(classes.first());
        return new Group(Collections.unmodifiableSortedSet(new TreeSet<>(classes)), campus, college);
    }

    private Times times(Lesson lesson) {
        LocalTime start = bells.start(lesson.campus(), lesson.day(), lesson.firstPeriod());
        LocalTime end = bells.end(lesson.campus(), lesson.day(), lesson.firstPeriod(), lesson.periods());
        return new Times(
                lesson.day().atTime(start).atZone(School.ZONE).toInstant(),
                lesson.day().atTime(end).atZone(School.ZONE).toInstant());
    }
}
