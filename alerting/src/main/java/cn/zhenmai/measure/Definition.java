package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.util.Set;

/**
 * The frozen definition of one number: what is divided by what. Another meaning is another version.
 *
 * @param denominator null for a count
 * @param scale how many units of numerator and denominator make one whole: 1, or 10,000 where fractions are added up
 * @param minimumN below it 样本不足: nothing is judged, no colour
 * @param levels subjects for which it can be read
 * @param missing null, or which observations there are none of yet, "中文／English": it can then be named but not read
 */
public record Definition(
        String id,
        int version,
        String nameZh,
        String nameEn,
        Amount numerator,
        Amount denominator,
        Measure.Form form,
        String unit,
        long scale,
        int minimumN,
        Set<Subject.Kind> levels,
        String missing) {

    public Definition {
        levels = Set.copyOf(levels);
    }

    public boolean isAvailable() {
        return missing == null;
    }
}
