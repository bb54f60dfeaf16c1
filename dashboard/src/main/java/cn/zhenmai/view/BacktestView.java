package cn.zhenmai.view;

import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.backtest.BacktestResult;
import cn.zhenmai.backtest.Caveat;
import cn.zhenmai.backtest.Confusion;
import cn.zhenmai.backtest.RuleResult;
import cn.zhenmai.backtest.WouldBe;
import cn.zhenmai.rule.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A back-test as the API shows it. */
public final class BacktestView {

    /** @param progress share of 1 */
    public record Job(String id, BacktestJobs.State state, BigDecimal progress, Result result) {}

    /** @param alertCount all of them; {@code alerts} the first ones */
    public record Result(
            Instant from,
            Instant to,
            long rows,
            long changes,
            List<Tried> rules,
            List<Caveat> caveats,
            int alertCount,
            List<Story> alerts) {}

    public record Tried(
            String rule,
            int version,
            int fired,
            int standing,
            Map<Level, Integer> byLevel,
            List<RuleResult.Cell> cells,
            Truth truth,
            List<Week> weeks) {}

    public record Truth(
            int eligible,
            int fired,
            int happened,
            int hits,
            int falseAlarms,
            int misses,
            int rightlyQuiet,
            BigDecimal precision,
            BigDecimal recall) {

        static Truth of(Confusion counted) {
            return counted == null
                    ? null
                    : new Truth(
                            counted.eligible(),
                            counted.fired(),
                            counted.happened(),
                            counted.hits(),
                            counted.falseAlarms(),
                            counted.misses(),
                            counted.rightlyQuiet(),
                            counted.precision(),
                            counted.recall());
        }
    }

    public record Week(LocalDate week, int teachingWeek, Truth truth) {}

    public record Story(
            AlertView.Line alert,
            List<String> counselors,
            Level highest,
            Instant endedAt,
            String endReason,
            AlertView.Proof evidence,
            List<WouldBe.Turn> course) {}

    private BacktestView() {}

    /** @param alerts how many are shown */
    public static Job of(BacktestJobs.Job job, SchoolNow.Moment moment, int alerts) {
        BigDecimal progress = BigDecimal.valueOf(job.progress()).setScale(3, RoundingMode.DOWN);
        return new Job(
                job.id(), job.state(), progress, job.result() == null ? null : result(job.result(), moment, alerts));
    }

    private static Result result(BacktestResult result, SchoolNow.Moment moment, int alerts) {
        AlertView view = new AlertView(moment);
        return new Result(
                result.from(),
                result.to(),
                result.rows(),
                result.changes(),
                result.rules().stream().map(BacktestView::tried).toList(),
                result.caveats(),
                result.alertCount(),
                result.alerts().stream()
                        .limit(alerts)
                        .map(one -> story(one, view))
                        .toList());
    }

    private static Tried tried(RuleResult rule) {
        return new Tried(
                rule.rule(),
                rule.version(),
                rule.fired(),
                rule.standing(),
                rule.byLevel(),
                rule.cells(),
                Truth.of(rule.overall()),
                rule.confusion().stream()
                        .map(week -> new Week(week.week(), week.teachingWeek(), Truth.of(week.confusion())))
                        .toList());
    }

    private static Story story(WouldBe one, AlertView view) {
        return new Story(
                view.line(one.alert()),
                one.counselors(),
                one.highest(),
                one.endedAt(),
                one.endReason(),
                view.proof(one.alert().evidence()),
                one.course());
    }

    /** The students whom the shown alerts tell of. */
    public static Set<String> students(BacktestJobs.Job job, int alerts) {
        Set<String> students = new HashSet<>();
        if (job.result() != null) {
            job.result().alerts().stream().limit(alerts).forEach(one -> {
                students.add(one.alert().student());
                one.alert().evidence().items().forEach(item -> students.add(item.student()));
            });
        }
        students.remove(null);
        return students;
    }
}
