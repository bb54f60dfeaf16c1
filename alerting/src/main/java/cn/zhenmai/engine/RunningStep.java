package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.alert.Transition.Kind;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where a step is: its row of the journal, the moment that it judges, and what it has told so far. */
final class RunningStep {

    private long sequence;
    /** Null until the first school is registered. */
    private AsOf now;
    /** Deadlines step: the class that an alert concerns may change without any fact. */
    private boolean waking;

    private List<Transition> transitions = new ArrayList<>();
    /** Those of rules that are only tried: nobody is told of them. */
    private List<Transition> shadow = new ArrayList<>();

    void begin(long row) {
        sequence = row;
        transitions = new ArrayList<>();
        shadow = new ArrayList<>();
    }

    long sequence() {
        return sequence;
    }

    AsOf now() {
        return now;
    }

    void isAt(AsOf moment) {
        now = moment;
    }

    /** Nothing before a school is registered. */
    void isAt(Instant moment) {
        now = now == null ? null : now.at(moment);
    }

    boolean waking() {
        return waking;
    }

    void wakes(boolean does) {
        waking = does;
    }

    /** Which transition of the step the next of the rule's will be. */
    int next(Rule rule) {
        return told(rule).size() + 1;
    }

    private List<Transition> told(Rule rule) {
        return rule.shadow() ? shadow : transitions;
    }

    /** @param before the level that stood, or null */
    void tell(Rule rule, Kind kind, Level before, boolean corrected, Alert alert) {
        List<Transition> told = told(rule);
        told.add(new Transition(sequence, told.size() + 1, now.at(), kind, before, corrected, alert));
    }

    /** An alert that has ended tells another number, whatever has become of its rule. */
    void tellRevised(Alert alert) {
        transitions.add(
                new Transition(sequence, transitions.size() + 1, now.at(), Kind.REVISED, alert.level(), true, alert));
    }

    Effects effects(boolean reconstructed) {
        return new Effects(sequence, reconstructed, List.copyOf(transitions), List.copyOf(shadow));
    }
}
