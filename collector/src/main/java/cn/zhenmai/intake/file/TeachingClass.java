package cn.zhenmai.intake.file;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 教学班组成 of a cell: the administrative classes, and students who don't belong with theirs or belong without it.
 * {@code 软件2501;软件2502(除2025010203)}, {@code 软件2501,2024010107(重修)}.
 */
record TeachingClass(TreeSet<String> classes, List<Exception> exceptions) {

    /** {@code kind} in the words of 修读.csv. */
    record Exception(String student, String kind) {}

    private static final Pattern PART = Pattern.compile("([^,，、;；(（\\n]+)(?:[(（]([^)）]*)[)）])?");
    private static final Pattern WITHOUT = Pattern.compile("(?:除|不含|除去|除外)[:：]?\\s*(.+)");
    private static final Pattern STUDENT = Pattern.compile("\\d{6,20}");

    static TeachingClass of(String cell, Names names) {
        TeachingClass made = new TeachingClass(new TreeSet<>(), new ArrayList<>());
        Matcher part = PART.matcher(cell);
        while (part.find()) {
            String name = part.group(1).strip();
            String note = part.group(2) == null ? "" : part.group(2).strip();
            if (!name.isEmpty()) {
                made.add(name, note, names);
            }
        }
        return made;
    }

    private void add(String name, String note, Names names) {
        if (names.findClass(name) == null && STUDENT.matcher(name).matches()) {
            exceptions.add(new Exception(name, kind(note)));
            return;
        }
        Matcher without = WITHOUT.matcher(note);
        if (!note.isEmpty() && !without.matches()) {
            classes.add(names.classId(name + "(" + note + ")"));
            return;
        }
        classes.add(names.classId(name));
        if (without.matches()) {
            Matcher student = STUDENT.matcher(without.group(1));
            boolean any = false;
            while (student.find()) {
                exceptions.add(new Exception(student.group(), "退出"));
                any = true;
            }
            if (!any) {
                throw new IllegalArgumentException("除外的学生请写学号／name students left out by their numbers: " + note);
            }
        }
    }

    private static String kind(String note) {
        return switch (note) {
            case "重修", "跟班重修" -> "跟班重修";
            case "免听" -> "免听";
            case "自修" -> "自修";
            default -> "正常";
        };
    }
}
