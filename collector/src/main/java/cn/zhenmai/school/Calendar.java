package cn.zhenmai.school;

import cn.zhenmai.school.Registry.DayOff;
import cn.zhenmai.school.Registry.MakeUpDay;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Terms, weeks, months, days off and make-up days. */
final class Calendar {

    /** Whose calendar: people of a home campus and entry year, in a room on a campus. Null and 0 say nothing. */
    record Cohort(String campus, String roomCampus, int grade) {}

    /** The rule for terms that hold for all comes first, then the entry years' own. */
    private static final Comparator<Term> GENERAL_FIRST = Comparator.comparingInt(Term::grade)
            .thenComparing(Term::firstMonday)
            .thenComparing(Term::id);

    private final List<Term> terms;
    private final Map<String, List<Term>> termsById;
    private final List<Month> months;
    private final List<DayOff> daysOff;
    private final List<MakeUpDay> makeUpDays;
    private final Set<LocalDate> offEverywhere = new HashSet<>();
    private final Map<LocalDate, Set<String>> offOnCampus = new HashMap<>();
    private final Set<String> campuses;
    private final Map<Cohort, CohortDays> days = new ConcurrentHashMap<>();

    Calendar(Registry registry) {
        terms = registry.terms().stream().sorted(GENERAL_FIRST).toList();
        termsById = terms.stream().collect(Collectors.groupingBy(Term::id));
        months = registry.months();
        daysOff = registry.daysOff();
        makeUpDays = registry.makeUpDays();
        campuses = registry.campuses().stream().map(Registry.Campus::id).collect(Collectors.toSet());
        for (DayOff off : daysOff) {
            if (off.campus() == null) {
                offEverywhere.add(off.date());
            } else {
                offOnCampus.computeIfAbsent(off.date(), d -> new HashSet<>()).add(off.campus());
            }
        }
    }

    /** How an entry year counts the weeks of the term; without an id every term. */
    List<Term> terms(String id, int grade) {
        if (id == null) {
            return termsById.keySet().stream()
                    .sorted()
                    .flatMap(each -> terms(each, grade).stream())
                    .toList();
        }
        List<Term> candidates = termsById.getOrDefault(id, List.of());
        Optional<Term> own = candidates.stream()
                .filter(t -> grade != 0 && t.grade() == grade)
                .findFirst();
        return own.or(() -> candidates.stream().filter(t -> t.grade() == 0).findFirst())
                .or(() -> grade == 0 ? candidates.stream().findFirst() : Optional.empty())
                .map(List::of)
                .orElse(List.of());
    }

    CohortDays days(Cohort cohort) {
        return days.computeIfAbsent(cohort, c -> CohortDays.of(c, daysOff, makeUpDays));
    }

    Optional<Term> termOn(LocalDate day) {
        return terms.stream().filter(t -> weekIn(t, day) > 0).findFirst();
    }

    int weekOf(LocalDate day) {
        return termOn(day).map(t -> weekIn(t, day)).orElse(0);
    }

    Optional<Month> monthOf(LocalDate day) {
        return termOn(day).flatMap(term -> {
            int week = weekIn(term, day);
            return months.stream()
                    .filter(m -> m.term().equals(term.id()) && m.fromWeek() <= week && week <= m.toWeek())
                    .findFirst();
        });
    }

    Optional<Month> month(String label) {
        return months.stream().filter(m -> m.label().equals(label)).findFirst();
    }

    boolean isTeachingDay(LocalDate day) {
        if (makeUpDays.stream().anyMatch(m -> m.date().equals(day))) {
            return true;
        }
        boolean working = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
        return working && termOn(day).isPresent() && !isOffEverywhere(day);
    }

    /** Name of the day off that holds for the whole school, if any. */
    Optional<String> nameOfDayOff(LocalDate day) {
        return daysOff.stream()
                .filter(off -> off.campus() == null && off.date().equals(day))
                .map(DayOff::name)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private boolean isOffEverywhere(LocalDate day) {
        return offEverywhere.contains(day)
                || !campuses.isEmpty()
                        && offOnCampus.getOrDefault(day, Set.of()).containsAll(campuses);
    }

    /** Teaching week of the day, from 1; 0 outside the term. */
    static int weekIn(Term term, LocalDate day) {
        long since = ChronoUnit.DAYS.between(term.firstMonday(), day);
        return since < 0 || since >= 7L * term.weeks() ? 0 : (int) (since / 7) + 1;
    }
}
