package cn.zhenmai.school;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Expands weekly slots and practice weeks over the calendar into the sessions first planned; {@link Planned} says what one is. */
final class Timetable {

    /** By content, so that the order of the registry's rows says nothing. */
    private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::weekday)
            .thenComparingInt(Slot::firstPeriod)
            .thenComparing(slot -> String.valueOf(slot.term()))
            .thenComparing(slot -> new TreeSet<>(slot.weeks()).toString())
            .thenComparing(slot -> String.valueOf(slot.room()));

    private static final Comparator<PracticeWeek> BY_CLASS =
            Comparator.comparing(PracticeWeek::classId).thenComparingInt(PracticeWeek::week);

    private static final SortedSet<String> NO_CLASS = Collections.emptySortedSet();

    private record TermWeek(String term, int week) {}

    private final Registry registry;
    private final Units units;
    private final Calendar calendar;
    private final Map<String, Set<TermWeek>> practising = new HashMap<>();
    private final Map<String, SortedSet<String>> alone = new HashMap<>();
    /** Of the owner whose turn it is: names of sessions begin with it, so none is of two. */
    private final Map<SessionId, Planned> planned = new LinkedHashMap<>();

    private Timetable(Registry registry, Units units, Calendar calendar) {
        this.registry = registry;
        this.units = units;
        this.calendar = calendar;
    }

    /** Gives out each owner's as soon as they are whole, so that what only puts them together lives no longer. */
    static void expand(Registry registry, Units units, Calendar calendar, Consumer<Planned> out) {
        Timetable timetable = new Timetable(registry, units, calendar);
        Map<String, List<Slot>> slots = byOwner(registry.slots(), Slot::owner);
        Map<String, List<PracticeWeek>> weeks = byOwner(registry.practiceWeeks(), PracticeWeek::offering);
        for (PracticeWeek week : registry.practiceWeeks()) {
            timetable
                    .practising
                    .computeIfAbsent(week.classId(), none -> new HashSet<>())
                    .add(new TermWeek(week.term(), week.week()));
        }
        Set<String> owners = new TreeSet<>(slots.keySet());
        owners.addAll(weeks.keySet());
        for (String owner : owners) {
            slots.getOrDefault(owner, List.of()).stream().sorted(ORDER).forEach(timetable::expand);
            weeks.getOrDefault(owner, List.of()).stream().sorted(BY_CLASS).forEach(timetable::expand);
            timetable.planned.values().forEach(out);
            timetable.planned.clear();
        }
    }

    private static <T> Map<String, List<T>> byOwner(List<T> rows, Function<T, String> owner) {
        Map<String, List<T>> byOwner = new HashMap<>();
        rows.forEach(row -> byOwner.computeIfAbsent(owner.apply(row), none -> new ArrayList<>())
                .add(row));
        return byOwner;
    }

    private void expand(Slot slot) {
        Offering offering = units.offerings().get(slot.owner());
        Group group = units.groups().get(slot.owner());
        if (offering == null && group == null) {
            return;
        }
        String term = slot.term() != null || offering == null ? slot.term() : offering.term();
        Set<String> classes = offering != null ? offering.classes() : group.classes();
        Planned.Source source = Planned.Source.of(slot, offering, group);
        int[] weeks = slot.weeks().stream().mapToInt(Integer::intValue).sorted().toArray();
        if (classes.isEmpty()) {
            expand(source, slot, null, weeks, calendar.terms(term, 0), new Calendar.Cohort(null, slot.campus(), 0));
        }
        for (String classId : classes) {
            AdministrativeClass known = units.classes().get(classId);
            int grade = known == null ? 0 : known.grade();
            Calendar.Cohort cohort = new Calendar.Cohort(known == null ? null : known.campus(), slot.campus(), grade);
            expand(source, slot, classId, weeks, calendar.terms(term, grade), cohort);
        }
    }

    private void expand(
            Planned.Source source, Slot slot, String classId, int[] weeks, List<Term> terms, Calendar.Cohort cohort) {
        CohortDays days = calendar.days(cohort);
        Set<TermWeek> suspending = source.isLesson() ? practising.getOrDefault(classId, Set.of()) : Set.of();
        for (Term term : terms) {
            for (int week : weeks) {
                boolean suspended = suspending.contains(new TermWeek(term.id(), week));
                if (week >= 1 && week <= term.weeks() && !suspended) {
                    LocalDate day = dayOf(term, week, slot.weekday());
                    days.datesOf(day).forEach(date -> add(source, date, slot.firstPeriod(), classId));
                }
            }
        }
    }

    private void expand(PracticeWeek practice) {
        AdministrativeClass known = units.classes().get(practice.classId());
        int grade = known == null ? 0 : known.grade();
        String campus = known == null ? null : known.campus();
        CohortDays days = calendar.days(new Calendar.Cohort(campus, campus, grade));
        Planned.Source source = Planned.Source.of(practice, units.offerings().get(practice.offering()), campus);
        for (Term term : calendar.terms(practice.term(), grade)) {
            if (practice.week() < 1 || practice.week() > term.weeks()) {
                continue;
            }
            for (DayOfWeek weekday : Arrays.asList(DayOfWeek.values()).subList(0, 5)) {
                days.datesOf(dayOf(term, practice.week(), weekday))
                        .forEach(date -> add(source, date, 1, practice.classId()));
            }
        }
    }

    private void add(Planned.Source source, LocalDate date, int firstPeriod, String classId) {
        SessionId id = new SessionId(source.owner(), date, firstPeriod);
        SortedSet<String> own = classId == null ? NO_CLASS : alone.computeIfAbsent(classId, Timetable::only);
        Planned known = planned.get(id);
        if (known == null) {
            planned.put(id, new Planned(id, source, own));
        } else {
            known.add(source, own);
        }
    }

    private static SortedSet<String> only(String classId) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(classId)));
    }

    private static LocalDate dayOf(Term term, int week, DayOfWeek weekday) {
        return term.firstMonday().plusDays(7L * (week - 1) + weekday.getValue() - 1);
    }
}
