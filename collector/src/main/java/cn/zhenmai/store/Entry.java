package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.Registry;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is handed to the {@link Journal}; each becomes one journal row, facts that wait together share one, and none comes of nothing. */
public sealed interface Entry {

    /**
     * Facts of one request.
     *
     * @param unreadable rows of the request that never became observations; they count as rejected in its receipt
     * @param knownAt null = now by the school's clock; set for imported history, which is then marked reconstructed
     * @param receipt the id of its receipt, never used before; null = a new one
     */
    record Facts(Source source, List<Row> rows, List<Receipt.RowError> unreadable, Instant knownAt, String receipt)
            implements Entry {

        public Facts(Source source, List<Row> rows, List<Receipt.RowError> unreadable, Instant knownAt) {
            this(source, rows, unreadable, knownAt, null);
        }

        public Facts(Source source, List<Row> rows, Instant knownAt) {
            this(source, rows, List.of(), knownAt);
        }
    }

    /**
     * Takes back what one receipt brought, as a correction: its versions are kept and no longer weighed, and what it had replaced holds
     * again. What was said later stays. In the answer {@code corrected} counts facts that hold otherwise now, {@code duplicate} those
     * that something later had replaced already.
     */
    record Withdrawal(String receipt) implements Entry {}

    /**
     * One observation and its row number in the request, from 1.
     *
     * @param clientId what the sender calls this row, null where it calls it nothing: sent again under it, it is a duplicate
     */
    record Row(int row, Observation observation, String clientId) {

        public Row(int row, Observation observation) {
            this(row, observation, null);
        }
    }

    /**
     * An edit of the registry; the journal applies it to the registry that then holds. {@code knownAt} as above. With a {@code receipt}
     * it leaves one, of rows that were added (stored) and changed or ended (corrected).
     */
    record RegistryEdit(UnaryOperator<Registry> edit, Instant knownAt, String receipt) implements Entry {

        public RegistryEdit(UnaryOperator<Registry> edit, Instant knownAt) {
            this(edit, knownAt, null);
        }
    }

    /**
     * A person sends one that was set aside again, alone in its transaction; its receipt counts 0 received where it is held no longer.
     *
     * @param repaired null = as its source said it
     * @param at by the machine's clock
     * @param reason may be null
     */
    record Resend(long id, Observation repaired, Instant at, String by, String reason) implements Entry {}

    /**
     * The rule set from now on.
     *
     * @param by account of the author, or what provisioned it; {@code note} says why; both may be null
     * @param after the journal row of the rules that the author changed: {@link StaleRulesException} if others hold by then; null = any
     */
    record RulesEdit(String yaml, String by, String note, Long after, Instant knownAt) implements Entry {

        public RulesEdit(String yaml, Instant knownAt) {
            this(yaml, null, null, null, knownAt);
        }
    }

    /** A deadline of the engine is due at {@code at}. */
    record Tick(Instant at) implements Entry {}

    record Act(String alert, String act, String by, String note) implements Entry {}
}
