package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.alert.Transition.Kind;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.EnrolmentFacts;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.StudentFacts;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Judgement;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.rule.Verdict;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The deterministic core: judges the inputs of one school, one step at a time. No clock, no I/O, no randomness: the same inputs give
 * the same transitions, and the open alerts are a function of the facts that hold, the school, the rules and the time. A transition is
 * the difference between what a rule says of a subject now and the alert that stands for the two.
 */
public final class Engine {

    private final Ledger ledger = new Ledger();
    private final Wakes wakes = new Wakes();
    private final Past past = new Past();
    private final Map<Subject.Kind, Watches> watches = new EnumMap<>(Subject.Kind.class);
    /** Every rule that was ever in force, and the row that brought it. */
    private final Map<Rule, Long> editions = new HashMap<>();

    private final boolean amends;
    private final BooleanSupplier explains;
    private RuleSet rules;
    /** Null until the first school is registered. */
    private AsOf now;

    private long sequence;
    /** Deadlines step: the class that an alert concerns may change without any fact. */
    private boolean waking;

    private List<Transition> transitions = new ArrayList<>();
    /** Those of rules that are only tried: nobody is told of them. */
    private List<Transition> shadow = new ArrayList<>();

    public Engine(RuleSet rules) {
        this(rules, true, () -> true);
    }

    private Engine(RuleSet rules, boolean amends, BooleanSupplier explains) {
        this.rules = rules;
        this.amends = amends;
        this.explains = explains;
        for (Rule rule : rules.rules()) {
            watch(new Watch(rule, amends));
            editions.put(rule, 0L);
        }
        ledger.watch(watched());
    }

    /**
     * One that tells levels and how they change, but not every change of the numbers behind a level: what a trial counts.
     *
     * @param explains asked with each transition whether words and evidence are wanted
     */
    public static Engine ofLevels(RuleSet rules, BooleanSupplier explains) {
        return new Engine(rules, false, explains);
    }

    /** What the input causes; deadlines up to its time step first. The first input that tells anything is a SchoolEdited. */
    public Effects step(Input input) {
        sequence = input.sequence();
        transitions = new ArrayList<>();
        shadow = new ArrayList<>();
        passDeadlines(input.knownAt());
        if (now != null) {
            now = now.at(input.knownAt());
        }
        if (input instanceof Input.Facts facts) {
            facts.changes().forEach(ledger::apply);
            judgeTouched();
        } else if (input instanceof Input.SchoolEdited edited) {
            register(edited);
            all().forEach(this::setRuleWake);
            judgeTouched();
        } else if (input instanceof Input.RulesEdited edited) {
            parse(edited.yaml()).ifPresent(this::edit);
        }
        return new Effects(sequence, input.reconstructed(), List.copyOf(transitions), List.copyOf(shadow));
    }

    /**
     * What an input makes known, and nothing judged: what stands afterwards is taken over by {@link #resume}.
     */
    void learn(Input input) {
        sequence = input.sequence();
        now = now == null ? null : now.at(input.knownAt());
        if (input instanceof Input.Facts facts) {
            facts.changes().forEach(ledger::apply);
            settle();
        } else if (input instanceof Input.SchoolEdited edited) {
            register(edited);
            settle();
        } else if (input instanceof Input.RulesEdited edited) {
            learn(edited);
        }
    }

    private void learn(Input.RulesEdited edited) {
        RuleSet read = parse(edited.yaml()).orElse(null);
        if (read == null) {
            return;
        }
        force(read);
        watches.clear();
        read.rules().forEach(rule -> watch(new Watch(rule, amends)));
        ledger.watch(watched());
        if (now != null) {
            ledger.touchAll(false);
            settle();
        }
    }

    private void settle() {
        if (now != null) {
            ledger.settle(rules.suspicion(), now);
        }
        ledger.release();
    }

