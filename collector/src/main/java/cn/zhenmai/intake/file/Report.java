package cn.zhenmai.intake.file;

import java.util.List;
import java.util.Map;

/**
 * What a try found in a file, or what came of taking it.
 *
 * @param format CSV, XLSX, HTML or XML
 * @param encoding null where the format has only one
 * @param headerRow 0 where no header was found
 * @param columns each header with the column that it is taken for, or null
 * @param rows with something in them
 * @param goodRows that could be taken
 * @param problems the first of them; {@code problemCount} counts all
 * @param counts by what becomes of rows: of the registry added, changed, ended; of observations as in a receipt
 * @param preview the first rows as they were understood
 * @param sessions first sessions of a timetable; {@code sessionCount} counts all
 */
public record Report(
        String format,
        String encoding,
        String sheet,
        int headerRow,
        List<Heading> columns,
        int rows,
        int goodRows,
        List<Wrong> problems,
        int problemCount,
        Map<String, Integer> counts,
        List<Row> preview,
        List<Held> sessions,
        int sessionCount) {

    public record Heading(String header, String column) {}

    /** {@code row} as a spreadsheet counts; 0 = of the file as a whole. */
    public record Wrong(int row, String field, String message) {}

    public record Row(int row, Map<String, String> texts) {}

    /** One session as people read it. */
    public record Held(
            String session, String at, String course, List<String> classes, List<String> teachers, String room) {}

    /** Of a file that can't be read at all. */
    static Report unreadable(String message) {
        return new Report(
                null,
                null,
                null,
                0,
                List.of(),
                0,
                0,
                List.of(new Wrong(0, null, message)),
                1,
                Map.of(),
                List.of(),
                List.of(),
                0);
    }

    Report with(Map<String, Integer> outcome, List<Wrong> found, int count) {
        return new Report(
                format,
                encoding,
                sheet,
                headerRow,
                columns,
                rows,
                goodRows,
                found,
                count,
                outcome,
                preview,
                sessions,
                sessionCount);
    }

    /** Without what the file's rows say of persons. */
    public Report withoutRows() {
        return new Report(
                format,
                encoding,
                sheet,
                headerRow,
                columns,
                rows,
                goodRows,
                List.of(),
                problemCount,
                counts,
                List.of(),
                List.of(),
                sessionCount);
    }
}
