package cn.zhenmai.alert;

import cn.zhenmai.rule.Level;
import java.time.Instant;

/**
 * What an alert's number is known to have been, where that is other than what was told: of one that has ended when a late fact or a
 * correction comes, and of one that the engine, rebuilt, sees otherwise.
 *
 * @param levelWas as it was told; {@code level} by what is known now, null = below every level
 * @param was the number as it was told, as people write it: "12", "68.4%"; {@code now} likewise, "–" where nothing is left to judge
 * @param at when it became known, school clock; {@code sequence} by which journal row
 */
public record Revision(
        Level levelWas, Level level, String was, String now, String unit, Instant at, long sequence, Cause cause) {

    public enum Cause {
        CORRECTED,
        REBUILT
    }
}
