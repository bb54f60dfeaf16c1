package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Alert.Condition;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Moved;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rule at work: the alerts that stand under it, and when time alone may change one. */
final class Watch {

    /**
     * @param termEndsAt end of the term in which it stands: ended then, it is "term ended"
     * @param reading that it tells
     */
    record Open(Alert alert, Instant termEndsAt, Reading reading) {}

    final Rule rule;
    /** In order of opening. */
    final Map<SubjectFacts, Open> open = new LinkedHashMap<>();
    /** The only wake that counts for a subject; the key null is the rule itself coming into or going out of force. */
    final Map<SubjectFacts, Instant> wakes = new HashMap<>();

    private final List<Measure> measures;
    private final boolean isPlain;
    private final boolean looksBack;

    Watch(Rule rule) {
        this.rule = rule;
        this.measures = rule.measures();
        this.isPlain = rule.isPlain();
        this.looksBack = rule.looksBack();
    }

    List<Measure> measures() {
        return measures;
    }

    /** The course where the rule looks back, else the standing value. */
    Reading read(Measure measure, SubjectFacts subject, AsOf now) {
        return looksBack ? measure.read(subject, now) : measure.readNow(subject, now);
    }

    /** Whether what a step has moved of the subject may change what the rule says of it. */
    boolean mayMove(Moved moved, SubjectFacts subject, AsOf now) {
        Open held = open.get(subject);
        Measure.Standing stands = !isPlain || held != null && held.alert().condition() != Condition.STABILISED
                ? Measure.Standing.FIRING
                : held == null ? Measure.Standing.NOT : Measure.Standing.STABILISED;
        for (Measure measure : measures) {
            // What the window does not reach yet, the deadline that is set will bring.
            boolean waits = isPlain && !looksBack && !measure.looksAt(moved, now) && wakes.containsKey(subject);
            if (!waits && measure.mayMove(moved, stands)) {
                return true;
            }
        }
        return false;
    }
}
