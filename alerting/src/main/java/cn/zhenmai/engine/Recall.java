package cn.zhenmai.engine;

import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a measure said at an earlier time, by what was known then: the ledger that the engine judges by, fed with the same rows and no
 * later ones; nothing is judged.
 */
public final class Recall {

    private final Ledger ledger = new Ledger();
    private RuleSet rules = new RuleSet(List.of());
    private AsOf now;
    private long sequence;

    /**
     * The number as it was.
     *
     * @param sequence the last row that was known
     */
    public record Number(long sequence, Instant at, Reading.Point value, Account account) {}

    public Recall() {
        ledger.watch(Set.of());
    }

    /** The next row of the journal. */
    public void step(Input input) {
        sequence = input.sequence();
        now = now == null ? null : now.at(input.knownAt());
        if (input instanceof Input.Facts facts) {
            apply(facts.changes());
        } else if (input instanceof Input.SchoolEdited edited) {
            now = AsOf.of(edited.school(), now == null ? input.knownAt() : now.since(), input.knownAt());
            ledger.register(edited.school());
            apply(edited.changes());
        } else if (input instanceof Input.RulesEdited edited) {
            edit(edited.yaml());
        }
    }

    private void apply(List<Change> changes) {
        changes.forEach(ledger::apply);
        settle();
    }

    private void edit(String yaml) {
        try {
            rules = RuleSet.parse(yaml);
        } catch (RuleProblems unusable) {
            return;
        }
        ledger.touchAll(false);
        settle();
    }

    private void settle() {
        if (now != null) {
            ledger.settle(rules.suspicion(), now);
        }
        ledger.release();
    }

    /** Empty where nothing was known of the subject, or there was nothing to count. */
    public Optional<Number> read(Measure measure, Subject of, Instant at) {
        SubjectFacts subject = now == null ? null : ledger.find(of).orElse(null);
        if (subject == null) {
            return Optional.empty();
        }
        AsOf then = now.at(at);
        Reading reading = measure.readNow(subject, then);
        return reading.points().isEmpty()
                ? Optional.empty()
                : Optional.of(new Number(sequence, at, reading.last(), measure.explain(subject, then)));
    }
}
