package cn.zhenmai.rule;

/** On which side of a bound a level is reached. */
public enum Direction {
    AT_LEAST,
    ABOVE,
    BELOW;

    /** @param order sign of value − bound */
    boolean holds(int order) {
        return switch (this) {
            case AT_LEAST -> order >= 0;
            case ABOVE -> order > 0;
            case BELOW -> order < 0;
        };
    }
}
