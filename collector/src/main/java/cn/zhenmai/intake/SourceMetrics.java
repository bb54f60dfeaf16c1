package cn.zhenmai.intake;

import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Rows by source and outcome, and requests that were refused as a whole. Teachers count as one source, or there were one each. */
public final class SourceMetrics {

    private final MeterRegistry meters;
    /** By source: to be looked up by their names for each request they are too dear. */
    private final Map<String, Rows> rows = new ConcurrentHashMap<>();

    private final Map<Integer, Timer> answered = new ConcurrentHashMap<>();

    private static final Duration[] OBJECTIVES =
            Stream.of(5, 10, 15, 20, 50, 100, 500).map(Duration::ofMillis).toArray(Duration[]::new);

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

    /** From the head of a request to its answer, the commit in between. */
    void answered(int status, long nanos) {
        answered.computeIfAbsent(status, this::answered).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer answered(int status) {
        return Timer.builder("zhenmai.intake.requests")
                .description("from the head of a request of observations to its answer after the commit")
                .serviceLevelObjectives(OBJECTIVES)
                .tag("code", Integer.toString(status))
                .register(meters);
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
