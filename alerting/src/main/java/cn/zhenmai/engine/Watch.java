package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rule at work: the alerts that stand under it, and when time alone may change one. */
final class Watch {

    /**
     * @param termEndsAt end of the term in which it stands: ended then, it is "term ended"
     * @param basis of the reading that it tells, or null
     */
    record Open(Alert alert, Instant termEndsAt, List<?> basis) {}

    final Rule rule;
    /** In order of opening. */
    final Map<SubjectFacts, Open> open = new LinkedHashMap<>();
    /** The only wake that counts for a subject; the key null is the rule itself coming into or going out of force. */
    final Map<SubjectFacts, Instant> wakes = new HashMap<>();

    Watch(Rule rule) {
        this.rule = rule;
    }
}
