package cn.zhenmai.school;

import cn.zhenmai.school.Registry.DayOff;
import cn.zhenmai.school.Registry.MakeUpDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which day's sessions each date carries for one cohort: its own, another day's (a make-up day), or none (a day off). */
final class CohortDays {

    private final Set<LocalDate> off;
    private final Map<LocalDate, LocalDate> carries;
    private final Map<LocalDate, List<LocalDate>> carriedOn;

    private CohortDays(
            Set<LocalDate> off, Map<LocalDate, LocalDate> carries, Map<LocalDate, List<LocalDate>> carriedOn) {
        this.off = off;
        this.carries = carries;
        this.carriedOn = carriedOn;
    }

    static CohortDays of(Calendar.Cohort cohort, List<DayOff> daysOff, List<MakeUpDay> makeUpDays) {
        Map<LocalDate, MakeUpDay> chosen = new HashMap<>();
        for (MakeUpDay day : makeUpDays) {
            boolean ours = (day.campus() == null || day.campus().equals(cohort.campus()))
                    && (day.grade() == 0 || day.grade() == cohort.grade());
            if (ours) {
                chosen.merge(day.date(), day, (a, b) -> weight(b) > weight(a) ? b : a);
            }
        }
        Set<LocalDate> off = new HashSet<>();
        for (DayOff day : daysOff) {
            boolean ours = day.campus() == null
                    || day.campus().equals(cohort.campus())
                    || day.campus().equals(cohort.roomCampus());
            if (ours) {
                off.add(day.date());
                // A closed campus beats a make-up day that was told for everybody.
                MakeUpDay makeUp = chosen.get(day.date());
                if (day.campus() != null && makeUp != null && makeUp.campus() == null) {
                    chosen.remove(day.date());
                }
            }
        }
        Map<LocalDate, LocalDate> carries = new HashMap<>();
        Map<LocalDate, List<LocalDate>> carriedOn = new HashMap<>();
        chosen.values().forEach(day -> {
            carries.put(day.date(), day.carries());
            carriedOn.computeIfAbsent(day.carries(), d -> new ArrayList<>()).add(day.date());
        });
        return new CohortDays(off, carries, carriedOn);
    }

    /** The day whose sessions the date carries. */
    Optional<LocalDate> carriedBy(LocalDate date) {
        LocalDate other = carries.get(date);
        return other != null ? Optional.of(other) : off.contains(date) ? Optional.empty() : Optional.of(date);
    }

    /** The dates on which the sessions of this day of the timetable take place: none, itself, or make-up days. */
    List<LocalDate> datesOf(LocalDate day) {
        List<LocalDate> elsewhere = carriedOn.getOrDefault(day, List.of());
        boolean itself = !off.contains(day) && !carries.containsKey(day) || day.equals(carries.get(day));
        if (elsewhere.isEmpty()) {
            return itself ? List.of(day) : List.of();
        }
        List<LocalDate> dates = new ArrayList<>(elsewhere);
        if (itself && !dates.contains(day)) {
            dates.add(day);
        }
        return dates;
    }

    /** What is told for an entry year beats what is told for a campus, which beats what is told for all. */
    private static int weight(MakeUpDay day) {
        return (day.grade() != 0 ? 2 : 0) + (day.campus() != null ? 1 : 0);
    }
}
