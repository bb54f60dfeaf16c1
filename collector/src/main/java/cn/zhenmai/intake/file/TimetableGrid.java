package cn.zhenmai.intake.file;

import cn.zhenmai.school.CourseTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timetables of classes as a week's grid, one or many in a file: a title with the class, a row of weekdays, rows of periods, and in each
 * cell one or several courses with {@code -----} between them. Practice without a day stands in the row of remarks.
 */
final class TimetableGrid {

    private static final String DAY = "(?:星期|周)([一二三四五六日天])";
    private static final Pattern WEEKDAY = Pattern.compile(DAY);
    private static final Pattern CLASS = Pattern.compile("(?:行政班|班级|班 级)(?:名称)?[:：]\\s*([^\\s,，;；:：]+)");
    private static final Pattern TITLE = Pattern.compile("(?:.*(?:学期|学年)\\s*)?(\\S+?)\\s*(?:班级)?(?:理论)?(?:学期)?课程?表.*");
    private static final Pattern PERIODS =
            Pattern.compile("第?(\\d{1,2}(?:[-–,，、]\\d{1,2})*)小?节|^(\\d{4,8})$|^(\\d{1,2}[-–]\\d{1,2})$");
    private static final Pattern BETWEEN = Pattern.compile("(?m)^\\s*-{5,}\\s*$|-{8,}|\\n\\s*\\n");
    private static final Pattern LABELLED = Pattern.compile("([^/:：]+)[:：]([^/]*)");
    private static final Pattern REMARKS = Pattern.compile("备注|实践课程?|其他课程|集中实践.*");
    private static final Pattern PRACTICE = Pattern.compile(
            "([^\\s;；,，/()（）\\d]+[^\\s;；/]*?)[\\s/(（]*(?:共\\d+周[)）]?[\\s/(（]*)?(\\d{1,2}(?:[-–]\\d{1,2})?周?(?:,\\d{1,2}(?:-\\d{1,2})?周?)*周)[)）]?(?:[\\s/]+([^\\s;；/]+))?");
    /** Weekdays in a row that make it the head of a grid. */
    private static final int LEAST_DAYS = 5;

    private final Names names;
    private final Tables tables;
    private final Lessons lessons;
    private final Map<Integer, String> days = new LinkedHashMap<>();
    private String classId;
    private int grids;
    private int taken;

    TimetableGrid(Names names, Tables tables, Lessons lessons) {
        this.names = names;
        this.tables = tables;
        this.lessons = lessons;
    }

    /** Heads that were found: none means that the file is no grid. */
    int grids() {
        return grids;
    }

    /** Cells that were read. */
    int taken() {
        return taken;
    }

    void row(int number, List<String> cells) {
        Map<Integer, String> head = head(cells);
        if (!head.isEmpty()) {
            days.clear();
            days.putAll(head);
            grids++;
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
                cell(number, days.get(i), periods(label), cell);
            }
        }
        String remark = label.strip();
        if (remark.matches("(?s)(?:备注|实践课程?|其他课程|集中实践.*?)[:：].+")) {
            practice(number, remark.replaceFirst("(?s)^[^:：]+[:：]", ""));
        }
    }

    private static String periods(String label) {
        for (String part : label.strip().split("\\s+")) {
            Matcher found = PERIODS.matcher(part);
            if (found.find()) {
                return found.group(1) != null
                        ? found.group(1)
                        : found.group(2) != null ? found.group(2) : found.group(3);
            }
        }
        return null;
    }

    private void cell(int number, String day, String periods, String cell) {
        for (String block : BETWEEN.split(cell)) {
            if (block.isBlank()) {
                continue;
            }
            taken++;
            try {
                Map<String, String> told = parts(block);
                List<CourseTime> times = CourseTime.parse(told.get("time"), day, periods, null);
                lesson(number, told, times);
            } catch (IllegalArgumentException wrong) {
                tables.problem(number, "周" + day, wrong.getMessage());
            }
        }
    }

    private void lesson(int number, Map<String, String> told, List<CourseTime> times) {
        String classes = told.get("classes");
        if (classes == null && classId == null) {
            throw new IllegalArgumentException("看不出是哪个班的课表，标题应有班级／the timetable doesn't say of which class it is");
        }
        TeachingClass taught = TeachingClass.of(classes == null ? classId : classes, names);
        List<String> teachers = told.get("teacher") == null ? List.of() : names.teachers(told.get("teacher"), null);
        List<String> rooms = told.get("room") == null ? List.of() : List.of(told.get("room"));
        lessons.add(new Lesson(
                number,
                told.get("offering"),
                CourseText.of(told.get("course")),
                null,
                taught,
                teachers,
                0,
                times,
                rooms));
    }

    /** Course, time, teacher, room and classes of a block, by the line that is a time, or by the labels of one long line. */
    private static Map<String, String> parts(String block) {
        List<String> lines = Arrays.stream(block.split("\\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Map<String, String> told = new HashMap<>();
        told.put("course", lines.get(0));
        if (lines.size() > 1 && lines.get(1).contains("/")) {
            labelled(lines.get(1), told);
            return told;
        }
        int time = -1;
        for (int i = 1; i < lines.size() && time < 0; i++) {
            time = isTime(lines.get(i)) ? i : -1;
        }
        if (time < 0) {
            throw new IllegalArgumentException("看不出上课周次／no line with the weeks: " + lines.get(0));
        }
        told.put("time", lines.get(time));
        List<String> others = new ArrayList<>(lines.subList(1, time));
        others.addAll(lines.subList(time + 1, lines.size()));
        List<String> places = List.of("teacher", "room", "classes");
        for (int i = 0; i < others.size() && i < places.size(); i++) {
            told.put(places.get(i), others.get(i));
        }
        return told;
    }

    private static boolean isTime(String line) {
        return line.matches(".*\\d\\s*[)）]?(?:[(（\\[]*[单双]?周).*|.*\\{.*周.*}.*|[\\d,，-]+\\[.*节].*");
    }

    /** {@code (1-2节)1-16周/校区:东/场地:A101/教师:张三/教学班组成:软件2501;软件2502}. */
    private static void labelled(String line, Map<String, String> told) {
        told.put("time", line.substring(0, line.indexOf('/')));
        Matcher label = LABELLED.matcher(line.substring(line.indexOf('/')));
        while (label.find()) {
            String value = label.group(2).strip();
            String name = switch (label.group(1).strip()) {
                case "场地", "上课地点", "教室" -> "room";
                case "教师", "任课教师" -> "teacher";
                case "教学班组成" -> "classes";
                case "教学班", "教学班名称" -> "offering";
                default -> null;
            };
            if (name != null && !value.isEmpty()) {
                told.put(name, value);
            }
        }
    }

    /** {@code 认识实习 17-18周 张三}, several with semicolons between. */
    private void practice(int number, String cell) {
        for (String one : cell.split("[;；\\n]")) {
            Matcher practice = PRACTICE.matcher(one.strip());
            if (!practice.find()) {
                continue;
            }
            taken++;
            try {
                Map<String, String> told = new HashMap<>();
                told.put("course", practice.group(1).replaceAll("[◆★▲●○]", "").strip());
                if (practice.group(3) != null && !practice.group(3).equals("无")) {
                    told.put("teacher", practice.group(3));
                }
                lesson(number, told, CourseTime.parse(practice.group(2)));
            } catch (IllegalArgumentException wrong) {
                tables.problem(number, "course", wrong.getMessage());
            }
        }
    }
}
