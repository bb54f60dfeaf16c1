package cn.zhenmai.store;

import java.util.List;

/**
 * What became of one request, row by row in sum: {@code received = stored + corrected + duplicate + rejected + quarantined}, always.
 *
 * @param sequence the journal row that holds it; the last one before where nothing of it changed the journal
 */
public record Receipt(
        String receipt,
        int received,
        int stored,
        int corrected,
        int duplicate,
        int rejected,
        int quarantined,
        List<RowError> errors,
        long sequence) {

    /** {@code row} from 1; {@code field} as the API names it. {@code message} is Chinese then English, "…／…". */
    public record RowError(int row, String field, String message) {}
}
