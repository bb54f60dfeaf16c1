package cn.zhenmai.backtest;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import java.time.Instant;
import java.util.List;

/**
 * An alert that would have been raised.
 *
 * @param alert as it opened, with its evidence
 * @param counselors of its classes on that day
 * @param highest level that it reached
 * @param course every change of its condition or level, in order
 * @param endedAt null where it still stood at the end; {@code endReason} likewise
 */
public record WouldBe(
        Alert alert, List<String> counselors, Level highest, List<Turn> course, Instant endedAt, String endReason) {

    public record Turn(Instant at, Transition.Kind kind, Level level) {}
}
