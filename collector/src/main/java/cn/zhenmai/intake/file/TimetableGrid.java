package cn.zhenmai.intake.file;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timetables of classes as a week's grid, one or many in a file: a title with the class, a row of weekdays, rows of periods, and in each
 * cell one or several courses with {@code -----} between them. Practice without a day stands in the row of remarks. Where a row of
 * periods follows the weekdays, the sheet is a {@link TimetableOverview}.
 */
final class TimetableGrid {

    private static final String DAY = "(?:星期|周)([一二三四五六日天])";
    private static final Pattern WEEKDAY = Pattern.compile(DAY);
    private static final Pattern CLASS = Pattern.compile("(?:行政班|班级|班 级)(?:名称)?[:：]\\s*([^\\s,，;；:：]+)");
    private static final Pattern TITLE = Pattern.compile("(?:.*(?:学期|学年)\\s*)?(\\S+?)\\s*(?:班级)?(?:理论)?(?:学期)?课程?表.*");
    private static final Pattern REMARKS = Pattern.compile("备注|实践课程?|其他课程|集中实践.*");
    private static final Pattern PRACTICE = Pattern.compile(
            "([^\\s;；,，/()（）\\d]+[^\\s;；/]*?)[\\s/(（]*(?:共\\d+周[)）]?[\\s/(（]*)?(\\d{1,2}(?:[-–]\\d{1,2})?周?(?:,\\d{1,2}(?:-\\d{1,2})?周?)*周)[)）]?(?:[\\s/]+([^\\s;；/]+))?");
    /** Weekdays in a row that make it the head of a grid. */
    private static final int LEAST_DAYS = 5;

    private final Names names;
    private final GridLessons lessons;
    private final TimetableOverview overview;
    private final Map<Integer, String> days = new LinkedHashMap<>();
    /** The row before was one of weekdays. */
    private boolean isBelowHead;

    private String classId;
    private int grids;

    TimetableGrid(Names names, Tables tables, Lessons lessons) {
        this.names = names;
        this.lessons = new GridLessons(names, tables, lessons);
        this.overview = new TimetableOverview(names, tables, this.lessons);
    }

    /** Heads that were found: none means that the file is no grid. */
    int grids() {
        return grids;
    }

    /** Courses in cells that were read. */
    int taken() {
        return lessons.taken();
    }

    void row(int number, List<String> cells) {
        Map<Integer, String> head = head(cells);
        if (!head.isEmpty()) {
            days.clear();
            days.putAll(head);
            overview.close();
            grids++;
            isBelowHead = true;
            return;
        }
        boolean mayOpen = isBelowHead;
        isBelowHead = false;
        if (mayOpen && overview.open(days, cells)) {
            return;
        }
        if (overview.isOpen()) {
            overview.row(number, cells);
        } else if (!title(cells) && !days.isEmpty()) {
            body(number, cells);
        }
    }

    private static Map<Integer, String> head(List<String> cells) {
        Map<Integer, String> days = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Matcher day = WEEKDAY.matcher(cells.get(i).replaceAll("\\s", ""));
            if (day.matches()) {
                days.put(i, day.group(1));
            }
        }
        return days.size() >= LEAST_DAYS ? days : Map.of();
    }

    /** A row with a class and little else begins the timetable of that class. */
    private boolean title(List<String> cells) {
        List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
        if (filled.size() > 3 || filled.isEmpty()) {
            return false;
        }
        String text = String.join(" ", filled);
        Matcher told = CLASS.matcher(text);
        Matcher title = TITLE.matcher(filled.get(0));
        String name = told.find() ? told.group(1) : title.matches() ? title.group(1) : null;
        String found = name == null ? null : names.findClass(name);
        if (found != null) {
            classId = found;
        } else if (told.reset().find()) {
            classId = null;
        }
        return found != null || told.reset().find();
    }

    private void body(int number, List<String> cells) {
        String label = "";
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            if (!days.containsKey(i)) {
                label = label + " " + cell;
            } else if (REMARKS.matcher(label.strip().replaceAll("[:：]", "")).matches()) {
                practice(number, cell);
            } else {
                lessons.cell(number, days.get(i), LessonCell.periods(label), classId, cell);
            }
        }
        String remark = label.strip();
        if (remark.matches("(?s)(?:备注|实践课程?|其他课程|集中实践.*?)[:：].+")) {
            practice(number, remark.replaceFirst("(?s)^[^:：]+[:：]", ""));
        }
    }

    /** {@code 认识实习 17-18周 张三}, several with semicolons between. */
    private void practice(int number, String cell) {
        for (String one : cell.split("[;；\\n]")) {
            Matcher practice = PRACTICE.matcher(one.strip());
            if (practice.find()) {
                Map<String, String> told = new HashMap<>();
                told.put("course", practice.group(1).replaceAll("[◆★▲●○]", "").strip());
                if (practice.group(3) != null && !practice.group(3).equals("无")) {
                    told.put("teacher", practice.group(3));
                }
                lessons.practice(number, classId, told, practice.group(2));
            }
        }
    }
}
