package cn.zhenmai.measure;

/** On which side of a bound something is reached. */
public enum Direction {
    AT_LEAST,
    ABOVE,
    BELOW,
    AT_MOST;

    /** @param order sign of value − bound */
    public boolean holds(int order) {
        return switch (this) {
            case AT_LEAST -> order >= 0;
            case ABOVE -> order > 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
        };
    }

    /** Whether low values are the ones that are reached. */
    public boolean isDownward() {
        return this == BELOW || this == AT_MOST;
    }
}
