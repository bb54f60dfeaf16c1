package cn.zhenmai.view;

import cn.zhenmai.alert.ShadowStore.Firing;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A rule in shadow mode beside one that is live: whom each would have told of, per counselor and week. Counts, never a person. */
public record ShadowView(
        String shadow,
        String live,
        int shadowFired,
        int liveFired,
        int both,
        int onlyShadow,
        int onlyLive,
        Map<Level, Integer> shadowByLevel,
        Map<Level, Integer> liveByLevel,
        List<Week> weeks,
        boolean complete) {

    /** @param counselor name, or null where the post is vacant or no class is concerned; {@code week} its Monday */
    public record Week(String counselor, LocalDate week, int shadow, int live) {}

    private record Place(LocalDate week, String counselor) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byWeek = week.compareTo(other.week);
            return byWeek != 0 ? byWeek : counselor.compareTo(other.counselor);
        }
    }

    /** The live rule about the same kind of subject whose measure is the same and whose name is most like it. */
    public static Optional<Rule> beside(Rule shadow, RuleSet rules) {
        return rules.rules().stream()
                .filter(rule -> !rule.shadow()
                        && rule.measure().subject() == shadow.measure().subject())
                .max(Comparator.comparing((Rule rule) -> rule.measure().equals(shadow.measure()))
                        .thenComparing(rule ->
                                rule.measure().getClass() == shadow.measure().getClass())
                        .thenComparing(rule -> sharedStart(rule.id(), shadow.id())));
    }

    private static int sharedStart(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** @param complete whether these are all firings of the span */
    public static ShadowView of(
            String shadowRule,
            String liveRule,
            List<Firing> shadow,
            List<Firing> live,
            boolean complete,
            SchoolNow.Moment moment) {
        Set<String> byShadow = subjects(shadow);
        Set<String> byLive = subjects(live);
        int both = (int) byShadow.stream().filter(byLive::contains).count();
        return new ShadowView(
                shadowRule,
                liveRule,
                shadow.size(),
                live.size(),
                both,
                byShadow.size() - both,
                byLive.size() - both,
                byLevel(shadow),
                byLevel(live),
                weeks(shadow, live, moment),
                complete);
    }

    private static Set<String> subjects(List<Firing> firings) {
        return firings.stream().map(Firing::subject).collect(Collectors.toSet());
    }

    private static Map<Level, Integer> byLevel(List<Firing> firings) {
        Map<Level, Integer> counts = new EnumMap<>(Level.class);
        firings.forEach(firing -> counts.merge(firing.level(), 1, Integer::sum));
        return counts;
    }

    private static List<Week> weeks(List<Firing> shadow, List<Firing> live, SchoolNow.Moment moment) {
        TreeMap<Place, int[]> counts = new TreeMap<>();
        count(shadow, 0, moment.school(), counts);
        count(live, 1, moment.school(), counts);
        Names names = new Names(moment.school());
        Map<String, String> known = new HashMap<>();
        List<Week> weeks = new ArrayList<>();
        counts.forEach((place, told) -> weeks.add(new Week(
                place.counselor().isEmpty() ? null : known.computeIfAbsent(place.counselor(), names::teacher),
                place.week(),
                told[0],
                told[1])));
        return weeks;
    }

    private static void count(List<Firing> firings, int side, School school, Map<Place, int[]> into) {
        for (Firing firing : firings) {
            LocalDate day = firing.openedAt().atZone(School.ZONE).toLocalDate();
            LocalDate week = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            List<String> counselors = firing.classes().stream()
                    .flatMap(id -> school.holders(Registry.Post.COUNSELOR, id, day).stream()
                            .limit(1))
                    .distinct()
                    .toList();
            for (String counselor : counselors.isEmpty() ? List.of("") : counselors) {
                into.computeIfAbsent(new Place(week, counselor), none -> new int[2])[side]++;
            }
        }
    }

    /** From the first moment of the one day to that of the other. */
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(School.ZONE).toInstant();
    }
}
