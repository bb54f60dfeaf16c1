package cn.zhenmai.intake.file;

import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import cn.zhenmai.store.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file of observations: tried against a school, or handed on in batches. It is read anew each time and never held as a whole. */
final class StreamFile {

    /** Rows of one journal entry: small enough for what else waits to come in between. */
    static final int BATCH = 1_000;

    private final byte[] bytes;
    private final Target target;
    private final Settings settings;
    private final Names names;
    private final Instant recordedAt;

    /** Takes one batch; {@code number} from 1. */
    interface Batches {
        void batch(int number, List<Entry.Row> rows, List<Receipt.RowError> unreadable);
    }

    /** {@code recordedAt}: of rows that don't say. */
    StreamFile(byte[] bytes, Target target, Settings settings, Names names, Instant recordedAt) {
        this.bytes = bytes;
        this.target = target;
        this.settings = settings;
        this.names = names;
        this.recordedAt = recordedAt;
    }

    Report tryOut(School school, Source source, Instant now) {
        Findings findings = new Findings();
        FileReading reading = new FileReading(target, settings.columns(), findings);
        StreamRows reader = new StreamRows(target, names, recordedAt);
        Trial trial = new Trial(school, source, now);
        reading.read(bytes, (row, texts) -> {
            findings.row(row, texts);
            try {
                Observation observation = reader.observation(texts);
                trial.problem(row, observation)
                        .ifPresent(error -> findings.problem(error.row(), error.field(), error.message()));
            } catch (InvalidFieldException bad) {
                findings.problem(row, bad.field(), bad.getMessage());
            }
        });
        return reading.report(reading.rows(), Map.of(), List.of(), 0);
    }

    void send(Batches batches) {
        List<Entry.Row> rows = new ArrayList<>();
        List<Receipt.RowError> unreadable = new ArrayList<>();
        int[] number = {0};
        StreamRows reader = new StreamRows(target, names, recordedAt);
        FileReading reading = new FileReading(target, settings.columns(), new Findings());
        reading.read(bytes, (row, texts) -> {
            try {
                rows.add(new Entry.Row(row, reader.observation(texts)));
            } catch (InvalidFieldException bad) {
                unreadable.add(new Receipt.RowError(row, bad.field(), bad.getMessage()));
            }
            if (rows.size() + unreadable.size() == BATCH) {
                flush(batches, ++number[0], rows, unreadable);
            }
        });
        if (!rows.isEmpty() || !unreadable.isEmpty()) {
            flush(batches, number[0] + 1, rows, unreadable);
        }
    }

    private static void flush(Batches batches, int number, List<Entry.Row> rows, List<Receipt.RowError> unreadable) {
        batches.batch(number, List.copyOf(rows), List.copyOf(unreadable));
        rows.clear();
        unreadable.clear();
    }
}