    /** What judging has left behind. */
    EngineState state() {
        Map<Subject.Kind, List<SubjectFacts>> subjects = new EnumMap<>(Subject.Kind.class);
        for (Subject.Kind kind : Subject.Kind.values()) {
            subjects.put(kind, ledger.subjects(kind));
        }
        List<Watch> all = all();
        Map<Watch, Integer> numbers = new HashMap<>();
        List<List<EngineState.Standing>> standing = new ArrayList<>();
        for (Watch watch : all) {
            numbers.put(watch, numbers.size());
            standing.add(watch.standing());
        }
        List<EngineState.Waiting> waiting = new ArrayList<>();
        for (Wakes.Wake wake : wakes.all()) {
            Integer rule = numbers.get(wake.watch());
            if (rule != null) {
                waiting.add(new EngineState.Waiting(rule, wake.subject(), wake.at(), wake.isValid()));
            }
        }
        List<Rule> numbered = all.stream().map(watch -> watch.rule).toList();
        return new EngineState(sequence, subjects, numbered, standing, waiting, past.kept(), Map.copyOf(editions));
    }

    /** Goes on with what was left behind as of the row that was learnt last. */
    void resume(EngineState state) {
        List<Watch> all = all();
        for (int rule = 0; rule < all.size(); rule++) {
            Watch watch = all.get(rule);
            for (EngineState.Standing each : state.standing().get(rule)) {
                Reading reading = watch.read(watch.rule.measure(), each.of(), now);
                watch.stand(
                        each.of(),
                        new Watch.Open(
                                StandingAlert.of(each.alert(), watch.rule, each.of()), each.termEndsAt(), reading));
            }
        }
        for (EngineState.Waiting each : state.waiting()) {
            wakes.restore(all.get(each.rule()), each.of(), each.at(), each.counts());
        }
        past.restore(state.past());
    }

    /** When time alone will change something next: a Tick of that time is wanted then. */
    public Optional<Instant> nextDeadline() {
        return Optional.ofNullable(wakes.next());
    }

    /** The alerts that stand (firing or stabilised), in the order in which they opened; without those of rules that are only tried. */
    public List<Alert> open() {
        List<Alert> open = new ArrayList<>();
        all().stream()
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
        return rules;
    }

    private Set<Subject.Kind> watched() {
        return all().isEmpty() ? EnumSet.noneOf(Subject.Kind.class) : EnumSet.copyOf(watches.keySet());
    }

    private void watch(Watch watch) {
        watches.computeIfAbsent(watch.rule.measure().subject(), none -> new Watches())
                .add(watch);
    }

    private List<Watch> all() {
        return watches.values().stream().flatMap(kind -> kind.all().stream()).toList();
    }

    private void passDeadlines(Instant until) {
        waking = true;
        for (Wakes.Wake wake = wakes.take(until); wake != null; wake = wakes.take(until)) {
            now = now.at(wake.at());
            Watch watch = wake.watch();
            if (wake.subject() == null) {
                setRuleWake(watch);
                ledger.subjects(watch.rule.measure().subject()).forEach(of -> judge(watch, of));
            } else {
                judge(watch, wake.subject());
            }
        }
        waking = false;
    }

    /** A rule that comes into force or goes out of it later judges all its subjects then. */
    private void setRuleWake(Watch watch) {
        LocalDate next = null;
        LocalDate rested = watch.rule.schedule().changesAfter(now.school(), now.today());
        for (LocalDate day : new LocalDate[] {watch.rule.until(), watch.rule.from(), rested}) {
            boolean sooner = day != null && day.isAfter(now.today()) && (next == null || day.isBefore(next));
            next = sooner ? day : next;
        }
        wakes.set(
                watch,
                null,
                next == null ? null : next.atStartOfDay(School.ZONE).toInstant());
    }

    private void judgeTouched() {
        ledger.settle(rules.suspicion(), now);
        Map<Watch, Set<SubjectFacts>> compared = new LinkedHashMap<>();
        for (SubjectFacts subject : ledger.touched()) {
            Watches watching = watches.get(subject.kind());
            if (watching != null) {
                judgeTouched(watching, subject, compared);
            }
        }
        compared.forEach((watch, subjects) -> subjects.forEach(subject -> judge(watch, subject)));
        if (amends) {
            ledger.touched().forEach(this::revisePast);
        }
        ledger.release();
    }

