package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The receipts of one transaction. Most of those that come together differ in their ids alone, and are written by these. */
final class ReceiptRows {

    /** More kinds than this go row by row. */
    private static final int MOST_KINDS = 4;

    private static final String INSERT = """
            INSERT INTO receipt (school_id, receipt, source_id, received_at, received_count, stored_count, corrected_count,
                                 duplicate_count, rejected_count, quarantined_count, errors, sequence)
            SELECT ?, k.receipt, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ? FROM unnest(?) AS k(receipt)
            """;

    /** All but the id. */
    private record Kind(
            String source,
            Instant receivedAt,
            int received,
            int stored,
            int corrected,
            int duplicate,
            int rejected,
            int quarantined,
            String errors,
            long sequence) {

        static Kind of(Receipt receipt, String source, Instant receivedAt) {
            return new Kind(
                    source,
                    receivedAt,
                    receipt.received(),
                    receipt.stored(),
                    receipt.corrected(),
                    receipt.duplicate(),
                    receipt.rejected(),
                    receipt.quarantined(),
                    ReceiptStore.errors(receipt),
                    receipt.sequence());
        }
    }

    private final Map<Kind, List<String>> ids = new LinkedHashMap<>();

    void add(Receipt receipt, String source, Instant receivedAt) {
        ids.computeIfAbsent(Kind.of(receipt, source, receivedAt), none -> new ArrayList<>())
                .add(receipt.receipt());
    }

    /** At once, or with the others. */
    void send(Connection connection, Together with) throws SQLException {
        if (ids.size() <= MOST_KINDS) {
            ids.forEach((kind, receipts) -> with.update(INSERT, to -> bind(kind, receipts, to)));
            return;
        }
        CopyRows rows = new CopyRows("receipt");
        ids.forEach((kind, receipts) -> receipts.forEach(receipt -> row(rows, kind, receipt)));
        rows.send(connection);
    }

    private static void bind(Kind kind, List<String> receipts, Parameters to) throws SQLException {
        to.school();
        to.text(kind.source);
        to.instant(kind.receivedAt);
        to.int4(kind.received);
        to.int4(kind.stored);
        to.int4(kind.corrected);
        to.int4(kind.duplicate);
        to.int4(kind.rejected);
        to.int4(kind.quarantined);
        to.text(kind.errors);
        to.int8(kind.sequence);
        to.texts(receipts);
    }

    private static void row(CopyRows rows, Kind kind, String receipt) {
        rows.int2("school_id", (int) Schema.SCHOOL_ID)
                .text("receipt", receipt)
                .text("source_id", kind.source)
                .instant("received_at", kind.receivedAt)
                .int4("received_count", kind.received)
                .int4("stored_count", kind.stored)
                .int4("corrected_count", kind.corrected)
                .int4("duplicate_count", kind.duplicate)
                .int4("rejected_count", kind.rejected)
                .int4("quarantined_count", kind.quarantined)
                .json("errors", kind.errors)
                .int8("sequence", kind.sequence)
                .endRow();
    }
}
