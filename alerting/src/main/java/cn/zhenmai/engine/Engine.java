package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The deterministic core: judges the inputs of one school, one step at a time. No clock, no I/O, no randomness: the same inputs give
 * the same transitions, and the open alerts are a function of the facts that hold, the school, the rules and the time.
 */
public final class Engine {

    private RuleSet rules;

    public Engine(RuleSet rules) {
        this.rules = rules;
    }

    /** What the input causes; deadlines up to its time step first. */
    public Effects step(Input input) {
        throw new UnsupportedOperationException();
    }

    /** When time alone will change something next: a Tick of that time is wanted then. */
    public Optional<Instant> nextDeadline() {
        throw new UnsupportedOperationException();
    }

    /** The alerts that stand (firing or stabilised), in the order in which they opened. */
    public List<Alert> open() {
        throw new UnsupportedOperationException();
    }

    public RuleSet rules() {
        return rules;
    }
}
