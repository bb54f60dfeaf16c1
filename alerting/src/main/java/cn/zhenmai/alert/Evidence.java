package cn.zhenmai.alert;

import cn.zhenmai.measure.Item;
import java.math.BigDecimal;
import java.util.List;

/**
 * Why an alert stands: the exact observations, the arithmetic, and the distance to the next level; frozen as of {@code sequence}.
 *
 * @param numerator in the measure's unit (periods, sessions, checks…), denominator 0 where the measure is a count
 * @param n how many observations it rests on
 * @param arithmetic one line a person can check, Chinese: "2+2+2+3 = 9 学时"
 * @param arithmeticEn the same in English
 * @param explanation null in what was written before there were any
 * @param distance to the next level in the measure's unit, null at the highest; "再 1 学时到警告线" is made of it
 */
public record Evidence(
        long sequence,
        BigDecimal numerator,
        BigDecimal denominator,
        int n,
        String unit,
        String arithmetic,
        String arithmeticEn,
        BigDecimal distance,
        List<Item> items,
        Explanation explanation) {}
