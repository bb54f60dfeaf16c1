package cn.zhenmai.observation;

import cn.zhenmai.school.School;
import java.time.Instant;
import java.util.List;

/**
 * One committed row of the journal, as the engine and the live hub read it; live and in replay the same. Sequences have no gaps and
 * {@code knownAt} never goes back.
 */
public sealed interface Input {

    long sequence();

    Instant knownAt();

    /** Imported history: its time was declared, and it notifies nobody. */
    default boolean reconstructed() {
        return false;
    }

    record Facts(long sequence, Instant knownAt, boolean reconstructed, List<Change> changes) implements Input {}

    /** Registry, calendar or timetable were edited: the school from now on, and the changes of the facts that the edit moves. */
    record SchoolEdited(long sequence, Instant knownAt, boolean reconstructed, School school, List<Change> changes)
            implements Input {}

    /** Time passed up to {@code knownAt}: a deadline was due. */
    record Tick(long sequence, Instant knownAt) implements Input {}

    /** The rule set from now on, as YAML text; {@code by} whom, and why, where that is known. */
    record RulesEdited(long sequence, Instant knownAt, boolean reconstructed, String yaml, String by, String note)
            implements Input {

        public RulesEdited(long sequence, Instant knownAt, boolean reconstructed, String yaml) {
            this(sequence, knownAt, reconstructed, yaml, null, null);
        }
    }

    /** What a person did to an alert. {@code act} is ACKNOWLEDGE, CLOSE…; {@code by} a teacher id or account. */
    record Acted(long sequence, Instant knownAt, String alert, String act, String by, String note) implements Input {}
}
