package cn.zhenmai.store;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the effective changes of a journal row that are not attendance's, which lie in the row itself; {@link Replay} reads both. */
final class ChangeStore {

    private final CopyRows facts = new CopyRows("fact_change");

    /** Collects; nothing is sent yet. The place in the list is the ordinal. */
    void add(long sequence, List<Change> changes) {
        for (int ordinal = 0; ordinal < changes.size(); ordinal++) {
            Change change = changes.get(ordinal);
            if (change instanceof Change.OfRollCall moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfLeaveSlip moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfCheck moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), AttributionJson.write(moved.at()));
            } else if (change instanceof Change.OfEvaluation moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfReportedValue moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            }
        }
    }

    void send(Connection connection) throws SQLException {
        facts.send(connection);
    }

    private void fact(long sequence, int ordinal, Observation before, Observation after, String attribution) {
        Observation either = after == null ? before : after;
        facts.int2("school_id", (int) Schema.SCHOOL_ID)
                .int8("sequence", sequence)
                .int4("ordinal", ordinal)
                .text("kind", FactKind.of(either).name())
                .text("fact_key", FactKind.keyOf(either))
                .text("before", before == null ? null : ObservationJson.write(before))
                .text("after", after == null ? null : ObservationJson.write(after))
                .text("attribution", attribution)
                .endRow();
    }
}
