package cn.zhenmai.backtest;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which subjects of the truth could have been warned of: those still registered on the day as of which they are judged. */
final class Eligible {

    private record Roster(String offering, LocalDate on) {}

    private final School school;
    private final LocalDate end;
    private final Map<Roster, Set<String>> rosters = new HashMap<>();

    Eligible(School school, Question question) {
        this.school = school;
        this.end = question.to().minusNanos(1).atZone(School.ZONE).toLocalDate();
    }

    boolean is(String subject, Outcomes.Outcome outcome) {
        LocalDate on = outcome.decidedOn() == null ? end : outcome.decidedOn();
        int slash = subject.indexOf('/');
        if (slash > 0) {
            return enrolled(subject.substring(slash + 1), on).contains(subject.substring(0, slash));
        }
        return school.student(subject).isEmpty() || school.classOf(subject, on).isPresent();
    }

    private Set<String> enrolled(String offering, LocalDate on) {
        return rosters.computeIfAbsent(
                new Roster(offering, on),
                asked -> school.enrolled(asked.offering(), asked.on()).stream()
                        .map(RosterEntry::student)
                        .collect(Collectors.toSet()));
    }
}
