package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The deterministic core: judges the inputs of one school, one step at a time. No clock, no I/O, no randomness: the same inputs give
 * the same transitions, and the open alerts are a function of the facts that hold, the school, the rules and the time. A transition is
 * the difference between what a rule says of a subject now and the alert that stands for the two.
 */
public final class Engine {

    private final Ledger ledger;
    private final Wakes wakes = new Wakes();
    private final Past past = new Past();
    private final RunningStep step = new RunningStep();
    private final RulesInForce inForce;
    private final Alerts alerts;
    private final Judge judge;
    private final Docket docket;

    public Engine(RuleSet rules) {
        this(rules, new Ledger());
    }

    /** One that goes on with what was known before: {@link #remember} is to be called first. */
    Engine(RuleSet rules, Ledger known) {
        this(rules, known, true, () -> true);
    }

    private Engine(RuleSet rules, Ledger known, boolean amends, BooleanSupplier explains) {
        ledger = known;
        inForce = new RulesInForce(rules, amends);
        alerts = new Alerts(step, past, amends, explains);
        judge = new Judge(step, alerts, wakes);
        docket = new Docket(ledger, inForce, wakes, step, judge, alerts);
        ledger.watch(inForce.watched());
    }

    /**
     * One that tells levels and how they change, but not every change of the numbers behind a level: what a trial counts.
     *
     * @param explains asked with each transition whether words and evidence are wanted
     */
    public static Engine ofLevels(RuleSet rules, BooleanSupplier explains) {
        return new Engine(rules, new Ledger(), false, explains);
    }

    /** What the input causes; deadlines up to its time step first. The first input that tells anything is a SchoolEdited. */
    public Effects step(Input input) {
        step.begin(input.sequence());
        docket.passDeadlines(input.knownAt());
        step.isAt(input.knownAt());
        if (input instanceof Input.Facts facts) {
            facts.changes().forEach(ledger::apply);
            docket.judgeTouched();
        } else if (input instanceof Input.SchoolEdited edited) {
            register(edited);
            inForce.all().forEach(judge::setRuleWake);
            docket.judgeTouched();
        } else if (input instanceof Input.RulesEdited edited) {
            parse(edited.yaml()).ifPresent(this::edit);
        }
        return step.effects(input.reconstructed());
    }

    /** What an input makes known, and nothing judged: what stands afterwards is taken over by {@link #resume}. */
    void learn(Input input) {
        step.begin(input.sequence());
        step.isAt(input.knownAt());
        if (input instanceof Input.Facts facts) {
            facts.changes().forEach(ledger::apply);
            settle();
        } else if (input instanceof Input.SchoolEdited edited) {
            register(edited);
            settle();
        } else if (input instanceof Input.RulesEdited edited) {
            parse(edited.yaml()).ifPresent(this::learn);
        }
    }

    private void learn(RuleSet edited) {
        inForce.replace(edited, step.sequence());
        ledger.watch(inForce.watched());
        if (step.now() != null) {
            ledger.touchAll(false);
            settle();
        }
    }

    private void settle() {
        if (step.now() != null) {
            ledger.settle(inForce.rules().suspicion(), step.now());
        }
        ledger.release();
    }

    /**
     * The ledger's facts were known as of the row: with them stand the rules of all {@code editions} so far, oldest first, and the school
     * as it was.
     *
     * @param since when a school was first registered, and {@code at} the time now; null where none was
     */
    void remember(long asOf, List<Input.RulesEdited> editions, School school, Instant since, Instant at) {
        for (Input.RulesEdited edited : editions) {
            parse(edited.yaml()).ifPresent(read -> inForce.replace(read, edited.sequence()));
        }
        ledger.watch(inForce.watched());
        step.begin(asOf);
        if (since != null) {
            step.isAt(AsOf.of(school, since, at));
            ledger.standIn(school);
        }
    }

    /** What is known, and what judging has left behind. */
    EngineState state() {
        return EngineState.of(step, ledger, inForce, wakes, past);
    }

    Ledger ledger() {
        return ledger;
    }

    RulesInForce inForce() {
        return inForce;
    }

    /** Goes on with what was left behind as of the row that was learnt last. */
    void resume(EngineState.Judged left) {
        left.restore(inForce, wakes, past, step.now());
    }

    /** When time alone will change something next: a Tick of that time is wanted then. */
    public Optional<Instant> nextDeadline() {
        return Optional.ofNullable(wakes.next());
    }

    /** The alerts that stand (firing or stabilised), in the order in which they opened; without those of rules that are only tried. */
    public List<Alert> open() {
        List<Alert> open = new ArrayList<>();
        inForce.all().stream()
                .filter(watch -> !watch.rule.shadow())
                .forEach(watch -> watch.open
                        .values()
                        .forEach(held -> open.add(held.alert().alert())));
        open.sort(Comparator.comparingLong(Alert::openedSequence)
                .thenComparing(alert -> alert.id().length())
                .thenComparing(Alert::id));
        return open;
    }

    public RuleSet rules() {
        return inForce.rules();
    }

    private void register(Input.SchoolEdited edited) {
        AsOf now = step.now();
        step.isAt(AsOf.of(edited.school(), now == null ? edited.knownAt() : now.since(), edited.knownAt()));
        ledger.register(edited.school());
        edited.changes().forEach(ledger::apply);
    }

    /** Checked before it is written to the journal; if one that can't be used got there all the same, the rules that stand go on. */
    private static Optional<RuleSet> parse(String yaml) {
        try {
            return Optional.of(RuleSet.parse(yaml));
        } catch (RuleProblems unusable) {
            return Optional.empty();
        }
    }

    /** What stands by a rule that is gone or reads otherwise ends; the rules of now judge everything. */
    private void edit(RuleSet edited) {
        List<Watch> before = inForce.all();
        for (Watch watch : before) {
            if (!edited.rules().contains(watch.rule)) {
                List.copyOf(watch.open.keySet()).forEach(subject -> alerts.end(watch, subject, "rule-changed"));
                Wakes.drop(watch);
            }
        }
        inForce.replace(edited, step.sequence(), before);
        ledger.unmark();
        inForce.all().forEach(Watch::mark);
        // Before the first school too: the rules are the journal's first row.
        ledger.watch(inForce.watched());
        if (step.now() != null) {
            inForce.all().forEach(judge::setRuleWake);
            ledger.touchAll(false);
            docket.judgeTouched();
        }
    }
}
