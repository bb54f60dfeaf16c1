package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Measure.Standing;
import cn.zhenmai.measure.Moved;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Schedule;
import cn.zhenmai.rule.Scope;
import cn.zhenmai.rule.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rule at work: the alerts that stand under it, and when time alone may change one. */
final class Watch {

    /** An alert that stands. */
    static final class Open {
        private final StandingAlert alert;
        private Instant termEndsAt;
        private Reading reading;
        /** Of {@link Reading.Quiet#soonest}: until then it is not stabilised. */
        private long soonest;

        Open(StandingAlert alert, Instant termEndsAt, Reading reading) {
            this.alert = alert;
            reads(termEndsAt, reading);
        }

        /** The alert goes on to say what it says, by another reading. */
        void reads(Instant termEnd, Reading now) {
            termEndsAt = termEnd;
            reading = now.quiet() == null && now.basis() == null ? null : now;
            soonest = 0;
        }

        /** Whether it fires as it did when {@link #isNotQuiet} was said, if nothing but presence came since. */
        boolean isTooSoon() {
            return soonest != 0
                    && !alert.stabilised()
                    && reading != null
                    && reading.quiet().isBefore(soonest);
        }

        /** As of now it is not stabilised. */
        void isNotQuiet(int sessions) {
            soonest = reading == null
                            || reading.quiet() == null
                            || reading.points().isEmpty()
                    ? 0
                    : reading.quiet().soonest(sessions);
        }

        StandingAlert alert() {
            return alert;
        }

        /** End of the term in which it stands: ended then, it is "term ended". */
        Instant termEndsAt() {
            return termEndsAt;
        }

        /** That the alert is by, where a later one may be held against it; else null. */
        Reading reading() {
            return reading;
        }
    }

    final Rule rule;
    /** In order of opening. */
    final Map<SubjectFacts, Open> open = new LinkedHashMap<>();
    /** The only wake that counts for a subject; the key null is the rule itself coming into or going out of force. */
    final Map<SubjectFacts, Wakes.Wake> wakes = new HashMap<>();
    /** Its bit in a subject's marks, or 0: see {@link Watches}. */
    int bit;

    final boolean isAmended;
    final boolean isPlain;
    final boolean isForAll;
    final boolean neverRests;
    /** Whether the standing value decides, and not on how many observations it rests. */
    final boolean isByValue;

    private final List<Measure> measures;
    private final boolean looksBack;
    private final boolean asksHowMany;
    /** Whether the last point of a reading says the level. */
    private final boolean isByLast;

    private final boolean isCumulative;

    /** @param amends whether other numbers behind the same level are told; of a rule that is only tried they never are */
    Watch(Rule rule, boolean amends) {
        this.rule = rule;
        this.isAmended = amends && !rule.shadow();
        this.measures = rule.measures();
        this.isPlain = rule.isPlain();
        this.looksBack = rule.looksBack();
        this.isForAll = rule.scope().equals(Scope.EVERYONE);
        this.neverRests = rule.schedule().equals(Schedule.ALWAYS);
        this.asksHowMany = rule.asksHowMany();
        this.isByLast = isPlain && rule.recover() == null && !(looksBack && rule.measure() instanceof Tallied);
        this.isByValue = isPlain && !looksBack && !asksHowMany;
        this.isCumulative = isPlain && rule.stabiliseAfter() > 0;
    }

    List<Measure> measures() {
        return measures;
    }

    /** Null where no alert of the subject stands. */
    Open standing(SubjectFacts subject) {
        return bit != 0 && (subject.standing() & bit) == 0 ? null : open.get(subject);
    }

    /** All that stand, in order of opening. */
    List<EngineState.Standing> standing() {
        List<EngineState.Standing> standing = new ArrayList<>(open.size());
        open.forEach(
                (subject, held) -> standing.add(new EngineState.Standing(subject, held.alert(), held.termEndsAt())));
        return standing;
    }

    void stand(SubjectFacts subject, Open held) {
        open.put(subject, held);
        mark(subject, held);
    }

    private void mark(SubjectFacts subject, Open held) {
        subject.stands(bit, true);
        subject.isStabilised(bit, held.alert().stabilised());
    }

    Open end(SubjectFacts subject) {
        subject.stands(bit, false);
        return open.remove(subject);
    }

    /** Sets the subjects' marks, as the rule has got its bit. */
    void mark() {
        open.forEach(this::mark);
        for (SubjectFacts subject : wakes.keySet()) {
            if (subject != null) {
                subject.waits(bit, true);
            }
        }
    }

    /** Whether no alert stands, no time is waited for, and the value is sure not to reach the lowest level. */
    boolean isShort(SubjectFacts subject, AsOf now) {
        return isByLast
                && isForAll
                && bit != 0
                && ((subject.standing() | subject.waiting()) & bit) == 0
                && rule.measure().isShortOf(rule.steps().get(0).at(), rule.direction(), subject, now);
    }

    /** Whether an alert stands that nothing but time without an addition could change, and not enough of that has passed. */
    boolean isTooSoon(SubjectFacts subject) {
        if (!isCumulative || !neverRests || (bit != 0 && (subject.standing() & bit) == 0)) {
            return false;
        }
        Open held = open.get(subject);
        return held != null && held.isTooSoon() && rule.measure().leavesPoints(subject.moved());
    }

    /** Notes how soon the alert that stands may be stabilised. */
    void isNotQuiet(SubjectFacts subject, Verdict verdict) {
        Open held = isCumulative && !verdict.stabilised() ? standing(subject) : null;
        if (held != null && held.alert().level() == verdict.level()) {
            held.isNotQuiet(rule.stabiliseAfter());
        }
    }

    /** The course where the rule looks back, else the standing value. */
    Reading read(Measure measure, SubjectFacts subject, AsOf now) {
        return looksBack ? measure.read(subject, now) : measure.readNow(subject, now);
    }

    /** Whether what a step has moved of the subject may change what the rule says of it. */
    boolean mayMove(Moved moved, SubjectFacts subject, AsOf now) {
        Open held = standing(subject);
        Standing stands =
                held == null ? Standing.NOT : held.alert().stabilised() ? Standing.STABILISED : Standing.FIRING;
        return mayMove(moved, stands) && (looksAt(moved, now) || !wakes.containsKey(subject));
    }

    boolean mayMove(Moved moved, Standing stands) {
        for (Measure measure : measures) {
            if (measure.mayMove(moved, isPlain ? stands : Standing.FIRING) || asksHowMany && measure.mayMoveN(moved)) {
                return true;
            }
        }
        return false;
    }

    /** False where what the window does not reach yet is left to the deadline that is set. */
    boolean looksAt(Moved moved, AsOf now) {
        return !isPlain || looksBack || rule.measure().looksAt(moved, now);
    }
}
