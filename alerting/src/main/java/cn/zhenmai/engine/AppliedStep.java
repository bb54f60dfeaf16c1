package cn.zhenmai.engine;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;

/**
 * One input and what it caused, with the rules and the school as they were right after it.
 *
 * @param school null before the first registry is known
 */
public record AppliedStep(Input input, Effects effects, RuleSet rules, School school) {}
