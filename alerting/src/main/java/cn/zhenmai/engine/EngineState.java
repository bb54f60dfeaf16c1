package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What judging has left behind at one moment: the alerts that stand, the deadlines, and what has ended and may yet be revised. It holds
 * only what never changes, so that it can be written while the engine goes on. Facts, school and rules are in the journal.
 *
 * @param subjects of which anything is known, in the order in which it was
 * @param rules in force, as they are numbered
 * @param standing by rule, in order of opening
 * @param waiting in the order in which they will be judged
 * @param past oldest first
 * @param editions every rule that was ever in force, and the journal row that brought it
 */
record EngineState(
        long sequence,
        Map<Subject.Kind, List<SubjectFacts>> subjects,
        List<Rule> rules,
        List<List<Standing>> standing,
        List<Waiting> waiting,
        List<Past.Kept> past,
        Map<Rule, Long> editions) {

    /** @param termEndsAt may be null */
    record Standing(SubjectFacts of, Alert alert, Instant termEndsAt) {}

    /**
     * A deadline in the queue.
     *
     * @param rule number of the rule
     * @param of null = the rule as a whole
     * @param counts false where another was set since, which only its place in the queue outlives
     */
    record Waiting(int rule, SubjectFacts of, Instant at, boolean counts) {}

    /** As judging has left it behind now. */
    static EngineState of(long sequence, Ledger ledger, RulesInForce inForce, Wakes wakes, Past past) {
        Map<Subject.Kind, List<SubjectFacts>> subjects = new EnumMap<>(Subject.Kind.class);
        for (Subject.Kind kind : Subject.Kind.values()) {
            subjects.put(kind, ledger.subjects(kind));
        }
        List<Watch> all = inForce.all();
        Map<Watch, Integer> numbers = new HashMap<>();
        List<List<Standing>> standing = new ArrayList<>();
        for (Watch watch : all) {
            numbers.put(watch, numbers.size());
            standing.add(watch.standing());
        }
        List<Waiting> waiting = new ArrayList<>();
        for (Wakes.Wake wake : wakes.all()) {
            Integer rule = numbers.get(wake.watch());
            if (rule != null) {
                waiting.add(new Waiting(rule, wake.subject(), wake.at(), wake.isValid()));
            }
        }
        List<Rule> numbered = all.stream().map(watch -> watch.rule).toList();
        return new EngineState(sequence, subjects, numbered, standing, waiting, past.kept(), inForce.editions());
    }

    /** Makes it stand again, under the same rules and with the same facts known. */
    void restore(RulesInForce inForce, Wakes wakes, Past kept, AsOf now) {
        List<Watch> all = inForce.all();
        for (int rule = 0; rule < all.size(); rule++) {
            Watch watch = all.get(rule);
            for (Standing each : standing.get(rule)) {
                Reading reading = watch.read(watch.rule.measure(), each.of(), now);
                watch.stand(
                        each.of(),
                        new Watch.Open(
                                StandingAlert.of(each.alert(), watch.rule, each.of()), each.termEndsAt(), reading));
            }
        }
        for (Waiting each : waiting) {
            wakes.restore(all.get(each.rule()), each.of(), each.at(), each.counts());
        }
        kept.restore(past);
    }

    /** How much there is to write. */
    int size() {
        int size = waiting.size() + past.size();
        for (List<Standing> of : standing) {
            size += of.size();
        }
        return size;
    }
}
