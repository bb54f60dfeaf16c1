package cn.zhenmai.engine;

import cn.zhenmai.alert.Explanation;
import cn.zhenmai.measure.Account;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Contribution;
import cn.zhenmai.measure.Contributions;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Step;
import cn.zhenmai.rule.Verdict;
import java.math.BigDecimal;
import java.util.List;

/**
 * Composes an alert as it stands now: its texts, what it rests on, and whom it concerns.
 *
 * @param held the one before, null when it opens as the row's {@code ordinal}-th transition
 */
record Composer(int ordinal, StandingAlert held, Rule rule, SubjectFacts of, Verdict verdict, AsOf now, long sequence) {

    /** Without words and evidence, where only levels are counted. */
    StandingAlert brief() {
        return alert(Concern.of(of, now), Reading.nothing().last(), new Said("", "", ""), null, List.of(), List.of());
    }

    StandingAlert compose(Reading reading) {
        Concern concern = Concern.of(of, now);
        Reading.Point point = reading.last();
        Step next = rule.next(verdict.step());
        BigDecimal distance = next == null ? null : rule.distance(point, next);
        Words words = new Words(rule, verdict.step(), next, point, distance, concern, now);
        Said said = new Said(words.chinese(rule.titleZh()), words.chinese(rule.textZh()), words.english(rule.textEn()));
        // An alert may stand by other measures of its rule alone.
        Account account =
                reading.points().isEmpty() ? Account.NOTHING : rule.measure().explain(of, now);
        return alert(
                concern,
                point,
                said,
                account,
                Contributions.of(rule.measure(), of, rule.direction().isDownward(), now),
                rule.isPlain() ? List.of() : Explainer.branches(rule, of, now));
    }

    private record Said(String title, String text, String textEn) {}

    private StandingAlert alert(
            Concern concern,
            Reading.Point point,
            Said said,
            Account account,
            List<Contribution> contributions,
            List<Explanation.Branch> branches) {
        return new StandingAlert(
                ordinal,
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
                said.title(),
                said.text(),
                said.textEn(),
                account,
                contributions,
                branches);
    }
}
