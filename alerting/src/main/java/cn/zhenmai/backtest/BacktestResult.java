package cn.zhenmai.backtest;

import java.time.Instant;
import java.util.List;

/**
 * What the tried rules would have done with the history.
 *
 * @param rows journal rows that were read; {@code changes} the changes of facts in them
 * @param alerts the would-be alerts in order of opening, at most {@link Backtest#LISTED}; {@code alertCount} all of them
 */
public record BacktestResult(
        Instant from,
        Instant to,
        long rows,
        long changes,
        List<RuleResult> rules,
        List<WouldBe> alerts,
        int alertCount,
        List<Caveat> caveats) {}
