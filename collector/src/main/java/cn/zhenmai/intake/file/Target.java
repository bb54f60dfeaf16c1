package cn.zhenmai.intake.file;

import java.util.List;

/**
 * What a file can fill.
 *
 * @param id the table's or the type's English name, or the export's
 * @param isOpen further numeric columns are items of an evaluation
 */
public record Target(String id, String zh, Kind kind, List<Column> columns, boolean isOpen) {

    public enum Kind {
        /** One table of the registry. */
        TABLE,
        /** Several tables of the registry at once, as a system exports them. */
        EXPORT,
        /** Observations of one type. */
        STREAM
    }

    boolean isStream() {
        return kind == Kind.STREAM;
    }
}
