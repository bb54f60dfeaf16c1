package cn.zhenmai.backtest;

import cn.zhenmai.school.Problem;
import cn.zhenmai.sheet.SheetFile;
import cn.zhenmai.sheet.UnreadableFileException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What became of the subjects, for the count of right and wrong warnings. Read from CSV: {@code student}, or {@code student} and
 * {@code offering} for one enrolment, or {@code subject} as alerts name it; {@code outcome} (1/0, yes/no, true/false, 是/否; 1 = what
 * the warning is to foretell); optionally {@code decided_on}, the day as of which the subject is judged (default: the end).
 */
public record Outcomes(Map<String, Outcome> bySubject) {

    public static final Outcomes NONE = new Outcomes(Map.of());

    private static final Set<String> YES = Set.of("1", "yes", "true", "是");
    private static final Set<String> NO = Set.of("0", "no", "false", "否");

    /** @param decidedOn null = the end of the back-test */
    public record Outcome(boolean happened, LocalDate decidedOn) {}

    /** What could be read, and every problem by row and field. */
    public record Result(Outcomes outcomes, List<Problem> problems) {}

    /** @param file its name, for the problems */
    public static Result read(String file, byte[] csv) {
        List<Problem> problems = new ArrayList<>();
        List<List<String>> rows;
        try {
            rows = SheetFile.rows(csv);
        } catch (UnreadableFileException notCsv) {
            return new Result(NONE, List.of(new Problem(file, 0, null, notCsv.getMessage())));
        }
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        boolean names = header.contains("subject") || header.contains("student");
        if (!names || !header.contains("outcome")) {
            String message = "表头须有 student（和 offering）或 subject，以及 outcome／the header needs student (and offering) or"
                    + " subject, and outcome";
            return new Result(NONE, List.of(new Problem(file, 1, names ? "outcome" : "student", message)));
        }
        Map<String, Outcome> read = new LinkedHashMap<>();
        for (int i = 1; i < rows.size(); i++) {
            row(new Row(file, i + 1, cells(header, rows.get(i)), problems), read);
        }
        return new Result(new Outcomes(read), List.copyOf(problems));
    }

    private static Map<String, String> cells(List<String> header, List<String> cells) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
            named.put(header.get(i), cells.get(i));
        }
        return named;
    }

    private static void row(Row row, Map<String, Outcome> into) {
        if (row.isEmpty()) {
            return;
        }
        String subject = row.subject();
        Boolean happened = row.happened();
        LocalDate decidedOn = row.decidedOn();
        if (subject == null || happened == null) {
            return;
        }
        if (into.putIfAbsent(subject, new Outcome(happened, decidedOn)) != null) {
            row.problem("student", "重复：" + subject + "／twice");
        }
    }

    private record Row(String file, int number, Map<String, String> cells, List<Problem> problems) {

        boolean isEmpty() {
            return cells.values().stream().allMatch(String::isEmpty);
        }

        void problem(String field, String message) {
            problems.add(new Problem(file, number, field, message));
        }

        String subject() {
            String subject = cells.getOrDefault("subject", "");
            String student = cells.getOrDefault("student", "");
            String offering = cells.getOrDefault("offering", "");
            if (subject.isEmpty() && student.isEmpty()) {
                problem("student", "必填／required");
                return null;
            }
            return !subject.isEmpty() ? subject : offering.isEmpty() ? student : student + "/" + offering;
        }

        Boolean happened() {
            String text = cells.getOrDefault("outcome", "").toLowerCase(Locale.ROOT);
            if (YES.contains(text)) {
                return true;
            }
            if (!NO.contains(text)) {
                problem("outcome", "应为 1 或 0（是/否）／expected 1 or 0 (yes/no): " + text);
                return null;
            }
            return false;
        }

        LocalDate decidedOn() {
            String text = cells.getOrDefault("decided_on", "");
            if (text.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException notADay) {
                problem("decided_on", "应为日期 yyyy-mm-dd／expected a date yyyy-mm-dd: " + text);
                return null;
            }
        }
    }
}