    private void judgeTouched(Watches watching, SubjectFacts subject, Map<Watch, Set<SubjectFacts>> compared) {
        for (int left = watching.concerned(subject, now); left != 0; left &= left - 1) {
            Watch watch = watching.marked(Integer.numberOfTrailingZeros(left));
            if (!watch.isShort(subject, now)) {
                judge(watch, subject);
                alsoMoved(watch, subject, compared);
            }
        }
        for (Watch watch : watching.unmarked()) {
            if (watch.mayMove(subject.moved(), subject, now)) {
                judge(watch, subject);
                alsoMoved(watch, subject, compared);
            }
        }
    }

    private void revisePast(SubjectFacts subject) {
        for (Alert revised : past.revise(subject, now, sequence)) {
            transitions.add(new Transition(
                    sequence, transitions.size() + 1, now.at(), Kind.REVISED, revised.level(), true, revised));
        }
    }

    /** Those who are compared with the subject are judged once, after all that was touched itself. */
    private void alsoMoved(Watch watch, SubjectFacts subject, Map<Watch, Set<SubjectFacts>> compared) {
        for (Measure measure : watch.measures()) {
            List<SubjectFacts> others = measure.alsoMoved(subject, now);
            if (!others.isEmpty()) {
                compared.computeIfAbsent(watch, none -> new LinkedHashSet<>()).addAll(others);
            }
        }
    }

