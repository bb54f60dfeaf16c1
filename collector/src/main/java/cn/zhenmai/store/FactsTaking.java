package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.util.List;

/**
 * The requests of facts of one transaction. Those that follow one another share a journal row, so a step of the engine: they are known
 * at the same moment, and under load a step for each would cost more than all else. Imported history and what leaves a receipt that was
 * named before keep rows of their own: by these they are taken back.
 */
final class FactsTaking {

    private final JournalRows rows;
    private final School school;
    private final Enrolments enrolments;
    private final WorkingSet set;
    private final ClientIds ids;

    /** Of the row that is open; null where none is. */
    private Fold fold;

    private Instant knownAt;
    private boolean isReconstructed;
    private boolean isKept;

    FactsTaking(JournalRows rows, School school, Enrolments enrolments, WorkingSet set, ClientIds ids) {
        this.rows = rows;
        this.school = school;
        this.enrolments = enrolments;
        this.set = set;
        this.ids = ids;
    }

    /** One request; {@code resolutions} in the order of its rows. */
    Receipt take(Entry.Facts facts, List<Resolution> resolutions) {
        boolean isAlone = facts.knownAt() != null || facts.receipt() != null;
        if (isAlone) {
            endRow();
        }
        beginRow(facts.knownAt());
        ReceiptCount tally =
                facts.receipt() == null ? ReceiptCount.begin(rows.now()) : new ReceiptCount(facts.receipt());
        facts.unreadable().forEach(error -> tally.reject(error.row(), error.field(), error.message()));
        for (int i = 0; i < resolutions.size(); i++) {
            take(facts, facts.rows().get(i), resolutions.get(i), tally);
        }
        isKept |= tally.isKept();
        Receipt receipt = tally.receipt(isKept ? rows.next() : rows.head().sequence());
        rows.add(receipt, facts.source().id(), knownAt);
        rows.add(SourceDayStore.Day.of(facts.source().id(), knownAt, receipt));
        if (isAlone) {
            endRow();
        }
        return receipt;
    }

    private void beginRow(Instant declared) {
        if (fold == null) {
            fold = new Fold(school, enrolments, set, rows.next());
            knownAt = rows.knownAt(declared);
            isReconstructed = declared != null;
            isKept = false;
        }
    }

    /** Appends the row that is open, if anything of it is in the store now. What is no request of facts ends it too. */
    void endRow() {
        if (fold != null && isKept) {
            rows.append(new Input.Facts(rows.next(), knownAt, isReconstructed, fold.changes()));
        }
        fold = null;
    }

    private void take(Entry.Facts facts, Entry.Row row, Resolution resolution, ReceiptCount tally) {
        ClientIds.Seen seen = ids.seen(facts.source().id(), row);
        if (seen == ClientIds.Seen.SAME) {
            tally.count(Version.Outcome.DUPLICATE);
            return;
        }
        if (seen == ClientIds.Seen.OTHERWISE) {
            setAside(facts, row, "clientId", ReceiptCount.OTHER_UNDER_ID, true, tally);
            return;
        }
        if (!(resolution instanceof Resolution.Rejected)) {
            ids.keep(facts.source().id(), row);
        }
        if (resolution instanceof Resolution.Taken taken) {
            Version.Outcome outcome = fold.take(taken.observation(), facts.source(), knownAt);
            tally.count(outcome);
            if (outcome == Version.Outcome.CONFLICT) {
                setAside(facts, row, "recordedAt", ReceiptCount.CONFLICT, true, tally);
            }
        } else if (resolution instanceof Resolution.Rejected no) {
            tally.reject(row.row(), no.field(), no.message());
        } else if (resolution instanceof Resolution.Quarantined no) {
            setAside(facts, row, no.field(), no.message(), false, tally);
        }
    }

    private void setAside(
            Entry.Facts facts, Entry.Row row, String field, String message, boolean isConflict, ReceiptCount tally) {
        tally.quarantine(row.row(), field, message);
        rows.add(new QuarantineStore.Refused(
                facts.source(), tally.id(), row.row(), field, message, isConflict, knownAt, row.observation()));
    }
}
