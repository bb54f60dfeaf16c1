package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition.Kind;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.TextPool;
import cn.zhenmai.rule.Verdict;
import java.util.function.BooleanSupplier;

/** Makes alerts stand, say something else, and end; each difference is told. */
final class Alerts {

    private final RunningStep step;
    private final Past past;
    private final boolean amends;
    private final BooleanSupplier explains;
    private final TextPool texts = new TextPool();

    /**
     * @param amends whether ended alerts are revised by what comes late
     * @param explains asked with each transition whether words and evidence are wanted
     */
    Alerts(RunningStep step, Past past, boolean amends, BooleanSupplier explains) {
        this.step = step;
        this.past = past;
        this.amends = amends;
        this.explains = explains;
    }

    /** @param held the one that stands, or null */
    void stand(Watch watch, SubjectFacts subject, Watch.Open held, Reading reading, Verdict verdict) {
        StandingAlert before = held == null ? null : held.alert();
        if (before != null && isAsTold(held, subject, reading, verdict)) {
            return;
        }
        if (before != null && !watch.isAmended && isLike(before, verdict)) {
            held.reads(step.now().termEndsAt(), reading);
            return;
        }
        int ordinal = before == null ? step.next(watch.rule) : before.ordinal();
        Composer composer = new Composer(ordinal, before, watch.rule, subject, verdict, step.now(), step.sequence());
        StandingAlert alert = explains.getAsBoolean() ? composer.compose(reading) : composer.brief();
        Kind kind = before == null ? Kind.OPENED : kind(before, alert);
        if (kind == null) {
            held.reads(step.now().termEndsAt(), reading);
            return;
        }
        watch.stand(subject, new Watch.Open(alert.kept(texts), step.now().termEndsAt(), reading));
        step.tell(watch.rule, kind, before == null ? null : before.level(), subject.isCorrected(), alert.alert());
    }

    /** Most steps leave most standing alerts as they are; writing them anew only to find that out is dear. */
    private boolean isAsTold(Watch.Open held, SubjectFacts subject, Reading reading, Verdict verdict) {
        return !step.waking()
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

    void end(Watch watch, SubjectFacts subject, String reason) {
        StandingAlert held = watch.end(subject).alert();
        Alert ended = held.ended(reason, step.now().at(), step.sequence());
        step.tell(watch.rule, Kind.ENDED, held.level(), subject.isCorrected(), ended);
        if (amends && !watch.rule.shadow()) {
            past.add(watch.rule, subject, held.changedAt(), ended, step.now());
        }
    }

    /** Those about the subject that have ended and that this step gives another number. */
    void revise(SubjectFacts subject) {
        if (amends) {
            past.revise(subject, step.now(), step.sequence()).forEach(step::tellRevised);
        }
    }
}
