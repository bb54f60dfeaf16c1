package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Alert.Condition;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import cn.zhenmai.rule.Verdict;
import java.math.BigDecimal;
import java.util.List;

/** Writes an alert: its texts, its evidence, and whom it concerns. */
final class Composer {

    private Composer() {}

    /** The alert as it stands now; {@code held} is the one before, null when it opens under {@code id}. */
    static Alert compose(
            String id,
            Alert held,
            Rule rule,
            SubjectFacts of,
            Reading reading,
            Verdict verdict,
            AsOf now,
            long sequence) {
        Concern concern = Concern.of(of, now);
        Reading.Point point = reading.last();
        Step next = rule.next(verdict.step());
        BigDecimal distance = next == null ? null : rule.distance(point, next);
        Words words = new Words(rule, verdict.step(), next, point, distance, concern, now);
        String text = words.chinese(rule.textZh());
        String textEn = words.english(rule.textEn());
        Explanation explanation = Explainer.explain(rule, of, point, text, textEn, now);
        Evidence evidence = evidence(rule, of, reading, distance, explanation, now, sequence);
        return alert(
                id,
                held,
                rule,
                of,
                concern,
                verdict,
                now,
                new Said(words.chinese(rule.titleZh()), text, textEn, evidence));
    }

    /** The same without words and evidence, where only levels are counted. */
    static Alert brief(String id, Alert held, Rule rule, SubjectFacts of, Verdict verdict, AsOf now, long sequence) {
        Evidence nothing = new Evidence(
                sequence, BigDecimal.ZERO, BigDecimal.ZERO, 0, rule.measure().unit(), "", "", null, List.of(), null);
        return alert(id, held, rule, of, Concern.of(of, now), verdict, now, new Said("", "", "", nothing));
    }

    /** What an alert tells beside its level. */
    private record Said(String title, String text, String textEn, Evidence evidence) {}

    private static Alert alert(
            String id, Alert held, Rule rule, SubjectFacts of, Concern concern, Verdict verdict, AsOf now, Said said) {
        long sequence = said.evidence().sequence();
        return new Alert(
                id,
                rule.id(),
                rule.version(),
                of.subject(),
                concern.student(),
                concern.classes(),
                concern.college(),
                concern.session() == null ? null : concern.session().id().toString(),
                concern.offering(),
                concern.teacher(),
                verdict.level(),
                verdict.stabilised() ? Condition.STABILISED : Condition.FIRING,
                null,
                held == null ? now.at() : held.openedAt(),
                held == null ? sequence : held.openedSequence(),
                now.at(),
                sequence,
                said.title(),
                said.text(),
                said.textEn(),
                said.evidence());
    }

    private static Evidence evidence(
            Rule rule,
            SubjectFacts of,
            Reading reading,
            BigDecimal distance,
            Explanation explanation,
            AsOf now,
            long sequence) {
        Measure measure = rule.measure();
        Reading.Point point = reading.last();
        // An alert may stand by other measures of its rule alone.
        Account account = reading.points().isEmpty() ? Account.NOTHING : measure.explain(of, now);
        boolean count = measure.form() == Measure.Form.COUNT;
        return new Evidence(
                sequence,
                Words.whole(point.numerator(), measure.scale()),
                count ? BigDecimal.ZERO : Words.whole(point.denominator(), measure.scale()),
                point.n(),
                measure.unit(),
                account.arithmetic(),
                account.arithmeticEn(),
                distance,
                account.items(),
                explanation);
    }

    /** Whether the two say the same but for the time of saying it. */
    static boolean saysTheSame(Alert held, Alert now) {
        Evidence evidence = now.evidence();
        Evidence asHeld = new Evidence(
                held.evidence().sequence(),
                evidence.numerator(),
                evidence.denominator(),
                evidence.n(),
                evidence.unit(),
                evidence.arithmetic(),
                evidence.arithmeticEn(),
                evidence.distance(),
                evidence.items(),
                evidence.explanation());
        return held.equals(copy(now, now.condition(), null, held, asHeld));
    }

    static Alert end(Alert held, String reason, AsOf now, long sequence) {
        Alert stamped = copy(held, Condition.ENDED, reason, held, held.evidence());
        return stamp(stamped, now, sequence);
    }

    static Alert with(Alert of, Evidence evidence) {
        return copy(of, of.condition(), of.endReason(), of, evidence);
    }

    private static Alert copy(Alert of, Condition condition, String reason, Alert times, Evidence evidence) {
        return new Alert(
                of.id(),
                of.rule(),
                of.ruleVersion(),
                of.subject(),
                of.student(),
                of.classes(),
                of.college(),
                of.session(),
                of.offering(),
                of.teacher(),
                of.level(),
                condition,
                reason,
                times.openedAt(),
                times.openedSequence(),
                times.changedAt(),
                times.changedSequence(),
                of.title(),
                of.text(),
                of.textEn(),
                evidence);
    }

    private static Alert stamp(Alert of, AsOf now, long sequence) {
        return new Alert(
                of.id(),
                of.rule(),
                of.ruleVersion(),
                of.subject(),
                of.student(),
                of.classes(),
                of.college(),
                of.session(),
                of.offering(),
                of.teacher(),
                of.level(),
                of.condition(),
                of.endReason(),
                of.openedAt(),
                of.openedSequence(),
                now.at(),
                sequence,
                of.title(),
                of.text(),
                of.textEn(),
                of.evidence());
    }
}
