package cn.zhenmai.intake.file;

import java.time.Instant;

/**
 * One file that was brought, and how far it is.
 *
 * @param appliedAt by the school's clock; null while it was only tried
 * @param doneRows of a running one
 * @param attempt 0 the first time that it was begun; a file that failed can be begun again
 */
public record Import(
        String id,
        String fileName,
        Settings settings,
        State state,
        Report report,
        int doneRows,
        String createdBy,
        Instant createdAt,
        Instant appliedAt,
        String undoneBy,
        Instant undoneAt,
        int attempt) {

    public enum State {
        /** Read and reported; nothing is taken. */
        TRIED,
        RUNNING,
        DONE,
        /** Nothing of it holds; the report says why. */
        FAILED,
        UNDOING,
        UNDONE
    }

    /** As it is now, with how far it is. */
    Import withDone(int rows) {
        return new Import(
                id, fileName, settings, state, report, rows, createdBy, createdAt, appliedAt, undoneBy, undoneAt,
                attempt);
    }

    public Import withReport(Report other) {
        return new Import(
                id, fileName, settings, state, other, doneRows, createdBy, createdAt, appliedAt, undoneBy, undoneAt,
                attempt);
    }
}
