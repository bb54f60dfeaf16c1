package cn.zhenmai.rule;

import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** When a rule rests: teaching weeks (the exam week) and days. While it rests nothing opens or is raised; what stands may end. */
public record Schedule(Set<Integer> offWeeks, List<Span> offDays) {

    public static final Schedule ALWAYS = new Schedule(Set.of(), List.of());

    public Schedule {
        offWeeks = Set.copyOf(offWeeks);
        offDays = List.copyOf(offDays);
    }

    public boolean rests(School school, LocalDate day) {
        return offDays.stream().anyMatch(span -> span.contains(day))
                || !offWeeks.isEmpty() && offWeeks.contains(school.weekOf(day));
    }

    /** The next day on which the rule goes to rest or comes back, or null within a year. */
    public LocalDate changesAfter(School school, LocalDate day) {
        if (equals(ALWAYS)) {
            return null;
        }
        boolean rests = rests(school, day);
        for (int ahead = 1; ahead <= 366; ahead++) {
            if (rests(school, day.plusDays(ahead)) != rests) {
                return day.plusDays(ahead);
            }
        }
        return null;
    }
}
