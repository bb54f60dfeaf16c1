package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Alert.Condition;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.Contribution;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.TextPool;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An alert that stands, as small as it can be kept: what follows from the rule and these is only written when somebody is told. It is
 * frozen as of {@code changedSequence}.
 *
 * @param ordinal of the transition that opened it among those of its row
 * @param session name of the one that it is about, or null
 * @param point the value that it tells; {@code account} how that came about, null where only levels are counted
 */
record StandingAlert(
        int ordinal,
        Rule rule,
        SubjectFacts of,
        Concern concern,
        String session,
        Step step,
        boolean stabilised,
        Instant openedAt,
        long openedSequence,
        Instant changedAt,
        long changedSequence,
        Reading.Point point,
        String title,
        String text,
        String textEn,
        Account account,
        List<Contribution> contributions,
        List<Explanation.Branch> branches) {

    String id() {
        return (rule.shadow() ? "S" : "A") + openedSequence + "-" + ordinal;
    }

    /** With what others say too kept once. */
    StandingAlert kept(TextPool pool) {
        return new StandingAlert(
                ordinal,
                rule,
                of,
                concern,
                session,
                step,
                stabilised,
                openedAt,
                openedSequence,
                changedAt,
                changedSequence,
                new Reading.Point(point.numerator(), point.denominator(), point.n()),
                pool.of(title),
                pool.of(text),
                pool.of(textEn),
                account == null ? null : account.kept(pool),
                contributions,
                branches);
    }

    Level level() {
        return step.level();
    }

    Condition condition() {
        return stabilised ? Condition.STABILISED : Condition.FIRING;
    }

    /** Whether the two say the same but for the time of saying it. */
    boolean saysTheSame(StandingAlert other) {
        return step.equals(other.step)
                && stabilised == other.stabilised
                && concern.isLike(other.concern)
                && Objects.equals(session, other.session)
                && point.numerator() == other.point.numerator()
                && point.denominator() == other.point.denominator()
                && point.n() == other.point.n()
                && title.equals(other.title)
                && text.equals(other.text)
                && textEn.equals(other.textEn)
                && Objects.equals(account, other.account)
                && contributions.equals(other.contributions)
                && branches.equals(other.branches);
    }

    Alert alert() {
        return alert(condition(), null, changedAt, changedSequence);
    }

    Alert ended(String reason, Instant at, long sequence) {
        return alert(Condition.ENDED, reason, at, sequence);
    }

    private Alert alert(Condition condition, String endReason, Instant at, long sequence) {
        return new Alert(
                id(),
                rule.id(),
                rule.version(),
                of.subject(),
                concern.student(),
                concern.classes(),
                concern.college(),
                session,
                concern.offering(),
                concern.teacher(),
                level(),
                condition,
                endReason,
                openedAt,
                openedSequence,
                at,
                sequence,
                title,
                text,
                textEn,
                evidence());
    }

    private Evidence evidence() {
        Measure measure = rule.measure();
        if (account == null) {
            return new Evidence(
                    changedSequence,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    0,
                    measure.unit(),
                    "",
                    "",
                    null,
                    List.of(),
                    null);
        }
        boolean count = measure.form() == Measure.Form.COUNT;
        Step next = rule.next(step);
        return new Evidence(
                changedSequence,
                Words.whole(point.numerator(), measure.scale()),
                count ? BigDecimal.ZERO : Words.whole(point.denominator(), measure.scale()),
                point.n(),
                measure.unit(),
                account.arithmetic(),
                account.arithmeticEn(),
                next == null ? null : rule.distance(point, next),
                account.handedOut(),
                Explainer.explain(this));
    }
}
