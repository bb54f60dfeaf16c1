package cn.zhenmai.store.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a backup holds; its last entry.
 *
 * @param takenAt machine clock
 * @param sequence last row of the journal
 * @param migrations of the schema, in order
 * @param tables in an order in which each comes after those that it refers to
 */
record Manifest(int format, Instant takenAt, long sequence, List<String> migrations, List<Table> tables) {

    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /**
     * @param sha256 of the rows' text, in hexadecimal
     * @param firstOn first day of the column by which it lies in pieces, null for tables that don't or are empty
     */
    record Table(String name, List<String> columns, long rows, String sha256, LocalDate firstOn, LocalDate lastOn) {
        String entry() {
            return name + ".copy";
        }
    }
}
