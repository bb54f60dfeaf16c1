package cn.zhenmai.store;

import cn.zhenmai.observation.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Counts the rows of one request, each exactly once. */
final class ReceiptCount {

    static final String CONFLICT = "同一来源同一记录时间已有不同内容／the same source said otherwise with the same recordedAt";

    static final String OTHER_UNDER_ID = "此 clientId 已用于不同内容／this clientId stood for something else before";

    private final String id;
    private int stored;
    private int corrected;
    private int duplicate;
    private int rejected;
    private int quarantined;
    private final List<Receipt.RowError> errors = new ArrayList<>();

    ReceiptCount(String id) {
        this.id = id;
    }

    /** Ids grow with the time, so that the newest ones lie together in the index; the rest of one is chance. */
    static ReceiptCount begin(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        HexFormat hex = HexFormat.of();
        return new ReceiptCount("r" + hex.toHexDigits(micros)
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    String id() {
        return id;
    }

    /** A conflict is counted where it is set aside. */
    void count(Version.Outcome outcome) {
        switch (outcome) {
            case STORED -> stored++;
            case REPLACES, LOSES -> corrected++;
            case DUPLICATE -> duplicate++;
            case CONFLICT -> {}
        }
    }

    /** A fact of an import that is taken back: it held, or something later had replaced it. */
    void withdrawn(boolean held, boolean any) {
        corrected += held ? 1 : 0;
        duplicate += !held && any ? 1 : 0;
    }

    void reject(int row, String field, String message) {
        rejected++;
        errors.add(new Receipt.RowError(row, field, message));
    }

    void quarantine(int row, String field, String message) {
        quarantined++;
        errors.add(new Receipt.RowError(row, field, message));
    }

    /** Something of it is in the store now. */
    boolean isKept() {
        return stored + corrected > 0;
    }

    Receipt receipt(long sequence) {
        int received = stored + corrected + duplicate + rejected + quarantined;
        List<Receipt.RowError> inOrder = errors.stream()
                .sorted(Comparator.comparingInt(Receipt.RowError::row))
                .toList();
        return new Receipt(id, received, stored, corrected, duplicate, rejected, quarantined, inOrder, sequence);
    }

    static Receipt nothing(long sequence) {
        return new Receipt("", 0, 0, 0, 0, 0, 0, List.of(), sequence);
    }
}
