package cn.zhenmai.engine;

import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Subject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that judge, at work by the kind of their subjects, and every rule that ever did. */
final class RulesInForce {

    private final boolean amends;
    private final Map<Subject.Kind, Watches> watches = new EnumMap<>(Subject.Kind.class);
    /** Every rule that was ever in force, and the row that brought it. */
    private final Map<Rule, Long> editions = new HashMap<>();

    private RuleSet rules;

    /** @param amends whether other numbers behind the same level are told */
    RulesInForce(RuleSet rules, boolean amends) {
        this.amends = amends;
        replace(rules, 0);
    }

    RuleSet rules() {
        return rules;
    }

    Map<Rule, Long> editions() {
        return Map.copyOf(editions);
    }

    /** All rules anew, nothing of them stands yet. */
    void replace(RuleSet edited, long row) {
        replace(edited, row, List.of());
    }

    /** Those that were in force and still are keep what stands. */
    void replace(RuleSet edited, long row, List<Watch> before) {
        rules = edited;
        edited.rules().forEach(rule -> editions.putIfAbsent(rule, row));
        watches.clear();
        for (Rule rule : edited.rules()) {
            watch(before.stream()
                    .filter(watch -> watch.rule.equals(rule))
                    .findFirst()
                    .orElseGet(() -> new Watch(rule, amends)));
        }
    }

    private void watch(Watch watch) {
        watches.computeIfAbsent(watch.rule.measure().subject(), none -> new Watches())
                .add(watch);
    }

    /** Null where no rule is about the kind. */
    Watches of(Subject.Kind kind) {
        return watches.get(kind);
    }

    List<Watch> all() {
        return watches.values().stream().flatMap(kind -> kind.all().stream()).toList();
    }

    /** In the order by which a state calls them. */
    List<Rule> numbered() {
        return all().stream().map(watch -> watch.rule).toList();
    }

    /** Kinds of subjects that rules are about. */
    Set<Subject.Kind> watched() {
        return watches.isEmpty() ? EnumSet.noneOf(Subject.Kind.class) : EnumSet.copyOf(watches.keySet());
    }
}
