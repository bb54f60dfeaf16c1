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

    /** Asked last of the measures, and their answers by how an alert stands. */
    private Moved asked;

    private AsOf askedAt;

    private final boolean[] answers = new boolean[Measure.Standing.values().length];
    private boolean never;
    private boolean looksAtNone;

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
        if (now != askedAt || !moved.equals(asked)) {
            ask(moved, now);
        }
        if (never || looksAtNone && wakes.containsKey(subject)) {
            return false;
        }
        Open held = open.get(subject);
        Measure.Standing stands = !isPlain || held != null && held.alert().condition() != Condition.STABILISED
                ? Measure.Standing.FIRING
                : held == null ? Measure.Standing.NOT : Measure.Standing.STABILISED;
        return answers[stands.ordinal()];
    }

    /** Subjects of one step have mostly moved alike: what the measures say of it is asked once. */
    private void ask(Moved moved, AsOf now) {
        never = true;
        for (Measure.Standing stands : Measure.Standing.values()) {
            boolean may = false;
            for (Measure measure : measures) {
                may |= measure.mayMove(moved, stands);
            }
            answers[stands.ordinal()] = may;
            never &= !may;
        }
        // What the window does not reach yet, the deadline that is set will bring.
        looksAtNone = isPlain && !looksBack && !rule.measure().looksAt(moved, now);
        asked = moved;
        askedAt = now;
    }
}
