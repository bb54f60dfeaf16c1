package cn.zhenmai.backtest;

/** What a reader of the result has to know: why a number may be better than it could have been at the time. */
public record Caveat(Kind kind, String rule, long count, String zh, String en) {

    public enum Kind {
        /** Imported history: its known-at times were declared, not lived through. */
        RECONSTRUCTED,
        /** A fact is said to have been known before it was recorded, or before its session began. */
        LOOKS_AHEAD,
        /** The rule reads scores, and when they were marked is not known: on the due day they cannot have been. */
        SCORES_TIMELESS,
        /** The history ends before the range does. */
        ENDS_EARLY,
        /** The range begins before the first row of the history. */
        BEGINS_LATE
    }
}
