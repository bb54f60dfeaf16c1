package cn.zhenmai.intake.file;

import cn.zhenmai.school.CourseTime;
import java.util.List;
import java.util.Map;

/** What cells of a timetable say of a class, as lessons; what is wrong goes to the problems. */
final class GridLessons {

    private final Names names;
    private final Tables tables;
    private final Lessons lessons;
    private int taken;

    GridLessons(Names names, Tables tables, Lessons lessons) {
        this.names = names;
        this.tables = tables;
        this.lessons = lessons;
    }

    /** Courses in cells that were read. */
    int taken() {
        return taken;
    }

    /** {@code classId} null: the cell itself says which classes. */
    void cell(int row, String day, String periods, String classId, String cell) {
        for (String block : LessonCell.blocks(cell)) {
            taken++;
            try {
                Map<String, String> told = LessonCell.parts(block);
                lesson(row, classId, told, CourseTime.parse(told.get("time"), day, periods, null));
            } catch (IllegalArgumentException wrong) {
                tables.problem(row, "周" + day, wrong.getMessage());
            }
        }
    }

    void practice(int row, String classId, Map<String, String> told, String weeks) {
        taken++;
        try {
            lesson(row, classId, told, CourseTime.parse(weeks));
        } catch (IllegalArgumentException wrong) {
            tables.problem(row, "course", wrong.getMessage());
        }
    }

    private void lesson(int row, String classId, Map<String, String> told, List<CourseTime> times) {
        String classes = told.get("classes");
        if (classes == null && classId == null) {
            throw new IllegalArgumentException("看不出是哪个班的课表，标题应有班级／the timetable doesn't say of which class it is");
        }
        TeachingClass taught = TeachingClass.of(classes == null ? classId : classes, names);
        List<String> teachers = told.get("teacher") == null ? List.of() : names.teachers(told.get("teacher"), null);
        List<String> rooms = told.get("room") == null ? List.of() : List.of(told.get("room"));
        lessons.add(new Lesson(
                row, told.get("offering"), CourseText.of(told.get("course")), null, taught, teachers, 0, times, rooms));
    }
}
