package cn.zhenmai.backtest;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what one rule tells. */
final class RuleTally {

    private record Place(LocalDate week, String counselor) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byWeek = week.compareTo(other.week);
            return byWeek != 0 ? byWeek : counselor.compareTo(other.counselor);
        }
    }

    private final Rule rule;
    private final Question question;
    private final Set<String> openBefore = new HashSet<>();
    /** Highest level so far of each alert that opened in the range. */
    private final Map<String, Level> highest = new HashMap<>();
    /** Fired and cards. */
    private final TreeMap<Place, int[]> cells = new TreeMap<>();
    /** When each subject was first warned of, in the range. */
    private final Map<String, Instant> warned = new HashMap<>();

    RuleTally(Rule rule, Question question) {
        this.rule = rule;
        this.question = question;
    }

    void count(Transition transition, School school) {
        Alert alert = transition.alert();
        if (transition.at().isBefore(question.from())) {
            if (transition.kind() == Transition.Kind.ENDED) {
                openBefore.remove(alert.id());
            } else {
                openBefore.add(alert.id());
            }
            return;
        }
        boolean opened = transition.kind() == Transition.Kind.OPENED;
        boolean card =
                opened || transition.kind() == Transition.Kind.RAISED || transition.kind() == Transition.Kind.REOPENED;
        if (opened) {
            warned.putIfAbsent(alert.subject().id(), transition.at());
        }
        if (opened || highest.containsKey(alert.id())) {
            highest.merge(alert.id(), alert.level(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        if (card) {
            LocalDate week = monday(transition.at());
            List<String> counselors = counselors(transition, school);
            for (String counselor : counselors.isEmpty() ? List.of("") : counselors) {
                int[] cell = cells.computeIfAbsent(new Place(week, counselor), none -> new int[2]);
                cell[0] += opened ? 1 : 0;
                cell[1]++;
            }
        }
    }

    /** Who would have had the card: the counselor of each of its classes on that day, the first holder of the post. */
    static List<String> counselors(Transition transition, School school) {
        LocalDate day = transition.at().atZone(School.ZONE).toLocalDate();
        Set<String> counselors = new TreeSet<>();
        for (String classId : transition.alert().classes()) {
            List<String> holders = school.holders(Registry.Post.COUNSELOR, classId, day);
            if (!holders.isEmpty()) {
                counselors.add(holders.get(0));
            }
        }
        return List.copyOf(counselors);
    }

    private static LocalDate monday(Instant at) {
        return monday(at.atZone(School.ZONE).toLocalDate());
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    RuleResult result(School school) {
        Map<Level, Integer> byLevel = new EnumMap<>(Level.class);
        highest.values().forEach(level -> byLevel.merge(level, 1, Integer::sum));
        List<RuleResult.Cell> places = new ArrayList<>();
        cells.forEach((place, count) -> places.add(new RuleResult.Cell(
                place.counselor(), place.week(), weekOf(school, place.week()), count[0], count[1])));
        return new RuleResult(
                rule.id(), rule.version(), highest.size(), openBefore.size(), byLevel, places, confusion(school));
    }

    private static int weekOf(School school, LocalDate monday) {
        return school == null ? 0 : school.weekOf(monday);
    }

    /** By the end of each week of the range, and by the end of the range. */
    private List<RuleResult.Week> confusion(School school) {
        if (question.truth().bySubject().isEmpty() || school == null) {
            return List.of();
        }
        Eligible eligible = new Eligible(school, question);
        List<RuleResult.Week> weeks = new ArrayList<>();
        LocalDate last = monday(question.to().minusNanos(1));
        for (LocalDate week = monday(question.from()); !week.isAfter(last); week = week.plusWeeks(1)) {
            Instant until = week.plusWeeks(1).atStartOfDay(School.ZONE).toInstant();
            weeks.add(new RuleResult.Week(week, weekOf(school, week), confusion(eligible, until)));
        }
        return weeks;
    }

    private Confusion confusion(Eligible eligible, Instant until) {
        Confusion counted = Confusion.NOTHING;
        for (Map.Entry<String, Outcomes.Outcome> unit :
                question.truth().bySubject().entrySet()) {
            Instant at = warned.get(unit.getKey());
            if (at != null || eligible.is(unit.getKey(), unit.getValue())) {
                counted = counted.with(
                        at != null && at.isBefore(until), unit.getValue().happened());
            }
        }
        return counted;
    }
}
