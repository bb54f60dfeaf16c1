package cn.zhenmai.engine;

import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Contributions;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import cn.zhenmai.rule.Verdict;
import java.math.BigDecimal;
import java.util.List;

/** Composes an alert: its texts, what it rests on, and whom it concerns. */
final class Composer {

    private Composer() {}

    /** The same without words and evidence, where only levels are counted. */
    static StandingAlert brief(
            String id, StandingAlert held, Rule rule, SubjectFacts of, Verdict verdict, AsOf now, long sequence) {
        Concern concern = Concern.of(of, now);
        return new StandingAlert(
                id,
                rule,
                of,
                concern,
                concern.sessionId(),
                verdict.step(),
                verdict.stabilised(),
                held == null ? now.at() : held.openedAt(),
                held == null ? sequence : held.openedSequence(),
                now.at(),
                sequence,
                Reading.nothing().last(),
                "",
                "",
                "",
                null,
                List.of(),
                List.of());
    }

    /** The alert as it stands now; {@code held} is the one before, null when it opens under {@code id}. */
    static StandingAlert compose(
            String id,
            StandingAlert held,
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
        // An alert may stand by other measures of its rule alone.
        Account account =
                reading.points().isEmpty() ? Account.NOTHING : rule.measure().explain(of, now);
        return new StandingAlert(
                id,
                rule,
                of,
                concern,
                concern.sessionId(),
                verdict.step(),
                verdict.stabilised(),
                held == null ? now.at() : held.openedAt(),
                held == null ? sequence : held.openedSequence(),
                now.at(),
                sequence,
                point,
                words.chinese(rule.titleZh()),
                words.chinese(rule.textZh()),
                words.english(rule.textEn()),
                account,
                Contributions.of(rule.measure(), of, rule.direction().isDownward(), now),
                rule.isPlain() ? List.of() : Explainer.branches(rule, of, now));
    }
}
