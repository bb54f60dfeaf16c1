package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;

/**
 * One rung of a rule's ladder; {@code nameZh} is what the distance is told to: "警告线".
 *
 * @param when reached by this condition instead of the rule's measure past {@code at}; null = by the bound
 */
public record Step(Level level, Threshold at, String nameZh, String nameEn, Condition when) {

    public Step(Level level, Threshold at, String nameZh, String nameEn) {
        this(level, at, nameZh, nameEn, null);
    }
}
