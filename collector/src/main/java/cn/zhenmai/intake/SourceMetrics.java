package cn.zhenmai.intake;

import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.micrometer.core.instrument.MeterRegistry;

/** Rows by source and outcome, and requests that were refused as a whole. Teachers count as one source, or there were one each. */
public final class SourceMetrics {

    private final MeterRegistry meters;

    public SourceMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The sum over the outcomes is what was received. */
    public void count(Source source, Receipt receipt) {
        rows(source, "stored", receipt.stored());
        rows(source, "corrected", receipt.corrected());
        rows(source, "duplicate", receipt.duplicate());
        rows(source, "rejected", receipt.rejected());
        rows(source, "quarantined", receipt.quarantined());
    }

    private void rows(Source source, String outcome, int rows) {
        meters.counter("zhenmai.source.rows", "source", name(source), "outcome", outcome)
                .increment(rows);
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
