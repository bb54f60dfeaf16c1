package cn.zhenmai.alert;

import cn.zhenmai.rule.Level;
import java.time.Instant;

/**
 * One change of an alert's condition or level, caused by one journal row.
 *
 * @param before level before, null when the alert opens
 * @param alert the alert after the change
 * @param byCorrection a later version of a fact caused it, not time or a new fact
 */
public record Transition(
        long sequence, int ordinal, Instant at, Kind kind, Level before, boolean byCorrection, Alert alert) {

    /** AMENDED: same level, other evidence; it notifies nobody. REVISED: it has ended, and its number is known to have been another. */
    public enum Kind {
        OPENED,
        RAISED,
        LOWERED,
        AMENDED,
        STABILISED,
        REOPENED,
        ENDED,
        REVISED
    }
}
