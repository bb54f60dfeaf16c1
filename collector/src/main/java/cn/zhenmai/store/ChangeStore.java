package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationWriter;
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
            if (change instanceof Change.OfFact moved) {
                Attribution at = moved instanceof Change.OfCheck check ? check.at() : null;
                fact(sequence, ordinal, moved.before(), moved.after(), at == null ? null : AttributionJson.write(at));
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
                .text("before", before == null ? null : ObservationWriter.write(before))
                .text("after", after == null ? null : ObservationWriter.write(after))
                .text("attribution", attribution)
                .endRow();
    }
}
