package cn.zhenmai.intake;

import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows by source and outcome, and requests that were refused as a whole. Teachers count as one source, or there were one each. */
public final class SourceMetrics {

    private final MeterRegistry meters;
    /** By source: to be looked up by their names for each request they are too dear. */
    private final Map<String, Rows> rows = new ConcurrentHashMap<>();

    private record Rows(Counter stored, Counter corrected, Counter duplicate, Counter rejected, Counter quarantined) {}

    public SourceMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The sum over the outcomes is what was received. */
    public void count(Source source, Receipt receipt) {
        Rows of = rows.computeIfAbsent(name(source), this::rows);
        of.stored.increment(receipt.stored());
        of.corrected.increment(receipt.corrected());
        of.duplicate.increment(receipt.duplicate());
        of.rejected.increment(receipt.rejected());
        of.quarantined.increment(receipt.quarantined());
    }

    private Rows rows(String source) {
        return new Rows(
                rows(source, "stored"),
                rows(source, "corrected"),
                rows(source, "duplicate"),
                rows(source, "rejected"),
                rows(source, "quarantined"));
    }

    private Counter rows(String source, String outcome) {
        return meters.counter("zhenmai.source.rows", "source", source, "outcome", outcome);
    }

    void refused(Source source, int status) {
        meters.counter("zhenmai.source.refused", "source", name(source), "status", Integer.toString(status))
                .increment();
    }

    /** Bodies that are being read or wait for their answer. */
    void bodies(Admission admission) {
        meters.gauge("zhenmai.intake.held.bytes", admission, Admission::heldBytes);
    }

    private static String name(Source source) {
        int end = source.id().indexOf(':');
        return end < 0 ? source.id() : source.id().substring(0, end);
    }
}
