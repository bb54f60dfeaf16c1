package cn.zhenmai.intake.file;

import cn.zhenmai.school.CourseTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A timetable with one row a teaching class, or one row for each of its times. */
final class TimetableList {

    private final Names names;
    private final Tables tables;
    private final Lessons lessons;

    TimetableList(Names names, Tables tables, Lessons lessons) {
        this.names = names;
        this.tables = tables;
        this.lessons = lessons;
    }

    void take(int row, Map<String, String> texts) {
        String course = texts.get("course");
        if (course == null) {
            tables.problem(row, "course", "缺少课程／no course");
            return;
        }
        CourseText read = CourseText.of(course);
        CourseText named = texts.get("courseId") == null ? read : new CourseText(texts.get("courseId"), read.name());
        TeachingClass taught = part(row, "classes", () -> TeachingClass.of(texts.getOrDefault("classes", ""), names));
        List<String> teachers = part(row, "teacher", () -> teachers(row, texts));
        List<CourseTime> times = part(
                row,
                texts.containsKey("time") ? "time" : "weeks",
                () -> CourseTime.parse(
                        texts.get("time"), texts.get("weekday"), texts.get("periods"), texts.get("weeks")));
        Integer hours = part(row, "hours", () -> hours(texts.get("hours")));
        if (taught == null || teachers == null || times == null || hours == null) {
            return;
        }
        List<String> rooms = Arrays.stream(texts.getOrDefault("room", "").split("[;；\\n]"))
                .map(String::strip)
                .filter(room -> !room.isEmpty())
                .toList();
        lessons.add(new Lesson(
                row, texts.get("offering"), named, texts.get("term"), taught, teachers, hours, times, rooms));
    }

    private interface Part<T> {
        T read();
    }

    /** Null, and the problem told, where it can't be read. */
    private <T> T part(int row, String field, Part<T> part) {
        try {
            return part.read();
        } catch (IllegalArgumentException wrong) {
            tables.problem(row, field, wrong.getMessage());
            return null;
        }
    }

    /** Teachers who are told with their number are registered by the timetable itself. */
    private List<String> teachers(int row, Map<String, String> texts) {
        String said = texts.get("teacher");
        String numbers = texts.get("teacherId");
        if (said == null && numbers == null) {
            return List.of();
        }
        List<String> ids = names.teachers(said, numbers);
        List<String> called = said == null ? List.of() : Names.split(said);
        for (int i = 0; i < ids.size() && numbers != null; i++) {
            if (!names.knowsTeacher(ids.get(i)) && ids.size() == called.size()) {
                String name = Names.plainName(called.get(i));
                tables.addOnce("teacher", ids.get(i), row, "id", ids.get(i), "name", name);
                names.addTeacher(ids.get(i), name);
            }
        }
        return ids;
    }

    private static int hours(String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,4}(?:\\.0)?")) {
            throw new IllegalArgumentException("学时应为整数／hours must be a whole number: " + text);
        }
        return Integer.parseInt(text.replace(".0", ""));
    }
}
