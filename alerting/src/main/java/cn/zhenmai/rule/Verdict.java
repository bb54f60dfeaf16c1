package cn.zhenmai.rule;

/**
 * What a rule says of a reading.
 *
 * @param step the rung that is reached
 * @param stabilised cumulative measures: long enough without a further addition since the level was reached
 */
public record Verdict(Step step, boolean stabilised) {

    public Level level() {
        return step.level();
    }
}
