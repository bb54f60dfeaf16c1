package cn.zhenmai.notify;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.backtest.BacktestResult;
import cn.zhenmai.backtest.WouldBe;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who would see a rule's alerts, by what it would have told in the past: cards on whose worklist, mails to whom.
 *
 * @param vacant posts that nobody holds and that would have been told
 * @param complete whether every would-be alert was looked at
 */
public record Audience(List<Receiver> receivers, Set<String> vacant, boolean complete) {

    private static final Set<Transition.Kind> TELLING =
            EnumSet.of(Transition.Kind.OPENED, Transition.Kind.RAISED, Transition.Kind.REOPENED);

    /** @param id teacher; {@code busiestWeek} the most cards and mails of one week */
    public record Receiver(String id, int cards, int mails, int busiestWeek) {}

    private static final class Count {
        private int cards;
        private int mails;
        private final Map<LocalDate, Integer> weeks = new HashMap<>();

        private void add(LocalDate week, int card, int mail) {
            cards += card;
            mails += mail;
            weeks.merge(week, card + mail, Integer::sum);
        }
    }

    public static Audience of(BacktestResult result, RuleSet rules, School school) {
        Map<String, Count> counts = new TreeMap<>();
        for (WouldBe alert : result.alerts()) {
            for (WouldBe.Turn turn : alert.course()) {
                if (TELLING.contains(turn.kind())) {
                    count(alert, turn, rules, school, counts);
                }
            }
        }
        Set<String> vacant = new TreeSet<>(counts.keySet());
        vacant.removeIf(id -> !id.contains("/"));
        List<Receiver> receivers = counts.entrySet().stream()
                .filter(each -> !vacant.contains(each.getKey()))
                .map(each -> receiver(each.getKey(), each.getValue()))
                .sorted((one, other) -> Integer.compare(other.cards + other.mails, one.cards + one.mails))
                .toList();
        return new Audience(
                receivers, vacant, result.alertCount() == result.alerts().size());
    }

    private static Receiver receiver(String id, Count count) {
        Collection<Integer> weeks = count.weeks.values();
        return new Receiver(
                id,
                count.cards,
                count.mails,
                weeks.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private static void count(
            WouldBe alert, WouldBe.Turn turn, RuleSet rules, School school, Map<String, Count> counts) {
        LocalDate on = turn.at().atZone(School.ZONE).toLocalDate();
        LocalDate week = on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (String counselor : alert.counselors()) {
            counts.computeIfAbsent(counselor, none -> new Count()).add(week, 1, 0);
        }
        Rule rule = rules.rule(alert.alert().rule()).orElse(null);
        if (rule != null) {
            for (String to : Route.recipients(rule.notices(), alert.alert(), turn.level(), on, school)) {
                counts.computeIfAbsent(to, none -> new Count()).add(week, 0, 1);
            }
        }
    }
}
