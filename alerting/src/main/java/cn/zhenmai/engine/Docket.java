package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.SubjectFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which subjects are judged by which rules: those that a step has touched, those compared with them, and those whose time has come. */
final class Docket {

    private final Ledger ledger;
    private final RulesInForce inForce;
    private final Wakes wakes;
    private final RunningStep step;
    private final Judge judge;
    private final Alerts alerts;

    Docket(Ledger ledger, RulesInForce inForce, Wakes wakes, RunningStep step, Judge judge, Alerts alerts) {
        this.ledger = ledger;
        this.inForce = inForce;
        this.wakes = wakes;
        this.step = step;
        this.judge = judge;
        this.alerts = alerts;
    }

    /** Deadlines up to the moment, each as of its own. */
    void passDeadlines(Instant until) {
        step.wakes(true);
        for (Wakes.Wake wake = wakes.take(until); wake != null; wake = wakes.take(until)) {
            step.isAt(wake.at());
            Watch watch = wake.watch();
            if (wake.subject() == null) {
                judge.setRuleWake(watch);
                ledger.subjects(watch.rule.measure().subject()).forEach(of -> judge.judge(watch, of));
            } else {
                judge.judge(watch, wake.subject());
            }
        }
        step.wakes(false);
    }

    /** All that the step has touched, once what it brings is in the ledger. */
    void judgeTouched() {
        AsOf now = step.now();
        ledger.settle(inForce.rules().suspicion(), now);
        Map<Watch, Set<SubjectFacts>> compared = new LinkedHashMap<>();
        for (SubjectFacts subject : ledger.touched()) {
            Watches watching = inForce.of(subject.kind());
            if (watching != null) {
                judgeTouched(watching, subject, compared);
            }
        }
        compared.forEach((watch, subjects) -> subjects.forEach(subject -> judge.judge(watch, subject)));
        for (SubjectFacts subject : ledger.touched()) {
            if (subject.hasPast()) {
                alerts.revise(subject);
            }
        }
        ledger.release();
    }

    private void judgeTouched(Watches watching, SubjectFacts subject, Map<Watch, Set<SubjectFacts>> compared) {
        AsOf now = step.now();
        for (int left = watching.concerned(subject, now); left != 0; left &= left - 1) {
            Watch watch = watching.marked(Integer.numberOfTrailingZeros(left));
            if (!watch.isShort(subject, now) && !watch.isTooSoon(subject)) {
                judge.judge(watch, subject);
                alsoMoved(watch, subject, compared);
            }
        }
        for (Watch watch : watching.unmarked()) {
            if (watch.mayMove(subject.moved(), subject, now)) {
                judge.judge(watch, subject);
                alsoMoved(watch, subject, compared);
            }
        }
    }

    /** Those who are compared with the subject are judged once, after all that was touched itself. */
    private void alsoMoved(Watch watch, SubjectFacts subject, Map<Watch, Set<SubjectFacts>> compared) {
        for (Measure measure : watch.measures()) {
            List<SubjectFacts> others = measure.alsoMoved(subject, step.now());
            if (!others.isEmpty()) {
                compared.computeIfAbsent(watch, none -> new LinkedHashSet<>()).addAll(others);
            }
        }
    }
}
