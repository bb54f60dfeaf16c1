package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What judging has left behind at one moment: the alerts that stand, the deadlines, and what has ended and may yet be revised. It holds
 * only what never changes, so that it can be written while the engine goes on. Facts, school and rules are in the journal.
 *
 * @param subjects of which anything is known, in the order in which it was
 * @param rules in force, as they are numbered
 * @param standing by rule, in order of opening
 * @param waiting in the order in which they will be judged
 * @param past oldest first
 * @param editions every rule that was ever in force, and the journal row that brought it
 */
record EngineState(
        long sequence,
        Map<Subject.Kind, List<SubjectFacts>> subjects,
        List<Rule> rules,
        List<List<Standing>> standing,
        List<Waiting> waiting,
        List<Past.Kept> past,
        Map<Rule, Long> editions) {

    /** @param termEndsAt may be null */
    record Standing(SubjectFacts of, Alert alert, Instant termEndsAt) {}

    /**
     * A deadline in the queue.
     *
     * @param rule number of the rule
     * @param of null = the rule as a whole
     * @param counts false where another was set since, which only its place in the queue outlives
     */
    record Waiting(int rule, SubjectFacts of, Instant at, boolean counts) {}

    /** How much there is to write. */
    int size() {
        int size = waiting.size() + past.size();
        for (List<Standing> of : standing) {
            size += of.size();
        }
        return size;
    }
}
