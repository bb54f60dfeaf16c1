package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;

/** One rung of a rule's ladder; {@code nameZh} is what the distance is told to: "警告线". */
public record Step(Level level, Threshold at, String nameZh, String nameEn) {}
