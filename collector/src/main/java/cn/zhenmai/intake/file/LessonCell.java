package cn.zhenmai.intake.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One cell of a timetable's grid: one or several courses, each in lines or in one long line with labels. Pure. */
final class LessonCell {

    private static final Pattern PERIODS =
            Pattern.compile("第?(\\d{1,2}(?:[-–,，、]\\d{1,2})*)小?节|^(\\d{4,8})$|^(\\d{1,2}[-–]\\d{1,2})$");
    private static final Pattern BETWEEN = Pattern.compile("(?m)^\\s*-{5,}\\s*$|-{8,}|\\n\\s*\\n");
    private static final Pattern LABELLED = Pattern.compile("([^/:：]+)[:：]([^/]*)");
    /** {@code 张三 (1-16周)}: who and when in one line. */
    private static final Pattern WHO_AND_WHEN =
            Pattern.compile("([^\\d(（]\\D*?)\\s*[(（]([\\d,，\\-–]+[单双]?周?(?:[(（][单双]?周[)）])?)[)）]");

    private static final Pattern IN_BRACKETS = Pattern.compile("[(（](\\d[^()（）]*周)[)）]");

    private LessonCell() {}

    /** The periods that a label names, or null. */
    static String periods(String label) {
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

    /** The text of each course; where nothing stands between them, each begins as far before its weeks as the first does. */
    static List<String> blocks(String cell) {
        List<String> blocks = new ArrayList<>();
        for (String block : BETWEEN.split(cell)) {
            if (!block.isBlank()) {
                blocks.addAll(apart(block));
            }
        }
        return blocks;
    }

    private static List<String> apart(String block) {
        List<String> lines = lines(block);
        List<Integer> times = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (isTime(lines.get(i))) {
                times.add(i);
            }
        }
        if (times.size() < 2 || lines.get(1).contains("/")) {
            return List.of(block);
        }
        int before = times.get(0);
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            int from = Math.max(0, times.get(i) - before);
            int to = i + 1 < times.size() ? Math.max(times.get(i) + 1, times.get(i + 1) - before) : lines.size();
            blocks.add(String.join("\n", lines.subList(from, to)));
        }
        return blocks;
    }

    private static List<String> lines(String block) {
        return Arrays.stream(block.split("\\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Course, time, teacher, room and classes of a block, by the line that is a time, or by the labels of one long line. */
    static Map<String, String> parts(String block) {
        List<String> lines = lines(block);
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
        List<String> others = new ArrayList<>(lines.subList(1, time));
        Matcher both = WHO_AND_WHEN.matcher(lines.get(time));
        if (both.matches()) {
            others.add(both.group(1));
            told.put("time", both.group(2));
        } else {
            told.put("time", IN_BRACKETS.matcher(lines.get(time)).replaceFirst("$1"));
        }
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
}
