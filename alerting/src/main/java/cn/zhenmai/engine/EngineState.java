package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.LedgerImage;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine knows and what judging has left behind at one moment. It holds only what never changes, so that it can be written while
 * the engine goes on. School and rules are in the journal.
 *
 * @param since when the school was first registered, {@code at} the engine's time; null before
 * @param rules in force, as they are numbered
 * @param editions every rule that was ever in force, and the journal row that brought it
 */
record EngineState(
        long sequence,
        Instant since,
        Instant at,
        LedgerImage ledger,
        List<Rule> rules,
        Judged judged,
        Map<Rule, Long> editions) {

    /** @param termEndsAt may be null */
    record Standing(SubjectFacts of, StandingAlert alert, Instant termEndsAt) {}

    /**
     * A deadline in the queue.
     *
     * @param rule number of the rule
     * @param of null = the rule as a whole
     */
    record Waiting(int rule, SubjectFacts of, Instant at) {}

    /**
     * The alerts that stand, the deadlines, and what has ended and may yet be revised.
     *
     * @param standing by rule, in order of opening
     * @param waiting in the order in which they will be judged
     * @param past oldest first
     */
    record Judged(List<List<Standing>> standing, List<Waiting> waiting, List<Past.Kept> past) {

        private static Judged of(RulesInForce inForce, Wakes wakes, Past past) {
            Map<Watch, Integer> numbers = new HashMap<>();
            List<List<Standing>> standing = new ArrayList<>();
            for (Watch watch : inForce.all()) {
                numbers.put(watch, numbers.size());
                standing.add(watch.standing());
            }
            List<Waiting> waiting = new ArrayList<>();
            for (Wakes.Wake wake : wakes.all()) {
                Integer rule = numbers.get(wake.watch());
                if (rule != null) {
                    waiting.add(new Waiting(rule, wake.subject(), wake.at()));
                }
            }
            return new Judged(standing, waiting, past.kept());
        }

        /** Makes it stand again, under the same rules and with the same facts known. */
        void restore(RulesInForce inForce, Wakes wakes, Past kept, AsOf now) {
            List<Watch> all = inForce.all();
            for (int rule = 0; rule < all.size(); rule++) {
                Watch watch = all.get(rule);
                for (Standing each : standing.get(rule)) {
                    Measure measure = watch.rule.measure();
                    Reading reading = measure.isCumulative() ? watch.read(measure, each.of(), now) : Reading.nothing();
                    watch.stand(each.of(), new Watch.Open(each.alert(), each.termEndsAt(), reading));
                }
            }
            for (Waiting each : waiting) {
                wakes.restore(all.get(each.rule()), each.of(), each.at());
            }
            kept.restore(past);
        }
    }

    static EngineState of(RunningStep step, Ledger ledger, RulesInForce inForce, Wakes wakes, Past past) {
        AsOf now = step.now();
        return new EngineState(
                step.sequence(),
                now == null ? null : now.since(),
                now == null ? null : now.at(),
                ledger.image(),
                inForce.numbered(),
                Judged.of(inForce, wakes, past),
                inForce.editions());
    }
}
