package cn.zhenmai.intake.file;

import java.time.LocalDate;
import java.util.Map;

/**
 * How one file is to be taken.
 *
 * @param target id of a {@link Target}
 * @param source for observations the registered source in whose name they are; else the name under which the columns are remembered
 * @param columns header → column name, empty for one that is left out; null = as remembered
 * @param rowWise take the good rows and leave the others; else all or nothing
 * @param whole of a table: rows that the file doesn't have end
 * @param history imported history notifies nobody
 * @param term of a timetable, null = the one that runs
 * @param validFrom from which day a list of students holds, null = today
 */
public record Settings(
        String target,
        String source,
        Map<String, String> columns,
        boolean rowWise,
        boolean whole,
        boolean history,
        String term,
        LocalDate validFrom) {

    Settings withColumns(Map<String, String> known) {
        return new Settings(target, source, known, rowWise, whole, history, term, validFrom);
    }
}
