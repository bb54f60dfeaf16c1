package cn.zhenmai.intake.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers a {@link Report} while a file is read; keeps only the beginning of what could be long. */
final class Findings {

    private static final int KEPT_PROBLEMS = 500;
    private static final int KEPT_ROWS = 20;

    private final List<Report.Wrong> problems = new ArrayList<>();
    private final List<Report.Row> preview = new ArrayList<>();
    private final Set<Integer> badRows = new HashSet<>();
    private int problemCount;

    void problem(int row, String field, String message) {
        problemCount++;
        badRows.add(row);
        if (problems.size() < KEPT_PROBLEMS) {
            problems.add(new Report.Wrong(row, field, message));
        }
    }

    void row(int number, Map<String, String> texts) {
        if (preview.size() < KEPT_ROWS) {
            preview.add(new Report.Row(number, texts));
        }
    }

    int problemCount() {
        return problemCount;
    }

    List<Report.Wrong> problems() {
        return problems;
    }

    List<Report.Row> preview() {
        return preview;
    }

    /** Something is wrong with the file itself, not with some of its rows. */
    boolean isOfFile() {
        return badRows.contains(0);
    }

    int badRows() {
        return badRows.size() - (isOfFile() ? 1 : 0);
    }
}
