package cn.zhenmai.store;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that were set aside go the way of their first sending once more, under the rank that their source had then: after an edit of the
 * registry all that wait, and one that a person sends again.
 */
final class Retry {

    /** Why a row can't be taken now. */
    record Reason(long id, String field, String message, boolean isConflict) {}

    private final List<QuarantineStore.Waiting> rows;
    private final List<Resolution> resolutions = new ArrayList<>();
    private final WorkingSet set;
    private final ReceiptCount tally = new ReceiptCount("");
    private final List<QuarantineStore.Waiting> released = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private List<Change> changes = List.of();

    /** {@code latest}: what was recorded later by more than a source's clock may run ahead is refused. */
    Retry(
            Connection connection,
            School school,
            Enrolments enrolments,
            List<QuarantineStore.Waiting> rows,
            Instant latest)
            throws SQLException {
        this.rows = rows;
        Loading loading = new Loading(connection, school, new Recent());
        for (QuarantineStore.Waiting row : rows) {
            Resolution resolution = Resolution.of(row.observation(), school, enrolments, row.source(), latest);
            if (resolution instanceof Resolution.Taken taken) {
                loading.want(taken.observation());
            }
            resolutions.add(resolution);
        }
        set = loading.load();
    }

    void fold(Fold fold, Instant knownAt) {
        for (int i = 0; i < rows.size(); i++) {
            QuarantineStore.Waiting row = rows.get(i);
            if (resolutions.get(i) instanceof Resolution.Taken taken) {
                Version.Outcome outcome = fold.take(taken.observation(), row.source(), knownAt);
                tally.count(outcome);
                if (outcome == Version.Outcome.CONFLICT) {
                    tally.quarantine(i + 1, "recordedAt", ReceiptCount.CONFLICT);
                    reasons.add(new Reason(row.id(), "recordedAt", ReceiptCount.CONFLICT, true));
                } else {
                    released.add(row);
                }
            } else if (resolutions.get(i) instanceof Resolution.Rejected no) {
                tally.reject(i + 1, no.field(), no.message());
                reasons.add(new Reason(row.id(), no.field(), no.message(), false));
            } else if (resolutions.get(i) instanceof Resolution.Quarantined no) {
                tally.quarantine(i + 1, no.field(), no.message());
                reasons.add(new Reason(row.id(), no.field(), no.message(), false));
            }
        }
        changes = fold.changes();
    }

    WorkingSet set() {
        return set;
    }

    List<Change> changes() {
        return changes;
    }

    List<QuarantineStore.Waiting> released() {
        return released;
    }

    /** Of those that stay set aside, as things are now. */
    List<Reason> reasons() {
        return reasons;
    }

    Receipt receipt(long sequence) {
        return tally.receipt(sequence);
    }
}
