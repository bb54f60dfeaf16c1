package cn.zhenmai.backtest;

import cn.zhenmai.measure.Amount;
import cn.zhenmai.measure.CheckPassRate;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Points;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.measure.Trend;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Watches a history for what its rows claim to have known too early. */
final class LookAhead {

    private static final Set<Amount> SCORED =
            Set.of(Amount.OfCheck.MARKED, Amount.OfCheck.PASSED, Amount.OfCheck.SCORE);

    private final List<Rule> rules;
    private long changes;
    private long reconstructed;
    private long ahead;
    private long timelessScores;

    LookAhead(List<Rule> rules) {
        this.rules = rules;
    }

    void read(Input input) {
        List<Change> told = input instanceof Input.Facts facts
                ? facts.changes()
                : input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
        changes += told.size();
        if (!input.reconstructed()) {
            return;
        }
        reconstructed += told.size();
        for (Change change : told) {
            Instant recorded = recordedAt(change);
            ahead += recorded != null && recorded.isAfter(input.knownAt()) ? 1 : 0;
            boolean scored = change instanceof Change.OfCheck of
                    && of.after() != null
                    && of.after().score() != null;
            timelessScores += scored ? 1 : 0;
        }
    }

    long changes() {
        return changes;
    }

    /** When it can have been known at the earliest, or null where the change takes something away. */
    private static Instant recordedAt(Change change) {
        if (change instanceof Change.OfAttendance of) {
            return of.after() == null ? null : of.after().at().startsAt();
        }
        Observation after = ((Change.OfFact) change).after();
        return after == null ? null : after.recordedAt();
    }

    List<Caveat> caveats() {
        List<Caveat> caveats = new ArrayList<>();
        if (reconstructed > 0) {
            caveats.add(
                    new Caveat(
                            Caveat.Kind.RECONSTRUCTED,
                            null,
                            reconstructed,
                            reconstructed + " 条事实是导入的历史，知悉时间由导入者声明",
                            reconstructed
                                    + " facts are imported history: when they were known was declared by whoever imported them"));
        }
        if (ahead > 0) {
            caveats.add(new Caveat(
                    Caveat.Kind.LOOKS_AHEAD,
                    null,
                    ahead,
                    ahead + " 条事实的知悉时间早于其记录（或上课）时间，结果可能用到了当时还不知道的信息",
                    ahead
                            + " facts are said to have been known before they were recorded (or their session began): the result"
                            + " may rest on what nobody knew then"));
        }
        if (timelessScores > 0) {
            for (Rule rule : rules) {
                if (readsScores(rule)) {
                    caveats.add(timeless(rule));
                }
            }
        }
        return caveats;
    }

    private Caveat timeless(Rule rule) {
        return new Caveat(
                Caveat.Kind.SCORES_TIMELESS,
                rule.id(),
                timelessScores,
                "规则 " + rule.id() + " 使用分数，而历史中没有批改时间：分数按提交时间计，实际更晚才知道，本结果偏乐观",
                "rule " + rule.id()
                        + " reads scores, and the history does not say when they were marked: they count from the"
                        + " declared time on, which is earlier than anybody knew them");
    }

    private static boolean readsScores(Rule rule) {
        return rule.measures().stream().anyMatch(LookAhead::readsScores);
    }

    private static boolean readsScores(Measure measure) {
        if (measure instanceof Points points) {
            return points.reasons().stream().anyMatch(reason -> readsScores(reason.measure()));
        }
        if (measure instanceof Trend trend) {
            return readsScores(trend.of());
        }
        return measure instanceof CheckPassRate
                || measure instanceof Tallied sums
                        && SCORED.contains(sums.definition().numerator());
    }

    static List<Caveat> ofRange(Question question, Instant first, Instant last) {
        List<Caveat> caveats = new ArrayList<>();
        if (first == null || first.isAfter(question.from())) {
            caveats.add(new Caveat(
                    Caveat.Kind.BEGINS_LATE,
                    null,
                    0,
                    first == null ? "没有历史" : "历史自 " + first + " 起，晚于范围的开始",
                    first == null
                            ? "there is no history"
                            : "the history begins at " + first + ", after the range does"));
        }
        if (last != null && last.isBefore(question.to().minusSeconds(7 * 86_400))) {
            caveats.add(new Caveat(
                    Caveat.Kind.ENDS_EARLY,
                    null,
                    0,
                    "历史止于 " + last + "，之后只有时间流逝",
                    "the history ends at " + last + "; after it only time passes"));
        }
        return caveats;
    }
}