    private void register(Input.SchoolEdited edited) {
        now = AsOf.of(edited.school(), now == null ? edited.knownAt() : now.since(), edited.knownAt());
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

    private void force(RuleSet read) {
        rules = read;
        read.rules().forEach(rule -> editions.putIfAbsent(rule, sequence));
    }

    private void edit(RuleSet edited) {
        List<Watch> before = all();
        force(edited);
        watches.clear();
        for (Watch watch : before) {
            if (!edited.rules().contains(watch.rule)) {
                List.copyOf(watch.open.keySet()).forEach(subject -> end(watch, subject, "rule-changed"));
                Wakes.drop(watch);
            }
        }
        for (Rule rule : edited.rules()) {
            watch(before.stream()
                    .filter(watch -> watch.rule.equals(rule))
                    .findFirst()
                    .orElseGet(() -> new Watch(rule, amends)));
        }
        ledger.unmark();
        all().forEach(Watch::mark);
        // Before the first school too: the rules are the journal's first row.
        ledger.watch(watched());
        if (now != null) {
            all().forEach(this::setRuleWake);
            ledger.touchAll(false);
            judgeTouched();
        }
    }

    private void judge(Watch watch, SubjectFacts subject) {
        Watch.Open held = watch.standing(subject);
        if (!watch.rule.isEffective(now.today()) || !Concern.isMeant(watch.rule.scope(), subject, now)) {
            // The student may come into the scope with another class.
            wakes.set(watch, subject, watch.isForAll ? null : classChange(subject));
            if (held != null) {
                end(watch, subject, "rule-changed");
            }
            return;
        }
        // What rose while the rule rests is read and not told.
        boolean isAsRead = held != null
                && held.reading() != null
                && !waking
                && !rests(watch)
                && watch.rule.measure().leavesPoints(subject.moved());
        Reading reading = isAsRead ? held.reading() : watch.read(watch.rule.measure(), subject, now);
        Judgement judged = watch.rule.judge(
                measure -> measure == watch.rule.measure() ? reading : watch.read(measure, subject, now), now.at());
        Verdict verdict = judged.verdict().orElse(null);
        if (verdict != null) {
            if (!rests(watch)
                    || held != null && verdict.level().compareTo(held.alert().level()) <= 0) {
                stand(watch, subject, held, reading, verdict);
            }
            wakes.set(watch, subject, earliest(judged.wakeAt(), now.termEndsAt(), classChange(subject)));
            return;
        }
        Rule rule = watch.rule;
        wakes.set(
                watch,
                subject,
                watch.isPlain ? rule.measure().raisesAt(reading, rule.direction(), subject, now) : judged.wakeAt());
        if (held != null) {
            end(watch, subject, endReason(held, reading, subject));
        }
    }

    private boolean rests(Watch watch) {
        return !watch.neverRests && watch.rule.schedule().rests(now.school(), now.today());
    }

    private String endReason(Watch.Open held, Reading reading, SubjectFacts subject) {
        if (reading.over() != null) {
            return reading.over();
        }
        if (held.termEndsAt() != null && !now.at().isBefore(held.termEndsAt())) {
            return "term-ended";
        }
        return subject.isCorrected() ? "corrected" : "recovered";
    }

    private Instant classChange(SubjectFacts subject) {
        String student = subject instanceof StudentFacts person
                ? person.id()
                : subject instanceof EnrolmentFacts enrolment ? enrolment.student() : null;
        return student == null ? null : now.classChangesAt(student);
    }

    private static Instant earliest(Instant... instants) {
        Instant earliest = null;
        for (Instant instant : instants) {
            if (instant != null && (earliest == null || instant.isBefore(earliest))) {
                earliest = instant;
            }
        }
        return earliest;
    }

    private void stand(Watch watch, SubjectFacts subject, Watch.Open held, Reading reading, Verdict verdict) {
        StandingAlert before = held == null ? null : held.alert();
        if (before != null && isAsTold(held, subject, reading, verdict)) {
            return;
        }
        if (before != null && !watch.isAmended && isLike(before, verdict)) {
            held.reads(now.termEndsAt(), reading);
            return;
        }
        String id = before == null ? newId(watch.rule) : before.id();
        StandingAlert alert = explains.getAsBoolean()
                ? Composer.compose(id, before, watch.rule, subject, reading, verdict, now, sequence)
                : Composer.brief(id, before, watch.rule, subject, verdict, now, sequence);
        Kind kind = before == null ? Kind.OPENED : kind(before, alert);
        if (kind == null) {
            held.reads(now.termEndsAt(), reading);
            return;
        }
        watch.stand(subject, new Watch.Open(alert, now.termEndsAt(), reading));
        tell(watch, kind, before == null ? null : before.level(), subject, alert.alert());
    }

    private String newId(Rule rule) {
        return (rule.shadow() ? "S" : "A") + sequence + "-" + (told(rule).size() + 1);
    }

    private List<Transition> told(Rule rule) {
        return rule.shadow() ? shadow : transitions;
    }

    /** Most steps leave most standing alerts as they are; writing them anew only to find that out is dear. */
    private boolean isAsTold(Watch.Open held, SubjectFacts subject, Reading reading, Verdict verdict) {
        return !waking
                && !subject.isCorrected()
                && isLike(held.alert(), verdict)
                && (reading == held.reading()
                        || reading.basis() != null
                                && held.reading() != null
                                && reading.basis().equals(held.reading().basis()));
    }

    private static boolean isLike(StandingAlert alert, Verdict verdict) {
        return verdict.level() == alert.level() && verdict.stabilised() == alert.stabilised();
    }

    /** Null when there is nothing to tell. */
    private static Kind kind(StandingAlert before, StandingAlert now) {
        int order = now.level().compareTo(before.level());
        if (before.stabilised() && !now.stabilised() && order >= 0) {
            return Kind.REOPENED;
        }
        if (order != 0) {
            return order > 0 ? Kind.RAISED : Kind.LOWERED;
        }
        if (before.stabilised() != now.stabilised()) {
            return Kind.STABILISED;
        }
        return before.saysTheSame(now) ? null : Kind.AMENDED;
    }

    private void end(Watch watch, SubjectFacts subject, String reason) {
        StandingAlert held = watch.end(subject).alert();
        Alert ended = held.ended(reason, now.at(), sequence);
        tell(watch, Kind.ENDED, held.level(), subject, ended);
        if (amends && !watch.rule.shadow()) {
            past.add(watch.rule, subject, held.changedAt(), ended, now);
        }
    }

    private void tell(Watch watch, Kind kind, Level before, SubjectFacts subject, Alert alert) {
        List<Transition> told = told(watch.rule);
        told.add(new Transition(sequence, told.size() + 1, now.at(), kind, before, subject.isCorrected(), alert));
    }
}
