package cn.zhenmai.backtest;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.Engine;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules over a history: the engine that judges live, fed with what was known, when it was known, under rules that were not. The
 * rules hold from the beginning on (but for their own dates); what people did to alerts and which rules held then is left out.
 */
public final class Backtest {

    /** Alerts that are listed with their evidence; all are counted. */
    public static final int LISTED = 2_000;

    private final Question question;
    private final Engine engine;
    private final LookAhead lookAhead;
    private final Map<String, RuleTally> tallies = new LinkedHashMap<>();
    private final Stories stories = new Stories();
    private School school;
    private long rows;
    private long sequence;
    private Instant known;
    private Instant first;

    public Backtest(Question question) {
        this.question = question;
        this.engine = Engine.ofLevels(question.rules(), this::isListed);
        this.lookAhead = new LookAhead(question.tried());
        for (Rule rule : question.tried()) {
            tallies.put(rule.id(), new RuleTally(rule, question));
        }
    }

    /** What is only counted needs no evidence. */
    private boolean isListed() {
        return !stories.isFull() && !known.isBefore(question.from());
    }

    /** The next row of the history, in its order; one that was not known before the end is not to be given. */
    public void step(Input input) {
        if (!input.knownAt().isBefore(question.to())) {
            throw new IllegalArgumentException("row " + input.sequence() + " was not known in time");
        }
        rows++;
        sequence = input.sequence();
        known = input.knownAt();
        first = first == null ? known : first;
        lookAhead.read(input);
        if (input instanceof Input.SchoolEdited edited) {
            school = edited.school();
        }
        boolean isOfThePast = input instanceof Input.RulesEdited || input instanceof Input.Acted;
        take(isOfThePast ? new Input.Tick(sequence, known) : input);
    }

    private void take(Input input) {
        for (Transition transition : engine.step(input).transitions()) {
            if (transition.kind() == Transition.Kind.REVISED) {
                // What was told then was told then.
                continue;
            }
            RuleTally tally = tallies.get(transition.alert().rule());
            if (tally != null) {
                tally.count(transition, school);
                if (!transition.at().isBefore(question.from())) {
                    stories.tell(transition, RuleTally.counselors(transition, school));
                }
            }
        }
    }

    /** Lets time run on to the end of the range, and counts. */
    public BacktestResult end() {
        if (school != null) {
            // Up to, not including: what is due at the end itself belongs to what comes after.
            take(new Input.Tick(sequence + 1, question.to().minusNanos(1)));
        }
        List<Caveat> caveats = new ArrayList<>(lookAhead.caveats());
        caveats.addAll(LookAhead.ofRange(question, first, known));
        return new BacktestResult(
                question.from(),
                question.to(),
                rows,
                lookAhead.changes(),
                tallies.values().stream().map(tally -> tally.result(school)).toList(),
                stories.all(),
                stories.count(),
                caveats);
    }
}
